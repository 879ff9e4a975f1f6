import type { Coverage, ResultTable } from "../../../../shared/audit/index.ts";
import { countingHits } from "../../../../shared/audit/judge.ts";
import { reasonOf, strictestFirst } from "../../../../shared/audit/reason.ts";
import { RESTART_REASONS, type OutlookCounts, type RestartReason } from "../../../../shared/audit/results.ts";
import { VERDICTS, type Verdict } from "../../../../shared/model/finding.ts";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";
import type { Output } from "../output.ts";
import { columns, count, styleFor, visible, type Style } from "../terminal.ts";
import { summarise, type ScanRun, type Summary } from "./units.ts";

interface Row {
  verdict: Verdict;
  cells: string[];
}

/** Results for people: what is blocked, logged or undecidable, strictest first; what is allowed is only counted. */
export async function writeTable(run: ScanRun, output: Output): Promise<void> {
  const style = styleFor(run.toTerminal ? process.stdout : {}, process.env);
  const shown = run.table ? workloadRows(run.table) : objectRows(run);
  const summary = summarise(run);
  if (shown.length > 0) {
    const head = run.table ? ["VERDICT", "NAMESPACE", "KIND", "NAME", "PODS", "WHY"] : ["VERDICT", "NAMESPACE", "KIND", "NAME", "WHY"];
    const lines = [head, ...shown.map(({ verdict, cells }) => [WORDS[verdict], ...cells])];
    await output.write(
      columns(lines, (text, row, column) => {
        if (row === 0) return style.bold(text);
        const verdict = shown[row - 1]?.verdict;
        return column === 0 && verdict ? style.verdict(verdict, text) : text;
      }),
    );
    await output.write("\n");
  }
  await output.write(footer(run, summary, style));
}

const WORDS: Record<Verdict, string> = { block: "Block", log: "Log", unknown: "Undecidable", allow: "Allow", excluded: "Excluded" };

/** What is told one by one; the others are counted. */
const TOLD: Verdict[] = VERDICTS.filter((verdict) => verdict !== "allow" && verdict !== "excluded");

function workloadRows(table: ResultTable): Row[] {
  // A selection by verdict leaves out what has finished.
  return Array.from(table.select({ verdicts: TOLD }, "verdict", false).rows, (id) => {
    const { verdict, workload } = table.columns.at(id);
    const { namespace, kind, name, pods, finished } = workload;
    const counted = finished.length > 0 ? `${pods.length} (+${finished.length} finished)` : String(pods.length);
    return { verdict, cells: [namespace, kind, name, counted, table.why(id).join("; ")].map(visible) };
  });
}

function objectRows({ judgement }: ScanRun): Row[] {
  const rows = judgement.inventory.objects.flatMap((object) => {
    const { verdict } = judgement.verdictOf(object);
    if (!TOLD.includes(verdict)) return [];
    const hits = strictestFirst(countingHits([judgement.pod(object)]));
    const note = object.state === "finished" || object.state === "history" ? ` (${object.state})` : "";
    const why = [...new Set(hits.map(reasonOf))].join("; ");
    return [{ verdict, cells: [object.namespace, object.kind, object.name + note, why].map(visible) }];
  });
  return rows.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || byCodeUnit(a.cells.join(), b.cells.join()));
}

function footer({ header, table }: ScanRun, summary: Summary, style: Style): string {
  const { verdicts, apart, objects, containers, coverage } = summary;
  const counts = VERDICTS.filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => style.verdict(verdict, `${verdicts[verdict].toLocaleString("en-US")} ${WORDS[verdict].toLowerCase()}`))
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
  const reasons = present.map((reason) => `${restart[reason].toLocaleString("en-US")} ${REASONS[reason]}`);
  const several = present.reduce((all, reason) => all + restart[reason], 0) > wouldNotComeBack ? " (one may have several reasons)" : "";
  return [
    ...(wouldNotComeBack > 0 ? [`${count(wouldNotComeBack, "workload runs", "workloads run")} and would be refused after a restart${several}: ${reasons.join(", ")}.`] : []),
    ...(isolate + terminate > 0 ? [`Continuous would terminate ${terminate.toLocaleString("en-US")} and isolate ${isolate.toLocaleString("en-US")} of what runs.`] : []),
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
