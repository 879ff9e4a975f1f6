import type { Coverage } from "../../shared/audit/coverage.ts";
import { writeReport } from "../../shared/audit/report.ts";
import type { ComparedRow, Group } from "../../shared/audit/results.ts";
import { ruleCounts } from "../../shared/audit/ruleCounts.ts";
import { groupRows, heatMap } from "../../shared/audit/view/groups.ts";
import type { ExportQuery } from "../../shared/ipc/resultQueries.ts";
import type { ExportFormat } from "../../shared/ipc/types.ts";
import type { OpenScan } from "./scans.ts";

/** Files of exactly what is shown. */

const SCHEMA = { rows: "sallyport/results/v1", groups: "sallyport/groups/v1", heatMap: "sallyport/heatmap/v1", comparison: "sallyport/comparison/v1" } as const;

const ROW_COLUMNS = [
  "verdict", "wouldBe", "namespace", "name", "kind", "apiVersion", "state", "pods", "finishedPods", "now", "afterRestart", "restart", "continuous", "why", "created",
];

/** A scan's rows, groups or heat map as they are shown. */
export function scanReport({ table, judgement }: OpenScan, query: ExportQuery & { about: Record<string, unknown> }): string {
  const { filter, sort, descending, show, format } = query;
  const { rows } = table.select(filter, sort, descending);
  const coverage = judgement.coverage();
  const about = { ...query.about, filter };
  if (show.what === "rows") {
    return writeReport({ schema: SCHEMA.rows, about: { ...about, sort, descending }, columns: ROW_COLUMNS, records: rowRecords(table, rows), coverage }, format);
  }
  const sentences = new Map(ruleCounts(judgement.compiled.policy, new Map()).map(({ key, definition, sentence }) => [key, definition === "cluster" ? sentence : `${definition}: ${sentence}`]));
  if (show.what === "groups") {
    const groups = groupRows(table.columns, rows, show.by).map((group) => groupRecord(group, show.by.what === "rule" ? sentences : undefined));
    return writeReport({ schema: SCHEMA.groups, about: { ...about, groupBy: show.by }, columns: GROUP_COLUMNS, records: groups, coverage }, format);
  }
  const map = heatMap(table.columns, rows);
  const titles = map.rules.map((key) => sentences.get(key) ?? key);
  const lines = map.namespaces.map(({ namespace, counts }) => ({ namespace, ...Object.fromEntries(titles.map((title, place) => [title, counts[place] ?? 0])) }));
  return writeReport({ schema: SCHEMA.heatMap, about, columns: ["namespace", ...titles], records: lines, coverage }, format);
}

/** What a comparison shows. */
export function comparisonReport(rows: ComparedRow[], coverage: Coverage, { format, about }: { format: ExportFormat; about: Record<string, unknown> }): string {
  const records = rows.map((row) => ({ type: "change", ...withoutId(row) }));
  return writeReport({ schema: SCHEMA.comparison, about, columns: ["change", "namespace", "name", "kind", "before", "after", "pods", "why"], records, coverage }, format);
}

function* rowRecords(table: OpenScan["table"], rows: Uint32Array): Iterable<object> {
  for (const row of rows) yield { type: "workload", ...withoutId(table.row(row)) };
}

/** A row's id means something to the window alone. */
function withoutId<T extends { id: number }>(row: T): Omit<T, "id"> {
  const { id: _, ...rest } = row;
  return rest;
}

const GROUP_COLUMNS = ["group", "title", "workloads", "pods", "block", "log", "unknown", "allow", "excluded"];

function groupRecord({ key, workloads, pods, counts }: Group, titles: ReadonlyMap<string, string> | undefined): object {
  return { type: "group", group: key, ...(titles ? { title: titles.get(key) ?? key } : {}), workloads, pods, ...counts };
}
