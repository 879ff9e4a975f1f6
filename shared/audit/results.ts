import type { EnforcedVerdict, Finding, Note, ObjectState, Verdict } from "../model/finding.ts";
import type { Action, Policy, PolicyException } from "../model/policy.ts";

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

// Comparison

/** The first five: of two policies on the same data. The next four: of two scans. What is worst comes first. */
export const CHANGES = [
  "newlyBlocked", "newlyLogged", "newlyUndecidable", "newlyAllowed", "newlyExcluded", "worse", "appeared", "better", "disappeared", "unchanged",
] as const;
export type Change = (typeof CHANGES)[number];

export interface ComparedRow {
  /** Its place in the comparison. */
  id: number;
  change: Change;
  kind: string;
  namespace: string;
  name: string;
  /** Absent on the side where the workload is not. */
  before?: Verdict;
  after?: Verdict;
  pods: number;
  /** Rules that hit on one side only: `+` on the second, `−` on the first. */
  why: string[];
}

export interface ComparedGroup {
  key: string;
  /** Changed workloads. */
  total: number;
  counts: Record<Change, number>;
}

export interface Comparison {
  /** Over all workloads that pass the filter, what has finished left out. */
  counts: Record<Change, number>;
  rows: ComparedRow[];
  total: number;
  /** Changed workloads by what they have in common, most first. */
  groups: ComparedGroup[];
  labelKeys: string[];
}

// Exception proposals

/** What proposed exceptions name, the narrowest first. */
export const PROPOSAL_WIDTHS = ["image", "repository", "registry"] as const;
export type ProposalWidth = (typeof PROPOSAL_WIDTHS)[number];

/** An exception and the definition it is for: `cluster`, or a namespaced one that has exceptions of its own. */
export interface PlacedException {
  definition: string;
  exception: PolicyException;
}

export interface ProposalRow {
  id: number;
  kind: string;
  namespace: string;
  name: string;
  verdict: Verdict;
  why: string;
}

export interface ExceptionProposal {
  width: ProposalWidth;
  /** Only in the namespaces of the chosen workloads. */
  limited: boolean;
  exceptions: PlacedException[];
  /** How many of the chosen have no finding left; the others and what is left of them. */
  clears: number;
  leaves: ProposalRow[];
  /** Workloads that were not chosen and of which it excuses findings too: some of them, and how many there are. */
  others: ProposalRow[];
  othersTotal: number;
}

export interface Proposals {
  chosen: number;
  /** Chosen workloads that no exception can let pass, and why. */
  impossible: ProposalRow[];
  /** Those that clear most and excuse least beside it first. */
  proposals: ExceptionProposal[];
}

// Rollout

/** What a policy would do in one namespace. */
export interface NamespaceVerdicts {
  namespace: string;
  workloads: number;
  block: number;
  log: number;
  unknown: number;
}

/** What a policy would do to the data of one moment. */
export interface RolloutPoint {
  /** When the data was taken. */
  taken: string;
  name: string;
  namespaces: NamespaceVerdicts[];
}

export interface RolloutNamespace extends NamespaceVerdicts {
  /** In how much data it was seen. */
  scans: number;
  /** Since when nothing would have been blocked, and in how much data; absent when something would be now. */
  quietSince?: string;
  quietScans?: number;
}

export interface RolloutWave {
  title: string;
  /** Where this wave begins to block. */
  namespaces: string[];
  policy: Policy;
  /** What must be so before it begins, and before the next one does. */
  enter: string[];
  leave: string[];
  /** How to undo it. */
  back: string;
}

export interface RolloutPlan {
  policy: string;
  quietDays: number;
  /** What it was made from, oldest first. */
  scans: { taken: string; name: string }[];
  namespaces: RolloutNamespace[];
  waves: RolloutWave[];
}

// Impact

export interface ImpactRow {
  id: number;
  kind: string;
  namespace: string;
  name: string;
  verdict: Verdict;
  before?: Verdict;
  why: string;
}

export interface Impact {
  snapshotId: string;
  verdicts: VerdictCounts;
  /** Against the saved version: verdict now minus verdict then. Undefined when nothing was saved. */
  change?: { base: number; added: VerdictCounts; removed: VerdictCounts };
  /** Workloads whose verdict changed, strictest new verdict first. */
  changed: ImpactRow[];
  changedTotal: number;
  /** The workloads of which the asked-for exception excuses something. */
  excused?: { key: string; rows: ImpactRow[]; total: number };
  /** Workloads that are blocked, logged or undecidable, strictest first. */
  affected: ImpactRow[];
  affectedTotal: number;
  rules: RuleCount[];
  byNamespace: { namespace: string; block: number; log: number; unknown: number }[];
  /** What each exception does on this data, in the order of the policy. */
  exceptions: ExceptionUse[];
  /** Rules and exceptions that probably do not do what they seem to. */
  traps: Trap[];
  /** Rules that never judge a pod, in words ("exec would be blocked in all namespaces"). */
  statements: string[];
  examined: number;
  notExamined: number;
  durationMs: number;
}

/** What an exception does on the chosen data. */
export interface ExceptionUse {
  /** `definition/index`, as in `RuleCount.key`. */
  key: string;
  definition: string;
  index: number;
  /** `off`: switched off, or it could not be read. `unused`: it excuses nothing here. */
  state: "used" | "unused" | "expired" | "off";
  /** Workloads of which it excuses a finding. */
  workloads: number;
  /** Workloads whose verdict would be stricter without it: 0 means that nothing here needs it. */
  needed: number;
  /** Some of the images it excuses, and how many there are. */
  images: string[];
  imageCount: number;
  /** Some of the namespaces in which it excuses something, in order, and how many there are. */
  namespaces: string[];
  namespaceCount: number;
  expires?: string;
  /** What earlier looks at saved data said of it; absent for one that was never saved. */
  memory?: ExceptionMemory;
}

/** What is remembered of a saved exception across the data it was looked at on. Times are those of the data, RFC 3339. */
export interface ExceptionMemory {
  /** The oldest and the newest data it was looked at on. */
  firstSeen: string;
  lastSeen: string;
  /** The newest data on which it excused something, and its name; absent: on none so far. */
  lastUsed?: { taken: string; data: string };
}

export type TrapCode =
  | "hits-nearly-everything"
  | "prefix-without-end"
  | "redundant-rule"
  | "rule-never-matches"
  | "signature-skipped"
  | "redundant-exception"
  | "exception-never-matches"
  | "exception-hides-many"
  | "exception-opens-registries"
  | "exception-expired";

/** Something in a policy that is allowed and probably not meant. */
export interface Trap {
  code: TrapCode;
  /** Place in the policy's document: `cluster.exceptions[0].values[1]`. */
  path: string;
  message: string;
  /** What to do about it, as one sentence. */
  remedy: string;
  /** Ways out that need no thinking about, the best first. */
  fixes: TrapFix[];
}

/** A change of the policy that does away with a trap. */
export interface TrapFix {
  /** As on a button: `Use “equal”`. */
  label: string;
  /** In order. Without `value`, what is at the path is taken away. */
  changes: { path: string; value?: unknown }[];
}
