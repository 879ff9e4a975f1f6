import type { Coverage } from "../audit/coverage.ts";
import type { AppError } from "../kernel/result.ts";
import type { Finding, Note, ObjectState, Verdict, EnforcedVerdict } from "../model/finding.ts";
import type { Phase, Platform, Policy, UnsetFields } from "../model/policy.ts";

/** Shapes that cross the contract. Times are RFC 3339 in UTC, sizes bytes, durations milliseconds. */

export interface AppInfo {
  version: string;
  host: "electron" | "web";
  dataDirectory: string;
  /** The user's home directory: where the file chooser starts. */
  homeDirectory: string;
}

export interface Settings {
  theme: "system" | "light" | "dark";
  /** Name written into new versions. */
  author: string;
  /** Namespaces in which nothing is enforced; default `kube-system`. */
  excludedNamespaces: string[];
  /** Digests (`sha256:…`) of the automatic trusted-image exception. */
  trustedDigests: string[];
}

// Policies

export interface PolicySummary {
  name: string;
  description: string;
  platform: Platform;
  /** Enabled rules over all definitions. */
  ruleCount: number;
  namespacedCount: number;
  version: number;
  created: string;
  updated: string;
  /** Names of the clusters (contexts, snapshots) it is assigned to. */
  assignedTo: string[];
  hasDraft: boolean;
}

export interface SavedPolicy {
  policy: Policy;
  version: number;
  created: string;
  saved: string;
  author: string;
}

export interface PolicyVersion {
  version: number;
  saved: string;
  author: string;
  note: string;
}

/** Unsaved work. `baseVersion` 0: a policy that was never saved. */
export interface Draft {
  name: string;
  baseVersion: number;
  policy: Policy;
  updated: string;
}

export type PolicyFormat = "sallyport" | "custom-resource" | "api";

export interface PolicyExport {
  fileName: string;
  text: string;
  /** What the format cannot carry, in words. */
  lossy: string[];
}

export interface PolicyImportItem {
  name: string;
  file: string;
  outcome: "created" | "changed" | "unchanged" | "renamed";
  /** What was converted or lost, in words. */
  remarks: string[];
  version: number;
}

export interface PolicyImportReport {
  items: PolicyImportItem[];
  problems: AppError[];
}

// Clusters

export interface ContextInfo {
  name: string;
  cluster: string;
  server: string;
  user: string;
  namespace: string;
  /** The kubeconfig that defines it. */
  file: string;
  current: boolean;
  /** The command of a user exec plugin, as it would be run; it runs only after the user agreed. */
  exec?: { command: string; args: string[]; allowed: boolean };
  /** Why it cannot be used (a missing certificate file and the like). */
  problem?: string;
}

export interface ContextList {
  contexts: ContextInfo[];
  /** Every kubeconfig looked at, whether it could be read, and whether the user added it. */
  files: { path: string; added: boolean; problem?: string }[];
}

export interface Reachability {
  context: string;
  reachable: boolean;
  serverVersion?: string;
  /** What may be listed: resource and whether the user may. */
  rights: { resource: string; allowed: boolean }[];
  message?: string;
}

export interface FileEntry {
  name: string;
  path: string;
  kind: "folder" | "file";
  size: number;
  modified: string;
}

export interface FolderListing {
  path: string;
  parent: string | null;
  entries: FileEntry[];
}

export interface SnapshotSummary {
  id: string;
  name: string;
  origin: "demo" | "files" | "context";
  /** The files or the context it came from. */
  source: string[];
  taken: string;
  objects: number;
  pods: number;
  namespaces: number;
  coverage: Coverage;
  /** Bytes in the store. */
  storedBytes: number;
  /** SHA-256 over the facts in canonical form, hex. */
  digest: string;
  /** Name of the policy assigned to this cluster. */
  assignedPolicy?: string;
}

// Work that takes time

export type JobKind = "snapshot" | "scan";
export interface JobProgress {
  what: string;
  objects: number;
  bytes: number;
  totalBytes?: number;
  elapsedMs: number;
}
export interface Job {
  id: string;
  kind: JobKind;
  title: string;
  state: "running" | "done" | "failed" | "cancelled";
  progress: JobProgress;
  /** The snapshot made by this job (known from the start; complete once the job is done). */
  snapshotId?: string;
  scanId?: string;
  error?: AppError;
}

/** Where cluster data comes from. */
export type DataSource =
  | { type: "demo" }
  | { type: "files"; paths: string[]; namespace?: string }
  | { type: "context"; context: string };

// Scans

export interface ScanOptions {
  phase: Phase;
  /** Overrides the policy's reading of unset fields. */
  unsetFields?: UnsetFields;
}

export type VerdictCounts = Record<Verdict, number>;

export interface ScanSummary {
  id: string;
  snapshotId: string;
  snapshotName: string;
  policy: string;
  policyVersion: number;
  options: ScanOptions;
  started: string;
  /** Undefined while it runs. */
  finished?: string;
  state: "running" | "done" | "failed" | "cancelled";
  verdicts: VerdictCounts;
  workloads: number;
  /** Workloads whose running pods pass but whose template would be blocked, and the like. */
  wouldNotComeBack: number;
  coverage: Coverage;
  error?: AppError;
}

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
  /** Only workloads that would not come back after a restart. */
  wouldNotComeBack?: boolean;
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
  action: "none" | "log" | "block";
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
  /** Choices for the filters. */
  namespaces: string[];
  kinds: string[];
  rules: RuleCount[];
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

/** One step of how a verdict came about. */
export interface TraceStep {
  step: "namespace" | "definition" | "rule" | "scope" | "container" | "value" | "exception" | "verdict";
  text: string;
  path?: string;
  value?: unknown;
}

export interface Trace {
  rule: string;
  steps: TraceStep[];
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
  /** Workloads that are blocked, logged or undecidable, strictest first. */
  affected: ImpactRow[];
  affectedTotal: number;
  rules: RuleCount[];
  byNamespace: { namespace: string; block: number; log: number; unknown: number }[];
  /** Rules that never judge a pod, in words ("exec would be blocked in all namespaces"). */
  statements: string[];
  examined: number;
  notExamined: number;
  durationMs: number;
}
