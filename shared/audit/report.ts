import type { Coverage } from "./coverage.ts";
import type { ExportFormat } from "./results.ts";

/** Records to be written as a file: what is shown, what it was made of, and what was not seen. */
export interface Report {
  /** `sallyport/…/v1`. */
  schema: string;
  /** What the records depend on: data, policy, clock, filter. */
  about: Record<string, unknown>;
  /** The fields of a record that CSV has, in order. */
  columns: readonly string[];
  records: Iterable<object>;
  coverage: Coverage;
}

/**
 * Writes a report. NDJSON: a `header` line, a line a record, a `coverage` line. JSON: the same as one document. CSV: a
 * head, a line a record (RFC 4180), then lines that begin with `#` with what it was made of and what was not seen.
 */
export function writeReport(report: Report, format: ExportFormat): string {
  return { csv: writeCsv, json: writeJson, ndjson: writeNdjson }[format](report);
}

function writeNdjson({ schema, about, records, coverage }: Report): string {
  const lines = [JSON.stringify({ type: "header", schema, ...about })];
  for (const record of records) lines.push(JSON.stringify(record));
  lines.push(JSON.stringify({ type: "coverage", ...coverage }), "");
  return lines.join("\n");
}

function writeJson({ schema, about, records, coverage }: Report): string {
  const lines: string[] = [];
  for (const record of records) lines.push(JSON.stringify(record));
  return `{"schema":${JSON.stringify(schema)},"about":${JSON.stringify(about)},"records":[\n${lines.join(",\n")}\n],"coverage":${JSON.stringify(coverage)}}\n`;
}

function writeCsv({ about, columns, records, coverage }: Report): string {
  const lines = [csvLine(columns)];
  for (const record of records) {
    const fields = new Map<string, unknown>(Object.entries(record));
    lines.push(csvLine(columns.map((column) => fields.get(column))));
  }
  for (const [key, value] of Object.entries(about)) lines.push(csvLine([`# ${key}`, plain(value)]));
  for (const [what, text] of coverageLines(coverage)) lines.push(csvLine([`# ${what}`, text]));
  return `${lines.join("\r\n")}\r\n`;
}

/** Coverage as pairs of what and how much; everything that was not seen is named. */
export function coverageLines(coverage: Coverage): [string, string][] {
  const { examined, states, byShape = [], skipped, unreadable, notListed, unknownOwners, onlyNamespaces, assumedNamespace } = coverage;
  return [
    ["coverage: objects examined", String(examined)],
    ...Object.entries(states ?? {}).filter(([, count]) => count > 0).map(([state, count]): [string, string] => [`coverage: examined, ${state}`, String(count)]),
    ...byShape.map(({ kind, count }): [string, string] => ["coverage: judged by shape", `${kind}: ${count}`]),
    ...(onlyNamespaces ? [["coverage: only these namespaces were read, as asked", onlyNamespaces.join(", ")] as [string, string]] : []),
    ...notListed.map(({ resource, permission, message }): [string, string] => ["coverage: not listed", `${resource}: needs ${permission}${message ? `: ${message}` : ""}`]),
    ...unreadable.map(({ file, line, message }): [string, string] => ["coverage: unreadable", `${file}${line === undefined ? "" : `:${line}`}: ${message}`]),
    ...skipped.map(({ reason, kind, file, count }): [string, string] => [`coverage: ${reason}`, `${[kind, file].filter(Boolean).join(", ") || "documents"}: ${count}`]),
    ...unknownOwners.map(({ kind, count }): [string, string] => ["coverage: owner not known here", `${kind}: ${count}`]),
    ...(assumedNamespace ? [["coverage: namespace assumed", `${assumedNamespace.namespace}: ${assumedNamespace.count}`] as [string, string]] : []),
  ];
}

function csvLine(cells: readonly unknown[]): string {
  return cells.map(csvCell).join(",");
}

/**
 * One cell. A text that a spreadsheet would take for a formula gets an apostrophe in front: names and images come from
 * manifests that nobody vouches for.
 */
function csvCell(value: unknown): string {
  if (typeof value === "number") return String(value);
  const text = plain(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(plain).join(" · ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
