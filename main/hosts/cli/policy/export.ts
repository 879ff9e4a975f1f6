import type { PolicyFormat } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { writeAll } from "../output.ts";
import { print } from "../print.ts";
import { count } from "../terminal.ts";

export interface ExportFlags {
  store?: string;
  to: PolicyFormat;
  format: "text" | "json";
  output?: string;
}

/** What the format cannot carry is told on standard error before the text is written. */
export const runExport: Run<ExportFlags> = async ([name = ""], flags) => {
  const exported = await withApplication(flags.store, (app) => app.call("policies.export", { name, format: flags.to }));
  if (exported.lossy.length > 0) warn(`lossy: ${count(exported.lossy.length, "item")} that this format cannot carry as ${exported.lossy.length === 1 ? "it is" : "they are"}:`);
  for (const loss of exported.lossy) warn(`  ${loss}`);
  if (flags.format === "json") {
    await print({ ...flags, format: "json" }, "sallyport/policy-export/v1", { name, to: flags.to, ...exported }, () => exported.text);
  } else await writeAll(flags.output, exported.text);
  return EXIT.fine;
};
