import { resolve } from "node:path";
import type { DocumentKind, ImportItem, ImportReport } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { describe } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { visible } from "../terminal.ts";

export interface ImportFlags extends StoredFlags {
  dryRun?: boolean;
}

/** Imports one kind of document from files; with `--dry-run` it only says what would come of each. */
export function importOf(kind: DocumentKind): Run<ImportFlags> {
  return async (files, flags) => {
    const report = await withApplication(flags.store, async (app): Promise<ImportReport> => {
      const { id, items, problems } = await app.call("import.preview", { paths: files.map((file) => resolve(file)) });
      const own = items.filter((item) => item.kind === kind);
      if (flags.dryRun || own.length === 0) return { items: own, problems };
      return app.call("import.apply", { id, keys: own.map(({ key }) => key) });
    });
    await print(flags, "sallyport/import/v1", { dryRun: flags.dryRun ?? false, ...report }, () => textOf(report, flags.dryRun ?? false, kind));
    for (const problem of report.problems) warn(`warning: ${describe(problem)}`);
    const isRefused = report.problems.length > 0 || report.items.some(({ issues }) => issues.length > 0) || report.items.length === 0;
    return isRefused ? EXIT.usage : EXIT.fine;
  };
}

const OUTCOMES: Record<ImportItem["outcome"], [done: string, planned: string]> = {
  created: ["Created", "Would create"],
  changed: ["Changed", "Would change"],
  skipped: ["Skipped", "Would skip"],
};

function textOf({ items }: ImportReport, isDryRun: boolean, kind: DocumentKind): string {
  if (items.length === 0) return `The files hold no ${kind}.\n`;
  return items.flatMap((item) => [
    `${OUTCOMES[item.outcome][isDryRun ? 1 : 0]} ${item.name} from ${item.file}${item.outcome === "skipped" && item.issues.length === 0 ? ": nothing is new" : ""}`,
    ...item.issues.map(({ path, message }) => `  error: ${path}: ${message}`),
    ...item.changes.map((change) => `  change: ${change}`),
    ...item.converted.map((remark) => `  note: ${remark}`),
    ...item.lost.map((loss) => `  lost: ${loss}`),
  ]).map((line) => `${visible(line)}\n`).join("");
}
