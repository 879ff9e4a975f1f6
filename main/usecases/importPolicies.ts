import type { PolicyImportItem, PolicyImportReport } from "../../shared/ipc/types.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";
import { ok } from "../../shared/kernel/result.ts";
import { stableStringify } from "../../shared/kernel/stable.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { readDocumentFiles } from "../files/documents.ts";
import type { Deps } from "./deps.ts";
import { createPolicy, savePolicy } from "./savePolicy.ts";

type ImportDeps = Pick<Deps, "store" | "hcl" | "now" | "userName">;

/**
 * Reads policies of any known format from files. A new name becomes version 1, a known one a new version unless nothing
 * changed. One that cannot be taken is a problem of the report and does not keep the others out.
 */
export async function importPolicies(deps: ImportDeps, paths: string[]): Promise<PolicyImportReport> {
  const { files, problems } = await readDocumentFiles(paths, deps.hcl);
  const report: PolicyImportReport = { items: [], problems };
  for (const { file, documents } of files) {
    const policies = documents.flatMap((found) => (found.kind === "policy" ? [found] : []));
    if (policies.length === 0) problems.push({ code: "invalid-input", message: `No policy in it, only ${documents.map(({ kind }) => kind).join(", ")}.`, details: { file } });
    for (const { document: policy, remarks, lost } of policies) {
      const taken = await takePolicy(deps, policy, `Imported from ${file}`);
      if (taken.ok) report.items.push({ name: policy.name, file, remarks: [...remarks, ...lost], ...taken.value });
      else problems.push(inFile(taken.error, file));
    }
  }
  return report;
}

async function takePolicy(deps: ImportDeps, policy: Policy, note: string): Promise<Result<Pick<PolicyImportItem, "outcome" | "version">>> {
  const present = await deps.store.policy({ name: policy.name });
  if (!present.ok) {
    const created = await createPolicy(deps, policy, note);
    return created.ok ? ok({ outcome: "created", version: created.value.version }) : created;
  }
  const { version } = present.value;
  if (stableStringify(present.value.policy) === stableStringify(policy)) return ok({ outcome: "unchanged", version });
  const saved = await savePolicy(deps, policy, version, note);
  return saved.ok ? ok({ outcome: "changed", version: saved.value.version }) : saved;
}

function inFile(error: AppError, file: string): AppError {
  return { ...error, details: { ...error.details, file } };
}
