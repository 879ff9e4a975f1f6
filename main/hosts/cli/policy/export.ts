import type { PolicyFormat } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { printExport } from "../objects/exporting.ts";

export interface ExportFlags {
  store?: string;
  to: PolicyFormat;
  format: "text" | "json";
  output?: string;
}

export const runExport: Run<ExportFlags> = async ([name = ""], flags) => {
  const exported = await withApplication(flags.store, (app) => app.call("policies.export", { name, format: flags.to }));
  return printExport(exported, "sallyport/policy-export/v1", name, flags);
};
