import { countOf, PodDifferences, standInOf, toldFindings, type Coverage, type InventoryObject, type Judgement, type ObjectList, type ResultTable } from "../../../../shared/audit/index.ts";
import { countWorkloads, noVerdicts } from "../../../../shared/audit/counts.ts";
import type { OutlookCounts, VerdictCounts, WorkloadRow } from "../../../../shared/audit/results.ts";
import type { PodJudgement } from "../../../../shared/engine/index.ts";
import { VERDICTS, type Finding, type Note } from "../../../../shared/model/finding.ts";
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
  /** Of the workloads; absent where objects are told one by one. */
  table?: ResultTable;
  signal: AbortSignal;
  /** The report goes to standard output, which may be a terminal. */
  toTerminal: boolean;
  /** `performance.now()` when the command began. */
  started: number;
}

/** Findings that are made when they are asked for: those of equal judgement and path are equal. */
export interface SharedFindings {
  judgement: PodJudgement;
  podPath: string;
  make(): readonly Finding[];
}

/** One result: an object, or a workload with its pods. The shape is the contract's, where undefined stands for what is left out. */
export interface Unit extends Omit<WorkloadRow, "id" | "why" | "created" | "pods" | "finishedPods"> {
  type: "workload";
  source: SourceRef;
  /** With `--group-by workload`: running and finished pods. */
  pods?: number;
  finishedPods?: number;
  findings: SharedFindings;
  /** What running pods violate and the template does not. */
  podFindings?: { pod: string; findings: Finding[] }[];
  notes: readonly Note[];
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
export function units({ judgement, table }: ScanRun): Iterable<Unit> {
  return table ? workloadUnits(judgement, table) : objectUnits(judgement);
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
      wouldBe: verdict === "excluded" ? wouldBe : undefined,
      findings: sharedFindings(judgement, object, () => judgement.findingsOf(object)),
      notes: judgement.notesOf(object),
    };
  }
}

function* workloadUnits(judgement: Judgement, table: ResultTable): Iterable<Unit> {
  const differences = new PodDifferences(judgement);
  for (const [id, workload] of judgement.rollUp().workloads.entries()) {
    const standIn = standInOf(workload);
    const object = standIn === undefined ? undefined : judgement.inventory.objects.at(standIn);
    // Every workload has at least one object.
    if (!object) continue;
    const { apiVersion, kind, namespace, name, state, verdict, wouldBe, pods, finishedPods, now, afterRestart, restart, continuous } = table.facts(id);
    const podFindings = differences.of(id);
    yield {
      type: "workload",
      source: object.source,
      apiVersion,
      kind,
      namespace,
      name,
      state,
      verdict,
      wouldBe,
      pods,
      finishedPods,
      now,
      afterRestart,
      restart,
      continuous,
      findings: sharedFindings(judgement, object, () => toldFindings(judgement, object)),
      podFindings: podFindings.length > 0 ? podFindings : undefined,
      notes: judgement.notesOf(object),
    };
  }
}

function sharedFindings(judgement: Judgement, object: InventoryObject, make: () => readonly Finding[]): SharedFindings {
  return { judgement: judgement.pod(object), podPath: object.podPath, make };
}

/** Of what runs or would run. */
function countInForce({ judgement, table }: ScanRun): VerdictCounts {
  if (table) return countWorkloads(judgement.crowds());
  const counts = noVerdicts();
  for (const object of judgement.inventory.objects) {
    if (object.state !== "finished" && object.state !== "history") counts[judgement.verdictOf(object).verdict]++;
  }
  return counts;
}

/** For data that was kept before its coverage told this. */
function statesOf(objects: ObjectList): Record<"finished" | "history", number> {
  return { finished: countOf(objects, ({ state }) => state === "finished"), history: countOf(objects, ({ state }) => state === "history") };
}

/** Counts over the run's results. */
export function summarise(run: ScanRun): Summary {
  const { judgement, table, started } = run;
  const { objects, pods } = judgement.inventory;
  const verdicts = countInForce(run);
  const { finished, history } = judgement.inventory.coverage.states ?? statesOf(objects);
  const containersOf = pods.map((pod) => pod.containers.length);
  const { podOf } = judgement.rollUp();
  let containers = 0;
  for (let index = 0; index < podOf.length; index++) containers += containersOf[podOf[index] ?? 0] ?? 0;
  return {
    type: "summary",
    verdicts,
    apart: { finished, history },
    objects: objects.length,
    ...(table ? { workloads: VERDICTS.reduce((sum, verdict) => sum + verdicts[verdict], 0), outlook: table.outlook() } : {}),
    containers,
    coverage: judgement.coverage(),
    durationMs: Math.round(performance.now() - started),
  };
}
