import { writePolicy } from "../../../../shared/exchange/index.ts";
import type { PolicyFormat } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { printExport } from "../objects/exporting.ts";

export interface ExportFlags {
  store?: string;
  to: PolicyFormat;
  version?: number;
  format: "text" | "json";
  output?: string;
}

export const runExport: Run<ExportFlags> = async ([name = ""], flags) => {
  const { to, version } = flags;
  const { policy } = await withApplication(flags.store, (app) => app.call("policies.get", { name, ...(version === undefined ? {} : { version }) }));
  return printExport(writePolicy(policy, to), "sallyport/policy-export/v1", name, flags);
};
