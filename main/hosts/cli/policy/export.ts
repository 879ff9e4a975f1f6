import { writePolicies, writePolicy } from "../../../../shared/exchange/index.ts";
import type { PolicyFormat } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { stop } from "../failure.ts";
import { printExport } from "../objects/exporting.ts";

export interface ExportFlags {
  store?: string;
  to: PolicyFormat;
  version?: number;
  format: "text" | "json";
  output?: string;
}

/** Writes one policy, or several as one file. */
export const runExport: Run<ExportFlags> = async (names, flags) => {
  const { to, version } = flags;
  if (version !== undefined && names.length > 1) stop("--version is for one policy.");
  const policies = await withApplication(flags.store, async (app) => {
    const found = [];
    for (const name of new Set(names)) found.push((await app.call("policies.get", { name, ...(version === undefined ? {} : { version }) })).policy);
    return found;
  });
  const [only] = policies;
  const exported = only && policies.length === 1 ? writePolicy(only, to) : writePolicies(policies, to);
  return printExport(exported, "sallyport/policy-export/v1", names.join(", "), flags);
};
