import type { PolicyExport } from "../../../../shared/ipc/types.ts";
import { warn } from "../context.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { writeAll } from "../output.ts";
import { print } from "../print.ts";
import { count } from "../terminal.ts";

interface ExportFlags {
  to: string;
  format: "text" | "json";
  output?: string;
}

/** Writes an export; what the format cannot carry is told on standard error first. */
export async function printExport(exported: PolicyExport, schema: string, name: string, flags: ExportFlags): Promise<ExitCode> {
  const { lossy, notes = [] } = exported;
  if (lossy.length > 0) warn(`lossy: ${count(lossy.length, "item")} that this format cannot carry as ${lossy.length === 1 ? "it is" : "they are"}:`);
  for (const loss of lossy) warn(`  ${loss}`);
  for (const note of notes) warn(`note: ${note}`);
  if (flags.format === "json") await print({ ...flags, format: "json" }, schema, { name, to: flags.to, ...exported }, () => exported.text);
  else await writeAll(flags.output, exported.text);
  return EXIT.fine;
}
