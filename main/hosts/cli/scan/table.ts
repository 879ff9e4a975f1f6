import type { Coverage, ResultTable } from "../../../../shared/audit/index.ts";
import { countingHits } from "../../../../shared/audit/judgedCrowd.ts";
import { reasonOf, strictestFirst } from "../../../../shared/audit/reason.ts";
import { RESTART_REASONS, type OutlookCounts, type RestartReason } from "../../../../shared/audit/results.ts";
import type { PodJudgement } from "../../../../shared/engine/index.ts";
import { VERDICTS, type Verdict } from "../../../../shared/model/finding.ts";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";
import { listen, stopIfInterrupted } from "../interrupted.ts";
import type { Output } from "../output.ts";
import { count, grouped, styleFor, visible, type Style } from "../terminal.ts";
import { summarise, type ScanRun, type Summary } from "./units.ts";

/** One line. The texts of its cells are safe to print; the last one, without space at its end, is as long as it likes. */
interface Row {
  verdict: Verdict;
  cells: string[];
}

/** Results for people: what is blocked, logged or undecidable, strictest first; what is allowed is only counted. */
export async function writeTable(run: ScanRun, output: Output): Promise<Summary> {
  const style = styleFor(run.toTerminal ? process.stdout : {}, process.env);
  const shown = run.table ? workloadRows(run.table) : objectRows(run);
  await listen(run.signal);
  const summary = summarise(run);
  await listen(run.signal);
  const isWritten = await writeRows(run.table ? ["NAMESPACE", "KIND", "NAME", "PODS", "WHY"] : ["NAMESPACE", "KIND", "NAME", "WHY"], shown, { style, output, signal: run.signal });
  if (isWritten) await output.write("\n");
  await output.write(footer(run, summary, style));
  return summary;
}

const WORDS: Record<Verdict, string> = { block: "Block", log: "Log", unknown: "Undecidable", allow: "Allow", excluded: "Excluded" };

/** What is told one by one; the others are counted. */
const TOLD: Verdict[] = VERDICTS.filter((verdict) => verdict !== "allow" && verdict !== "excluded");

/**
 * Columns two spaces apart, line by line, if there are any: there may be a hundred thousand, so the rows are made twice
 * rather than kept.
 */
async function writeRows(titles: string[], rows: Iterable<Row>, { style, output, signal }: { style: Style; output: Output; signal: AbortSignal }): Promise<boolean> {
  const { widths, verdicts } = measured(titles, rows);
  await listen(signal);
  if (verdicts.size === 0) return false;
  const first = Math.max(...[...verdicts].map((verdict) => WORDS[verdict].length), HEAD.length);
  const last = titles.length - 1;
  const rest = (cells: string[]): string => {
    let text = "";
    for (let column = 0; column < last; column++) text += (cells[column] ?? "").padEnd((widths[column] ?? 0) + 2);
    const end = cells[last] ?? "";
    return end === "" ? text.trimEnd() : text + end;
  };
  const bold = titles.map((title, column) => style.bold(title) + " ".repeat(column === last ? 0 : (widths[column] ?? 0) - title.length + 2));
  await output.write(`${style.bold(HEAD)}${" ".repeat(first - HEAD.length + 2)}${bold.join("")}\n`);
  const words = new Map(TOLD.map((verdict) => [verdict, style.verdict(verdict, WORDS[verdict]) + " ".repeat(Math.max(0, first - WORDS[verdict].length) + 2)]));
  for (const { verdict, cells } of rows) {
    const waiting = output.write(`${words.get(verdict) ?? ""}${rest(cells)}\n`);
    if (!waiting) continue;
    await waiting;
    stopIfInterrupted(signal);
  }
  return true;
}

const HEAD = "VERDICT";

function measured(titles: string[], rows: Iterable<Row>): { widths: number[]; verdicts: ReadonlySet<Verdict> } {
  const widths = titles.map((title) => title.length);
  const verdicts = new Set<Verdict>();
  for (const { verdict, cells } of rows) {
    verdicts.add(verdict);
    for (let column = 0; column < cells.length; column++) widths[column] = Math.max(widths[column] ?? 0, cells[column]?.length ?? 0);
  }
  return { widths, verdicts };
}

function workloadRows(table: ResultTable): Iterable<Row> {
  const { columns } = table;
  const safe = createOnce(visible);
  const why = createOnce((reasons: readonly string[]) => visible(reasons.join("; ")).trimEnd());
  // A selection by verdict leaves out what has finished.
  const { rows } = table.select({ verdicts: TOLD }, "verdict", false);
  return {
    *[Symbol.iterator]() {
      for (const id of rows) {
        const { namespace, kind, name, pods, finished } = columns.at(id);
        const counted = finished.length > 0 ? `${pods.length} (+${finished.length} finished)` : String(pods.length);
        yield { verdict: columns.crowdAt(id).verdict, cells: [safe(namespace), safe(kind), visible(name), counted, why(table.why(id))] };
      }
    },
  };
}

function objectRows({ judgement }: ScanRun): Row[] {
  const safe = createOnce(visible);
  const why = createOnce((judged: PodJudgement) => visible([...new Set(strictestFirst(countingHits([judged])).map(reasonOf))].join("; ")).trimEnd());
  const rows: { place: number; key: string; row: Row }[] = [];
  for (const object of judgement.inventory.objects) {
    const { verdict } = judgement.verdictOf(object);
    if (!TOLD.includes(verdict)) continue;
    const note = object.state === "finished" || object.state === "history" ? ` (${object.state})` : "";
    const cells = [safe(object.namespace), safe(object.kind), visible(object.name + note), why(judgement.pod(object))];
    rows.push({ place: VERDICTS.indexOf(verdict), key: cells.join(), row: { verdict, cells } });
  }
  return rows.toSorted((a, b) => a.place - b.place || byCodeUnit(a.key, b.key)).map(({ row }) => row);
}

/** Works out what is asked for again and again once. */
function createOnce<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make(key)));
    return value;
  };
}

function footer({ header, table }: ScanRun, summary: Summary, style: Style): string {
  const { verdicts, apart, objects, containers, coverage } = summary;
  const counts = VERDICTS.filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => style.verdict(verdict, `${grouped(verdicts[verdict])} ${WORDS[verdict].toLowerCase()}`))
    .join(", ");
  const total = table ? count(summary.workloads ?? 0, "workload") : count(objects, "object");
  const lines = [
    `${style.bold(total)} by policy ${visible(header.policy.name)}, ${header.phase === "deployment" ? "Deployment" : "Continuous"}: ${counts === "" ? "nothing to judge" : counts}.`,
    `${count(containers, "container")} in ${count(objects, "object")} judged; absent fields ${header.unset === "violates" ? "count as what Kubernetes runs" : "are ignored"}.`,
    ...(apart.finished + apart.history > 0 ? [`Apart from these: ${count(apart.finished, "finished pod")}, ${count(apart.history, "superseded ReplicaSet or owned Job", "superseded ReplicaSets or owned Jobs")}.`] : []),
    ...outlookLines(summary.outlook),
    ...coverageLines(coverage),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

const REASONS: Record<RestartReason, string> = {
  template: "whose template changed", sidecar: "for an added sidecar", namespace: "whose namespace's label changed", exception: "whose exception expired", policy: "that started before the policy was in force",
};

/** What runs today and would not go on. */
function outlookLines(outlook: OutlookCounts | undefined): string[] {
  if (!outlook) return [];
  const { wouldNotComeBack, restart, isolate, terminate } = outlook;
  const present = RESTART_REASONS.filter((reason) => restart[reason] > 0);
  const reasons = present.map((reason) => `${grouped(restart[reason])} ${REASONS[reason]}`);
  const several = present.reduce((all, reason) => all + restart[reason], 0) > wouldNotComeBack ? " (one may have several reasons)" : "";
  return [
    ...(wouldNotComeBack > 0 ? [`${count(wouldNotComeBack, "workload runs", "workloads run")} and would be refused after a restart${several}: ${reasons.join(", ")}.`] : []),
    ...(isolate + terminate > 0 ? [`Continuous would terminate ${grouped(terminate)} and isolate ${grouped(isolate)} of what runs.`] : []),
  ];
}

function sum(skipped: Coverage["skipped"]): number {
  return skipped.reduce((total, { count: number }) => total + number, 0);
}

function coverageLines(coverage: Coverage): string[] {
  const lines: string[] = [];
  const kinds = coverage.skipped.filter(({ reason }) => reason === "notWorkload" || reason === "notExamined");
  const list = (reason: string): string => kinds.filter((skip) => skip.reason === reason).map(({ kind = "", count: number }) => `${number} ${visible(kind)}`).join(", ");
  if (list("notWorkload") !== "") lines.push(`Without pods: ${list("notWorkload")}.`);
  if (list("notExamined") !== "") lines.push(`Not judged though they carry pods: ${list("notExamined")}.`);
  const shapes = coverage.byShape ?? [];
  if (shapes.length > 0) lines.push(`Judged by their shape: ${shapes.map(({ kind, count: number }) => `${number} ${visible(kind)}`).join(", ")}.`);
  if (list("notExamined") !== "") lines.push("With --other-kinds their pod templates are judged too.");
  const { mirror = 0 } = coverage.states ?? {};
  if (mirror > 0) lines.push(`${count(mirror, "of them is a mirror pod", "of them are mirror pods")}: static pods, which no policy at the API server can stop.`);
  if (coverage.onlyNamespaces) lines.push(`Only ${coverage.onlyNamespaces.map(visible).join(", ")} ${coverage.onlyNamespaces.length === 1 ? "was" : "were"} read, as asked.`);
  const files = sum(coverage.skipped.filter(({ reason }) => reason === "notManifest" || reason === "empty" || reason === "notObject"));
  if (files > 0) lines.push(`${count(files, "file")} skipped: no manifests in ${files === 1 ? "it" : "them"}.`);
  const repeated = sum(coverage.skipped.filter(({ reason }) => reason === "duplicate"));
  if (repeated > 0) lines.push(`${count(repeated, "object")} found again in the source, counted once.`);
  if (coverage.unknownOwners.length > 0) {
    lines.push(`Owners not among the objects: ${coverage.unknownOwners.map(({ kind, count: number }) => `${number} ${visible(kind)}`).join(", ")}.`);
  }
  if (coverage.assumedNamespace) {
    lines.push(`${count(coverage.assumedNamespace.count, "object")} named no namespace and ${coverage.assumedNamespace.count === 1 ? "was" : "were"} judged as in ${visible(coverage.assumedNamespace.namespace)}.`);
  }
  if (coverage.unreadable.length > 0) lines.push(`${count(coverage.unreadable.length, "thing")} could not be read: see the warnings.`);
  return lines;
}
