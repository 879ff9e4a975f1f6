import type { EnforcedVerdict, Finding, Note, ObjectState, Verdict } from "../../model/finding.ts";
import type { Action } from "../../model/policy.ts";

/** Results as the window and the command line show them. Plain data; durations in milliseconds. */

export type VerdictCounts = Record<Verdict, number>;

export const SORT_KEYS = ["verdict", "namespace", "name", "kind", "pods", "created"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface RowFilter {
  verdicts?: Verdict[];
  namespaces?: string[];
  kinds?: string[];
  /** Rule keys as in `RuleCount.key`. */
  rules?: string[];
  /** Free text, matched against namespace, name, kind and images. */
  text?: string;
  /** Images as written. */
  images?: string[];
  /** Hosts that images are pulled from; the empty text for images that cannot be read. */
  registries?: string[];
  /** A label of the workload's namespace; an empty value stands for namespaces without it. */
  label?: { key: string; values: string[] };
  /** Only workloads that would not come back after a restart, and only those for one of these reasons. */
  wouldNotComeBack?: boolean;
  restart?: RestartReason[];
  /** Only workloads that Continuous would isolate or terminate. */
  continuous?: ContinuousEffect[];
}

/**
 * Why a workload that runs would be refused if it had to start again: its `template` changed since its pods started; a
 * `sidecar` that admission adds is blocked; its `namespace` was left alone at the scan before and no longer is; an
 * `exception` has expired; or what runs violates the `policy` itself, and started before that was in force.
 */
export const RESTART_REASONS = ["template", "sidecar", "namespace", "exception", "policy"] as const;
export type RestartReason = (typeof RESTART_REASONS)[number];

/** What Continuous does to running pods so that they no longer serve. */
export const CONTINUOUS_EFFECTS = ["terminate", "isolate"] as const;
export type ContinuousEffect = (typeof CONTINUOUS_EFFECTS)[number];

/** Over all workloads. One that would not come back may have several reasons. */
export interface OutlookCounts {
  wouldNotComeBack: number;
  restart: Record<RestartReason, number>;
  isolate: number;
  terminate: number;
}

/** One workload of the results table. */
export interface WorkloadRow {
  /** Place in the scan's inventory; the handle for details. */
  id: number;
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  state: ObjectState;
  verdict: Verdict;
  /** In an excluded namespace: what it would be. */
  wouldBe?: EnforcedVerdict;
  /** Running pods rolled up into it. */
  pods: number;
  finishedPods: number;
  /** Verdict of what runs now, and of the template; undefined where there is none. */
  now?: EnforcedVerdict;
  afterRestart?: EnforcedVerdict;
  /** Why it would be refused if it had to start again; absent when it would not. */
  restart?: RestartReason[];
  /** What Continuous would do to its running pods. */
  continuous?: ContinuousEffect;
  /** Short reasons, strictest first. */
  why: string[];
  created?: string;
}

export interface RuleCount {
  /** `definition/index`: names a rule within one policy. */
  key: string;
  definition: string;
  index: number;
  type: string;
  /** The rule as a sentence. */
  sentence: string;
  action: Action;
  /** Workloads it hits, excused ones not counted. */
  workloads: number;
}

export interface RowPage {
  rows: WorkloadRow[];
  /** Rows that pass the filter. */
  total: number;
  /** Verdicts over all workloads, and over those that pass every filter but the verdict filter. */
  counts: VerdictCounts;
  filteredCounts: VerdictCounts;
  /** Of the rows that pass the filter, workloads of which only ended pods are left: in no verdict count. */
  finished: number;
  /** Choices for the filters. */
  namespaces: string[];
  kinds: string[];
  /** Keys of the namespaces' labels. */
  labelKeys: string[];
  rules: RuleCount[];
}

/** What rows are gathered by. `label`: a label of their namespace; `registry`: the host that images are pulled from. */
export type GroupBy = { what: "namespace" | "kind" | "image" | "registry" | "rule" } | { what: "label"; key: string };

/** Rows that have something in common. */
export interface Group {
  /** The namespace, kind, image, host, rule key or label value. */
  key: string;
  workloads: number;
  /** Running pods. */
  pods: number;
  /** Without what has finished. */
  counts: VerdictCounts;
}

/** Namespaces × rules: how many workloads each rule hits there. Namespaces with most hits first. */
export interface HeatMap {
  /** Rule keys: the columns. */
  rules: string[];
  namespaces: { namespace: string; counts: number[] }[];
}

export interface WorkloadDetail {
  row: WorkloadRow;
  containers: { name: string; kind: string; image: string }[];
  /** Findings of the template (or of the object itself), strictest first; excused ones last. */
  findings: Finding[];
  /** Findings of running pods that the template does not have. */
  podFindings: { pod: string; findings: Finding[] }[];
  notes: Note[];
  definition: string;
  source: { file: string; index: number | [number, number] };
}

export interface YamlView {
  text: string;
  /** 1-based lines that a finding points at, with the place of the finding in `WorkloadDetail.findings`. */
  marks: { line: number; findings: number[] }[];
}

export const EXPORT_FORMATS = ["csv", "json", "ndjson"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
