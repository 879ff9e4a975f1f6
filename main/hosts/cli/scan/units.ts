import { ResultTable, workloadDetail, type Coverage, type Judgement } from "../../../../shared/audit/index.ts";
import { countVerdicts } from "../../../../shared/audit/counts.ts";
import type { ContinuousEffect, OutlookCounts, RestartReason, VerdictCounts } from "../../../../shared/audit/results.ts";
import type { EnforcedVerdict, Finding, Note, ObjectState, Verdict } from "../../../../shared/model/finding.ts";
import type { SourceRef } from "../../../../shared/kube/source.ts";
import type { Phase, UnsetFields } from "../../../../shared/model/policy.ts";

export type GroupBy = "workload" | "object";

/** What a report begins with: everything its results depend on. */
export interface Header {
  schema: "sallyport/scan/v1";
  version: string;
  policy: { name: string } & ({ file: string } | { store: string; version: number });
  sources: string[];
  phase: Phase;
  unset: UnsetFields;
  namespace: string;
  at: string;
  groupBy: GroupBy;
  excludedNamespaces: readonly string[];
}

/** A judged source on its way to a report. */
export interface ScanRun {
  header: Header;
  judgement: Judgement;
  groupBy: GroupBy;
  signal: AbortSignal;
  /** The report goes to standard output, which may be a terminal. */
  toTerminal: boolean;
  /** `performance.now()` when the command began. */
  started: number;
}

/** One result: an object, or a workload with its pods. The shape is the contract's. */
export interface Unit {
  type: "workload";
  source: SourceRef | undefined;
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  state: ObjectState;
  verdict: Verdict;
  wouldBe?: EnforcedVerdict;
  /** With `--group-by workload`: running and finished pods, and the verdicts of pods and template. */
  pods?: number;
  finishedPods?: number;
  now?: EnforcedVerdict;
  afterRestart?: EnforcedVerdict;
  /** Why it would be refused if it had to start again though it runs; what Continuous would do to its pods. */
  restart?: RestartReason[];
  continuous?: ContinuousEffect;
  findings: readonly Finding[];
  /** What running pods violate and the template does not. */
  podFindings?: { pod: string; findings: Finding[] }[];
  notes: Note[];
}

export interface Summary {
  type: "summary";
  /** Of what runs or would run; finished pods and superseded ReplicaSets are counted apart. */
  verdicts: VerdictCounts;
  apart: { finished: number; history: number };
  objects: number;
  /** With `--group-by workload`. */
  workloads?: number;
  outlook?: OutlookCounts;
  containers: number;
  coverage: Coverage;
  durationMs: number;
}

/** The results one by one, in input order; each is made when it is asked for. */
export function units(run: ScanRun): Iterable<Unit> {
  return run.groupBy === "object" ? objectUnits(run.judgement) : workloadUnits(run.judgement);
}

function* objectUnits(judgement: Judgement): Iterable<Unit> {
  for (const object of judgement.inventory.objects) {
    const { verdict, wouldBe } = judgement.verdictOf(object);
    yield {
      type: "workload",
      source: object.source,
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: object.namespace,
      name: object.name,
      state: object.state,
      verdict,
      ...(verdict === "excluded" ? { wouldBe } : {}),
      findings: judgement.findingsOf(object),
      notes: judgement.notesOf(object),
    };
  }
}

function* workloadUnits(judgement: Judgement): Iterable<Unit> {
  const table = new ResultTable(judgement);
  for (let id = 0; id < judgement.workloads().length; id++) {
    const detail = workloadDetail(judgement, table, id);
    const { apiVersion, kind, namespace, name, state, verdict, wouldBe, pods, finishedPods, now, afterRestart, restart, continuous } = detail?.row ?? table.row(id);
    yield {
      type: "workload",
      source: detail?.source,
      apiVersion,
      kind,
      namespace,
      name,
      state,
      verdict,
      ...(wouldBe === undefined ? {} : { wouldBe }),
      pods,
      finishedPods,
      ...(now === undefined ? {} : { now }),
      ...(afterRestart === undefined ? {} : { afterRestart }),
      ...(restart ? { restart } : {}),
      ...(continuous ? { continuous } : {}),
      findings: detail?.findings ?? [],
      ...(detail && detail.podFindings.length > 0 ? { podFindings: detail.podFindings } : {}),
      notes: detail?.notes ?? [],
    };
  }
}

/** What has finished is none of what runs. */
function workloadVerdicts(judgement: Judgement): Verdict[] {
  return judgement.workloads().flatMap(({ isFinished, verdict }) => (isFinished ? [] : [verdict]));
}

/** Counts over the run's results. */
export function summarise({ judgement, groupBy, started }: ScanRun): Summary {
  const { objects, pods } = judgement.inventory;
  const inForce = objects.filter(({ state }) => state !== "finished" && state !== "history");
  const verdicts = groupBy === "object" ? inForce.map((object) => judgement.verdictOf(object).verdict) : workloadVerdicts(judgement);
  const stateCount = (state: ObjectState): number => objects.filter((object) => object.state === state).length;
  return {
    type: "summary",
    verdicts: countVerdicts(verdicts),
    apart: { finished: stateCount("finished"), history: stateCount("history") },
    objects: objects.length,
    ...(groupBy === "workload" ? { workloads: verdicts.length, outlook: new ResultTable(judgement).outlook() } : {}),
    containers: objects.reduce((sum, { pod }) => sum + (pods[pod]?.containers.length ?? 0), 0),
    coverage: judgement.coverage(),
    durationMs: Math.round(performance.now() - started),
  };
}
