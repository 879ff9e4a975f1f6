import { stat } from "node:fs/promises";
import type { Policy } from "../../../../shared/model/policy.ts";
import { readPolicyFile } from "../../../files/documents.ts";
import { hclHere } from "../../../files/hcl.ts";
import { warn } from "../context.ts";
import { describe, need, stop } from "../failure.ts";
import { openExistingStore } from "../store.ts";

export interface ChosenPolicy {
  policy: Policy;
  /** Where it came from, for the report. */
  origin: { file: string } | { store: string; version: number };
}

/**
 * The policy that `--policy` names: a file, else a policy of the store. What could not be read of a file, and what was
 * converted, is told on standard error.
 */
export async function choosePolicy(named: string, storeOption: string | undefined): Promise<ChosenPolicy> {
  const info = await stat(named).catch(() => undefined);
  if (info?.isFile() || info?.isFIFO() || info?.isCharacterDevice()) return { policy: await policyOfFile(named), origin: { file: named } };
  if (looksLikePath(named)) {
    if (info) stop(`${named} is not a file.`, { file: named, remedy: "Name the file that holds the policy." });
    stop(`${named}: there is no such file.`, { file: named, remedy: "Check the path given to --policy." });
  }
  const store = await openExistingStore(storeOption);
  if (!store) return stop(`There is neither a file nor a stored policy named "${named}": there is no store yet.`, { remedy: "Check --policy, or choose the store with --store." });
  try {
    const saved = need(await store.policy({ name: named }));
    return { policy: saved.policy, origin: { store: named, version: saved.version } };
  } finally {
    await store.close();
  }
}

async function policyOfFile(file: string): Promise<Policy> {
  const { policies, problems } = need(await readPolicyFile(file, hclHere));
  const [first, ...others] = policies;
  if (!first) return stop(problems[0]?.message ?? `${file} holds no policy.`, problems[0]?.details);
  if (others.length > 0) {
    const names = policies.map(({ policy }) => policy.name).join(", ");
    stop(`${file} holds ${policies.length} policies: ${names}.`, { file, remedy: "Import it (sallyport policy import) and give the name of one." });
  }
  for (const problem of problems) warn(`warning: ${describe(problem)}`);
  for (const remark of [...first.remarks, ...first.lost]) warn(`note: ${file}: ${remark}`);
  return first.policy;
}

/** Names of stored policies hold no separators. */
function looksLikePath(named: string): boolean {
  return /[/\\]|\.(?:ya?ml|json|tf)$/i.test(named);
}
