import type { Connection } from "../shared/ipc/contract.ts";
import type {
  ContextList, ExceptionMemory, ExceptionUse, Impact, JobProgress, PolicySummary, PolicyVersion, Reachability, RowFilter, RowPage, RulesetSummary, SavedPolicy, ScanOptions, ScanSummary, Draft, DraftHold, DraftSummary,
  Settings, SnapshotSummary, SortKey, Trace, VerdictCounts, WorkloadDetail, YamlView,
} from "../shared/ipc/types.ts";
import type { DraftWriter, ObjectDraft, ObjectDraftSummary, ObjectKind } from "../shared/ipc/objects.ts";
import type { Coverage } from "../shared/audit/coverage.ts";
import type { Result } from "../shared/kernel/result.ts";
import type { Attestor } from "../shared/model/attestor.ts";
import type { Policy } from "../shared/model/policy.ts";
import type { Ruleset } from "../shared/model/ruleset.ts";
import type { ResultQueries } from "./resultQueries.ts";
import type { SigningStore } from "./signingStore.ts";

/**
 * What the use cases need of the outside. `main/store` and `main/audit` implement the first two behind worker threads;
 * tests call the same implementations in-process.
 */

// Store

/** Some consecutive objects of a snapshot, compressed together, to show the YAML of one of them. */
export interface SnapshotBlock {
  /** Index of the first object in the inventory. */
  first: number;
  count: number;
  data: Uint8Array;
}

/** The named methods of the store; only these cross the thread. Each runs in one transaction. */
export interface Store extends SigningStore {
  settings(): Promise<Settings>;
  saveSettings(change: Partial<Settings>): Promise<Settings>;

  policies(): Promise<PolicySummary[]>;
  policy(request: { name: string; version?: number }): Promise<Result<SavedPolicy>>;
  createPolicy(request: { policy: Policy; author: string; note: string; now: string; writer?: DraftWriter | undefined }): Promise<Result<SavedPolicy>>;
  /** Also removes the draft, unless it is to be kept. */
  savePolicy(request: { policy: Policy; baseVersion: number; author: string; note: string; now: string; keepDraft?: boolean; writer?: DraftWriter | undefined }): Promise<Result<SavedPolicy>>;
  deletePolicy(request: { name: string }): Promise<Result<null>>;
  policyVersions(request: { name: string }): Promise<PolicyVersion[]>;
  assign(request: { type: "context" | "snapshot"; id: string; policy: string | null }): Promise<Result<null>>;
  /** `name` is the one under which the user knows the cluster. */
  assignments(): Promise<{ type: "context" | "snapshot"; id: string; policy: string; name: string }[]>;

  /** By name. */
  rulesets(): Promise<RulesetSummary[]>;
  ruleset(request: { name: string }): Promise<Result<StoredObject<Ruleset>>>;
  createRuleset(request: { document: Ruleset; author: string; now: string }): Promise<Result<StoredObject<Ruleset>>>;
  saveRuleset(request: { document: Ruleset; baseRevision: number; author: string; now: string }): Promise<Result<StoredObject<Ruleset>>>;
  deleteRuleset(request: { name: string }): Promise<Result<null>>;
  attestors(): Promise<StoredObject<Attestor>[]>;
  attestor(request: { name: string }): Promise<Result<StoredObject<Attestor>>>;
  createAttestor(request: { document: Attestor; author: string; now: string }): Promise<Result<StoredObject<Attestor>>>;
  saveAttestor(request: { document: Attestor; baseRevision: number; author: string; now: string }): Promise<Result<StoredObject<Attestor>>>;
  deleteAttestor(request: { name: string }): Promise<Result<null>>;

  /** Those of policies that were never saved, by name. */
  drafts(): Promise<DraftSummary[]>;
  draft(request: { name: string }): Promise<Draft | null>;
  /** Refused with `conflict` when another window wrote since. */
  putDraft(draft: NewDraft): Promise<Result<null>>;
  /** With `writer` only the draft that its window knows. */
  deleteDraft(request: { name: string; writer?: DraftWriter | undefined }): Promise<Result<null>>;
  /** Takes or renews the hold on a policy under edit, unless another window has it. `isNew`: it changed hands. */
  holdDraft(request: HoldRequest): Promise<DraftHold & { isNew: boolean }>;
  /** Answers whether the window held it. */
  releaseDraft(request: { name: string; window: string }): Promise<boolean>;

  /** Drafts of one kind of object, by name. */
  objectDrafts(request: { kind: ObjectKind }): Promise<ObjectDraftSummary[]>;
  objectDraft(request: { kind: ObjectKind; name: string }): Promise<ObjectDraft | null>;
  /** Refused with `conflict` when another window wrote since. */
  putObjectDraft(draft: NewObjectDraft): Promise<Result<null>>;
  /** With `writer` only the draft that its window knows. */
  deleteObjectDraft(request: { kind: ObjectKind; name: string; writer?: DraftWriter | undefined }): Promise<Result<null>>;

  kubeconfigs(): Promise<string[]>;
  addKubeconfig(request: { path: string }): Promise<null>;
  removeKubeconfig(request: { path: string }): Promise<null>;
  /** Names of contexts (with the kubeconfig and command agreed to) whose exec plugin may run. */
  execConsents(): Promise<ExecConsent[]>;
  setExecConsent(request: ExecConsent & { allowed: boolean }): Promise<null>;

  snapshots(): Promise<SnapshotSummary[]>;
  /** Opens an incomplete snapshot; incomplete ones are removed when the store opens. */
  beginSnapshot(request: { id: string; name: string; origin: SnapshotSummary["origin"]; source: string[]; taken: string }): Promise<null>;
  addBlocks(request: { id: string; blocks: SnapshotBlock[] }): Promise<null>;
  finishSnapshot(request: { id: string; inventory: Uint8Array; summary: SnapshotFacts }): Promise<SnapshotSummary>;
  /** Refused with `in-use` while a finished scan needs it. */
  dropSnapshot(request: { id: string }): Promise<Result<null>>;
  inventory(request: { id: string }): Promise<Result<Uint8Array>>;
  /** The block that holds the object. */
  block(request: { id: string; object: number }): Promise<Result<SnapshotBlock>>;

  /** Newest first. One that was running when its process ended is `failed` when the store opens again. */
  scans(): Promise<ScanSummary[]>;
  scan(request: { id: string }): Promise<Result<ScanSummary>>;
  /** What the scan was judged by, to open it again with the same answer. */
  scanBasis(request: { id: string }): Promise<Result<ScanBasis>>;
  /** Writes a new scan, or its present state. */
  putScan(request: { scan: ScanSummary; basis: ScanBasis }): Promise<null>;
  deleteScan(request: { id: string }): Promise<Result<null>>;

  /** What is remembered of a policy's exceptions, also of those that its newest version no longer has. */
  exceptionMemory(request: { policy: string }): Promise<(ExceptionMemory & { identity: string })[]>;
  /** Notes what the exceptions of a saved policy did on some data: the data's time (RFC 3339) and name. */
  rememberExceptions(request: { policy: string; taken: string; data: string; uses: RememberedException[] }): Promise<null>;
}

/** A draft, and the stamp of the one that its window knows. */
export type NewObjectDraft = ObjectDraft & Pick<DraftWriter, "after">;

/** Whether an exception (by `exceptionIdentity`) excused anything. */
export interface RememberedException {
  identity: string;
  used: boolean;
}

export type NewDraft = Draft & DraftWriter;

export interface HoldRequest {
  name: string;
  window: string;
  author: string;
  /** RFC 3339. */
  now: string;
  takeOver: boolean;
}

/** A ruleset or an attestor as the store keeps it. */
export interface StoredObject<T> {
  document: T;
  /** Counts saves, from 1. */
  revision: number;
  created: string;
  updated: string;
  author: string;
  /** Names of the policies that use it in their newest version. */
  usedBy: string[];
}

/** The policy as it was and the settings of that moment: a policy may be deleted and its name used anew. */
export interface ScanBasis {
  policy: Policy;
  settings: JudgeSettings;
}

/** What a finished snapshot is known by. */
export type SnapshotFacts = Pick<SnapshotSummary, "objects" | "pods" | "namespaces" | "coverage" | "digest">;

// Clusters

/** The user agreed that this command is run to sign in to this context. Another command or file needs a new agreement. */
export interface ExecConsent {
  context: string;
  /** `ContextInfo.file`. */
  file: string;
  /** `execCommandLine(ContextInfo.exec)`: the arguments are part of what was agreed to. */
  command: string;
}

/** Kubeconfig contexts. `kubeconfigs` are the files the user added; the usual ones (KUBECONFIG, ~/.kube/config) are always read. */
export interface Cluster {
  contexts(request: { kubeconfigs: string[]; consents: ExecConsent[] }): Promise<ContextList>;
  check(request: { context: string; kubeconfigs: string[]; allowExec: boolean }): Promise<Result<Reachability>>;
}

// Audit

/** A source as the audit worker can read it: the user's choice made concrete. */
export type ReadableSource =
  /** `otherKinds`: pod specs inside other kinds are judged too. */
  | { type: "files"; paths: string[]; namespace: string; otherKinds?: boolean }
  | { type: "context"; context: string; kubeconfigs: string[]; allowExec: boolean; namespaces?: string[]; requestsPerSecond?: number; otherKinds?: boolean };

/** Settings of the workstation that judging needs. */
export interface JudgeSettings {
  excludedNamespaces: string[];
  trustedDigests: string[];
  /** The clock, RFC 3339. */
  now: string;
  /** Namespaces in which nothing was enforced at the cluster's scan before this one. */
  ignoredBefore?: string[];
}

export interface ScanCounts {
  verdicts: VerdictCounts;
  workloads: number;
  wouldNotComeBack: number;
  ignoredNamespaces: string[];
  coverage: Coverage;
}

/** What the audit side tells while it works. */
export interface AuditEvents {
  progress(jobId: string, progress: JobProgress): void;
  /** Compressed objects to be stored; memory stays flat. The reader waits for the promise before it reads much further. */
  blocks(snapshotId: string, blocks: SnapshotBlock[]): Promise<void>;
  connection(connection: Connection): void;
}

/**
 * Reads sources into inventories, judges them, answers questions about results. It keeps a few inventories in memory
 * under their snapshot's id; `has` and `load` bring stored ones back. A running `read` can be judged already.
 */
export interface Audit extends ResultQueries {
  /** Ends with `cancelled` when `cancel(jobId)` was called. The inventory stays loaded. */
  read(request: { jobId: string; snapshotId: string; source: ReadableSource; keepValues?: boolean }): Promise<Result<{ facts: SnapshotFacts; inventory: Uint8Array }>>;
  /** What goes into a file of a snapshot; with a key, names are replaced. */
  snapshotHead(request: { snapshotId: string; key?: Uint8Array }): Promise<Result<{ objects: number; coverage: Coverage; namespaces: Uint8Array }>>;
  /** Lines of JSON, one for each object of the block. */
  snapshotLines(request: { snapshotId: string; block: SnapshotBlock; key?: Uint8Array }): Promise<Result<Uint8Array>>;
  cancel(request: { jobId: string }): Promise<null>;
  has(request: { snapshotId: string }): Promise<boolean>;
  load(request: { snapshotId: string; inventory: Uint8Array }): Promise<Result<null>>;
  unload(request: { snapshotId: string }): Promise<null>;

  /** Opens (or reopens) a scan: a policy and options over a loaded inventory. Repeatable while the inventory still grows. */
  judge(request: { scanId: string; snapshotId: string; policy: Policy; options: ScanOptions; settings: JudgeSettings }): Promise<Result<ScanCounts>>;
  rows(request: { scanId: string; filter: RowFilter; sort: SortKey; descending: boolean; offset: number; limit: number }): Promise<Result<RowPage>>;
  workload(request: { scanId: string; row: number }): Promise<Result<WorkloadDetail>>;
  /** `block` from `Store.block` of `objectOf(row)`. */
  yaml(request: { scanId: string; row: number; block: SnapshotBlock }): Promise<Result<YamlView>>;
  /** Index in the inventory of the object that stands for a row. */
  objectOf(request: { scanId: string; row: number }): Promise<Result<number>>;
  trace(request: { scanId: string; row: number; definition: string; index: number }): Promise<Result<Trace>>;
  impact(request: {
    snapshotId: string; policy: Policy; base?: { policy: Policy; version: number }; options: ScanOptions; settings: JudgeSettings; limit: number; rule?: string; exception?: string;
  }): Promise<Result<Impact>>;
  /** The namespaces of a loaded inventory, by name. */
  namespacesOf(request: { snapshotId: string }): Promise<Result<string[]>>;
  /** What each exception of an open scan's policy does. */
  exceptions(request: { scanId: string }): Promise<Result<ExceptionUse[]>>;
}

// Terraform

/** Terraform's language, whose parser is large: it is loaded when the first such file is read. */
export interface Hcl {
  /** Blocks by type and labels, expressions as texts `${…}`. `file` is for messages. */
  parse(request: { text: string; file: string }): Promise<Result<unknown>>;
}
