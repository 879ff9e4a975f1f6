import { resolve } from "node:path";
import { DOCUMENT_KINDS, type DocumentKind, type ImportItem, type ImportReport } from "../../../../shared/ipc/types.ts";
import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { describe } from "../failure.ts";
import { print, type StoredFlags } from "../print.ts";
import { count, visible } from "../terminal.ts";

export interface ImportFlags extends StoredFlags {
  dryRun?: boolean;
}

interface Imported extends ImportReport {
  /** Things of the other kinds in the same files, which stay out. */
  others: ImportItem[];
}

/** Imports one kind of document from files and folders; with `--dry-run` it only says what would come of each. */
export function importOf(kind: DocumentKind): Run<ImportFlags> {
  return async (paths, { dryRun = false, ...flags }) => {
    const report = await withApplication(flags.store, async (app): Promise<Imported> => {
      const { id, items, ...read } = await app.call("import.preview", { paths: paths.map((path) => resolve(path)) });
      const own = items.filter((item) => item.kind === kind);
      const others = items.filter((item) => item.kind !== kind);
      if (dryRun || own.length === 0) return { items: own, others, ...read };
      return { others, ...(await app.call("import.apply", { id, keys: own.map(({ key }) => key) })) };
    });
    const { others, ...told } = report;
    await print(flags, "sallyport/import/v1", { dryRun, ...told }, () => textOf(report, dryRun, kind));
    for (const problem of report.problems) warn(`warning: ${describe(problem)}`);
    for (const other of DOCUMENT_KINDS) {
      const left = others.filter((item) => item.kind === other).length;
      if (left > 0) warn(`note: The files also hold ${count(left, other)}: see sallyport ${other} import.`);
    }
    const ignored = report.ignored?.length ?? 0;
    if (ignored > 0) warn(`note: ${count(ignored, "other file")} in these folders ${ignored === 1 ? "holds" : "hold"} nothing to import.`);
    return isRefused(report) ? EXIT.usage : EXIT.fine;
  };
}

/** Whether something was left out as a whole: a file, a document. A rule that is skipped in one is only told. */
function isRefused({ items, others, problems }: Imported): boolean {
  const taken = new Set([...items, ...others].map(({ file }) => file));
  return items.length === 0 || items.some(({ issues }) => issues.length > 0) || problems.some(({ details }) => !taken.has(details?.file ?? ""));
}

const OUTCOMES: Record<ImportItem["outcome"], [done: string, planned: string]> = {
  created: ["Created", "Would create"],
  changed: ["Changed", "Would change"],
  skipped: ["Skipped", "Would skip"],
};

function textOf({ items }: Imported, isDryRun: boolean, kind: DocumentKind): string {
  if (items.length === 0) return `The files hold no ${kind}.\n`;
  return items.flatMap((item) => [
    headOf(item, isDryRun),
    ...item.issues.map(({ path, message }) => `  error: ${path}: ${message}`),
    ...item.changes.map((change) => `  change: ${change}`),
    ...item.converted.map((remark) => `  note: ${remark}`),
    ...item.lost.map((loss) => `  lost: ${loss}`),
  ]).map((line) => `${visible(line)}\n`).join("");
}

function headOf(item: ImportReport["items"][number], isDryRun: boolean): string {
  const { outcome, name, writtenName, file, issues, version } = item;
  const renamed = writtenName === undefined ? "" : ` (there “${writtenName}”)`;
  const saved = version === undefined ? "" : `, version ${version}`;
  const same = outcome === "skipped" && issues.length === 0 ? ": nothing is new" : "";
  return `${OUTCOMES[outcome][isDryRun ? 1 : 0]} ${name}${renamed} from ${file}${saved}${same}`;
}
