import type { Coverage } from "../audit/coverage.ts";
import type { VerdictCounts } from "../audit/results.ts";
import type { AppError, FieldIssue } from "../kernel/result.ts";
import type { Phase, Platform, Policy, UnsetFields } from "../model/policy.ts";

export { SORT_KEYS } from "../audit/results.ts";
export type * from "../audit/results.ts";
export type { Trace, TraceStep } from "../model/trace.ts";
export { DOCUMENT_KINDS } from "./objects.ts";
export type * from "./objects.ts";

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
  /** How many scans of each cluster are kept; 0 keeps all. */
  keepScans: number;
  /** Views of results that the user gave a name. */
  views: SavedView[];
  /** What this place is called in the audience of bundles; empty: their audience is told, not checked. */
  place?: string;
  /** Namespaces in which nothing is enforced; default `kube-system`. */
  excludedNamespaces: string[];
  /** Digests (`sha256:…`) of the automatic trusted-image exception. */
  trustedDigests: string[];
  /** Most requests a second to a cluster that is read; null as fast as it answers. */
  requestsPerSecond: number | null;
}

/** Filters, sorting and grouping of results under a name; `view` is their address after the `?`. */
export interface SavedView {
  name: string;
  view: string;
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
  /** What it was saved with all the same: rulesets and attestors that are not there. */
  warnings?: FieldIssue[];
  /** A draft of another window that was not known where it was saved: it stays, for the version before. */
  otherDraft?: { author: string; updated: string };
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
  author: string;
  /** Names this state of the draft. */
  stamp: string;
}

/** Who edits a policy in another window: since when, and when that window was last heard of. */
export interface DraftHolder {
  author: string;
  since: string;
  seen: string;
}

/** What a window that has a policy open must know about the others. */
export interface DraftHold {
  /** Another window edits it: this one should only read. */
  holder: DraftHolder | null;
  /** The draft that is kept now: one of another window (`window`) may be newer than what this one shows. */
  draft: DraftMark | null;
}

export interface DraftMark {
  stamp: string;
  window: string;
  author: string;
  updated: string;
}

/** The draft of a policy that was never saved. */
export interface DraftSummary {
  name: string;
  description: string;
  platform: Platform;
  /** Ticked rules over all definitions. */
  ruleCount: number;
  namespacedCount: number;
  updated: string;
}

export type { AttestorFormat, DocumentFormat, PolicyExport, PolicyFormat, RulesetFormat } from "../exchange/formats.ts";
export type { PageFormat } from "../exchange/page/index.ts";

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
  /** What to know before using it: an unchecked certificate, an unencrypted connection, a name defined twice. */
  warnings?: string[];
  /** Name of the policy assigned to this cluster. */
  assignedPolicy?: string;
}

export interface ContextList {
  contexts: ContextInfo[];
  /** Every kubeconfig looked at, why it could not be read, what of it had to be left out, and whether the user added it. */
  files: { path: string; added: boolean; problem?: string; warning?: string }[];
}

export interface Reachability {
  context: string;
  reachable: boolean;
  serverVersion?: string;
  /** What may be listed in all namespaces: resource and whether the user may. */
  rights: { resource: string; allowed: boolean }[];
  /** What may not, and may be listed in the context's own namespace. */
  namespaceRights?: { namespace: string; resources: string[] };
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

export type JobKind = "snapshot" | "scan" | "export";
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
  /** The file it wrote, once it is there; `sha256` hex. */
  file?: { path: string; bytes: number; sha256: string };
  error?: AppError;
}

/** Where cluster data comes from. */
export type DataSource =
  | { type: "demo" }
  /** `otherKinds`: pod templates of other kinds (Rollout, JobSet, …) are judged too. */
  | { type: "files"; paths: string[]; namespace?: string; otherKinds?: boolean }
  /** `namespaces`: read these alone. `requestsPerSecond`: instead of the setting. `otherKinds`: owners of other kinds are listed and judged too. */
  | { type: "context"; context: string; namespaces?: string[]; requestsPerSecond?: number; otherKinds?: boolean };

/** What is read into a snapshot, and under which name. `keepValues`: annotations and values of environment variables are kept too. */
export interface SnapshotRequest {
  source: DataSource;
  name?: string;
  keepValues?: boolean;
}

// Scans

export interface ScanOptions {
  phase: Phase;
  /** Overrides the policy's reading of unset fields. */
  unsetFields?: UnsetFields;
}

export interface ScanSummary {
  id: string;
  snapshotId: string;
  snapshotName: string;
  /** Where the data comes from, its digest (once it is read) and the version of Sallyport that judged; absent in old scans. */
  origin?: SnapshotSummary["origin"];
  source?: string[];
  digest?: string;
  engine?: string;
  policy: string;
  policyVersion: number;
  options: ScanOptions;
  started: string;
  /** Undefined while it runs. */
  finished?: string;
  state: "running" | "done" | "failed" | "cancelled";
  verdicts: VerdictCounts;
  workloads: number;
  /** Workloads that run and would be refused if they had to start again. */
  wouldNotComeBack: number;
  /** Namespaces whose label switches enforcement off. */
  ignoredNamespaces?: string[];
  coverage: Coverage;
  error?: AppError;
}
