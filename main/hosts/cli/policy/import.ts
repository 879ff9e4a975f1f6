import { resolve } from "node:path";
import type { PolicyImportReport } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { describe } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, visible } from "../terminal.ts";

export const runImport: Run<StoredFlags> = async (files, flags) => {
  const report = await withApplication(flags.store, (app) => app.call("policies.import", { paths: files.map((file) => resolve(file)) }));
  await print(flags, "sallyport/policy-import/v1", report, () => textOf(report));
  for (const problem of report.problems) warn(`warning: ${describe(problem)}`);
  const taken = new Set(report.items.map(({ file }) => file));
  const isFailed = report.problems.some(({ details }) => details?.file === undefined || !taken.has(details.file));
  return isFailed ? EXIT.usage : EXIT.fine;
};

const OUTCOMES = { created: "Created", changed: "Changed", unchanged: "Unchanged", renamed: "Renamed" } as const;

function textOf({ items }: PolicyImportReport): string {
  const rows = items.map(({ outcome, name, version, file }) => [OUTCOMES[outcome], name, `version ${version}`, file].map(visible));
  const remarks = items.flatMap(({ name, remarks: all }) => all.map((remark) => `${visible(`${name}: ${remark}`)}\n`));
  return columns(rows) + remarks.join("");
}
