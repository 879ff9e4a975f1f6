import type { ApprovalReport } from "../bundle/approval.ts";
import type { Signer } from "../bundle/signers.ts";
import type { BundleTerms } from "../bundle/statement.ts";
import type { Step } from "../bundle/steps.ts";
import type { TrailEvent, TrailHead, TrailRecord } from "../bundle/trail.ts";
import type { TrustSigner } from "../bundle/trustChain.ts";
import type { TrustList, TrustRole } from "../bundle/trustList.ts";
import type { AppError } from "../kernel/result.ts";
import type { VerdictCounts } from "../audit/results.ts";
import type { ImportItem } from "./objects.ts";

export type { Approval, ApprovalReport, ReadApproval } from "../bundle/approval.ts";
export type { PassphraseGrade, PassphraseStrength } from "../bundle/passphrase.ts";
export type { Signer } from "../bundle/signers.ts";
export type { BundleTerms } from "../bundle/statement.ts";
export type { Step, StepId } from "../bundle/steps.ts";
export type { TrailEvent, TrailHead, TrailRecord } from "../bundle/trail.ts";
export type { TrustSigner } from "../bundle/trustChain.ts";
export { TRUST_ROLES } from "../bundle/trustList.ts";
export type { ListedKey, TrustList, TrustRole } from "../bundle/trustList.ts";

/**
 * Shapes of keys, trust, bundles and the audit trail that cross the contract. Times are RFC 3339 in UTC; a fingerprint is a
 * SHA-256 in hexadecimal, and a key's id is the fingerprint of its SubjectPublicKeyInfo.
 */

// Keys

export type KeyState = "active" | "retired" | "revoked";

export interface SigningKeySummary {
  id: string;
  name: string;
  /** `private`: it can sign here, unlocked by its passphrase. `public`: it signs elsewhere (hardware), by the detached steps. */
  kind: "private" | "public";
  origin: "generated" | "imported";
  /** `ECDSA P-256`. */
  type: string;
  /** The fingerprint to read aloud. */
  words: string[];
  /** PEM. */
  publicKey: string;
  /** Of the certificate it came in. */
  certificate?: { subject: string; issuer: string; notAfter: string };
  created: string;
  state: KeyState;
  /** Since when and why it is retired or revoked. */
  stateSince?: string;
  reason?: string;
  /** What the trust list says of it; absent when it is not in it. */
  trusted?: { person: string; roles: TrustRole[]; validFrom: string; validUntil: string; revokedAt?: string };
}

/** What a file holds, before it is opened. */
export interface KeyFileFacts {
  kind: "private" | "public" | "certificate";
  /** A passphrase is needed to open it. */
  locked: boolean;
  /** Of a public key; of a private one when its file says so (nothing vouches for it then). */
  id?: string;
  words?: string[];
}

// Trust

export interface TrustState {
  /** The list that is trusted here; absent before the first one is pinned. */
  current?: TrustListView;
  /** Every list that was ever trusted here, newest first. */
  history: { version: number; fingerprint: string; accepted: string }[];
  /** A next (or first) list that is being signed. */
  proposal?: TrustListView & TrustProgress;
}

export interface TrustListView {
  list: TrustList;
  fingerprint: string;
  words: string[];
  /** For each role and person: the keys with which that person may sign now. */
  standing: TrustStanding[];
  /** What ends within 90 days, or has ended: the list itself, keys. Soonest first. */
  ending: { what: string; at: string; ended: boolean }[];
}

export interface TrustStanding {
  role: TrustRole;
  threshold: number;
  persons: { id: string; name: string; keys: { id: string; state: "good" | "not-yet-valid" | "no-longer-valid" | "revoked" }[] }[];
}

export interface TrustProgress {
  signers: TrustSigner[];
  /** By its own rule, and by that of the list before it. */
  own: TrustTallyView;
  before?: TrustTallyView;
  /** Enough have signed. */
  complete: boolean;
}

export interface TrustTallyView {
  needed: number;
  persons: string[];
  missing: string[];
}

/** What a file would do to the trust of this place. */
export interface TrustCandidate {
  /**
   * `first`: nothing is trusted yet, its fingerprint must be compared. `next`: it follows the trusted list. `unsigned`: it
   * would, but signatures are missing. `same`, `older`: nothing new. `refused`: see `problem`.
   */
  relation: "first" | "next" | "unsigned" | "same" | "older" | "refused";
  view?: TrustListView;
  progress?: TrustProgress;
  /** What changes against the trusted list, in words. */
  changes: string[];
  problem?: AppError;
}

// Bundles

export interface BundleSummary {
  bundleId: string;
  name: string;
  version: number;
  statementSha256: string;
  /** `made`: exported here. `received`: it came in a file. */
  origin: "made" | "received";
  created: string;
  /** When it was accepted here; absent for one that was only signed or made here. */
  accepted?: string;
  terms: BundleTerms;
  policies: { name: string; version: number }[];
  rulesets: string[];
  attestors: string[];
  /** By the keys in the bundle, with what the trust list makes of them. */
  signers: Signer[];
  /** Persons who must have signed, by the trust list; absent without one. */
  needed?: number;
  /** Persons of the trust list who have not signed. */
  missing: string[];
  /** Enough have signed. */
  complete: boolean;
  /** Whole days until it expires; negative once it has. */
  daysLeft: number;
}

export interface BundleDetail extends BundleSummary {
  steps: Step[];
  files: { name: string; mediaType: string; size: number }[];
  /** Against the version before: made here or accepted here. */
  changes: string[];
  against?: { version: number; sha256: string };
  approvals: BundleApproval[];
  scan?: BundleScan;
  /** The page for people in it, HTML. */
  page: string;
}

export interface BundleApproval {
  key: string;
  person?: string;
  approvedAt: string;
  changes: string[];
  report?: ApprovalReport;
}

/** The scan that a bundle's policies were designed against, as the bundle tells it. */
export interface BundleScan {
  /** Of the cluster data. */
  digest: string;
  policy: string;
  policyVersion: number;
  phase: string;
  finished: string;
  verdicts: VerdictCounts;
  workloads: number;
  examined: number;
  notExamined: number;
  /** Only when the exporter chose so. */
  blocked?: string[];
}

export interface BundleRequest {
  /** Name of the bundle: a known one gets its next version. `^[A-Za-z0-9][A-Za-z0-9_.-]*$`, at most 64 characters. */
  name: string;
  policies: { name: string; version?: number }[];
  /** Names of the places it is for; none: any. */
  audience: string[];
  /** Either of the two; default 90 days. */
  days?: number;
  expires?: string;
  /** A finished scan of one of the policies. */
  scanId?: string;
  /** Also names the workloads that the scan blocks. */
  workloadNames?: boolean;
  /** To make a bundle again byte for byte: its time of issue (default: now) and, for the first version, its id. */
  issuedAt?: string;
  bundleId?: string;
}

/** One bundle of the store. */
export interface BundleRef {
  bundleId: string;
  version: number;
  statementSha256: string;
}

export interface BundleInspection {
  /** Handle for `bundles.accept`, `bundles.keep` and `bundles.impact`; forgotten after some more inspections. */
  id: string;
  file: string;
  size: number;
  sha256: string;
  /** Passed every check. */
  accepted: boolean;
  steps: Step[];
  signers: Signer[];
  needed?: number;
  missing: string[];
  terms?: BundleTerms;
  name?: string;
  /** What would become of each document; empty when it is refused. */
  items: ImportItem[];
  /** Against the version that was accepted before, in words. */
  changes: string[];
  against?: { version: number; sha256: string };
  approvals: BundleApproval[];
  scan?: BundleScan;
  page?: string;
  /** It is whole and only signatures are missing: it can be approved. */
  open: boolean;
  /** Newer trust lists that it brings, and what accepting them would do. */
  trust: TrustCandidate[];
}

/** What a bundle's policies would do to cluster data that is at hand. */
export interface BundleImpact {
  snapshotId: string;
  policies: { name: string; verdicts: VerdictCounts; added: VerdictCounts; removed: VerdictCounts; isNew: boolean }[];
  /** To be approved with: its digest is what an approver's signature covers. */
  report: ApprovalReport;
  /** The report itself, JSON. */
  text: string;
}

/** What is handed to a signing device, and what must come back. */
export interface DetachedRequest {
  /** Files that were written: the bytes to sign. */
  files: { path: string; purpose: "bundle" | "trust" | "trail" }[];
  /** Commands that sign them, ready to copy. */
  commands: { tool: "openssl" | "cosign" | "pkcs11-tool"; text: string }[];
}

/** A signature, made here or elsewhere. */
export type Signing =
  | { keyId: string; passphrase: string }
  /** Base64, ASN.1 DER or raw r‖s, over what `bundles.toSign` wrote. */
  | { keyId: string; signature: string };

// Signed files (reports)

export interface FileSignature {
  file: string;
  signatureFile: string;
  key: string;
  sha256: string;
}

export interface FileVerification {
  file: string;
  sha256: string;
  accepted: boolean;
  /** Who signed, of those who may sign reports. */
  signers: Signer[];
  needed: number;
  reason: string;
  remedy: string;
  signedAt?: string;
  head?: TrailHead;
}

// Audit trail

export interface TrailPage {
  /** Newest first. */
  records: (TrailRecord & { hash: string })[];
  total: number;
}

export interface TrailQuery {
  offset: number;
  limit: number;
  /** Only those whose action begins so: `bundle`, `key.retire`. */
  action?: string;
  /** Only those with this text in subject, actor or details. */
  text?: string;
}

export interface TrailVerification {
  /** The whole chain holds, and every file that was compared agrees with it. */
  accepted: boolean;
  records: number;
  head?: TrailHead;
  /** First place where it does not hold. */
  problem?: { sequence: number; message: string };
  checkpoints: { sequence: number; key: string; person?: string; at: string; state: "good" | "wrong" | "unknown" }[];
  /** Records up to here are covered by a checkpoint that was verified. */
  coveredTo: number;
  /** Files that left the desk: whether their head is part of this trail. */
  compared: { file: string; head?: TrailHead; state: "part" | "cut-off" | "other" | "no-head"; message: string }[];
  /** Records whose time lies before the one above them: the clock was set back. */
  backwards: number[];
}

// The program itself

export interface Diagnostics {
  /** Known values of published standards. `problem`: one was not met, and nothing is signed or verified. */
  selfTest: { tests: { name: string; passed: boolean }[]; problem?: AppError };
  runtime: { name: string; version: string }[];
  /** The store was put back to an earlier state: what this place remembered of versions may be missing. */
  restored?: { noticed: string; lost: number; message: string };
  trail: TrailHead;
  /** RFC 3339: the latest time that is known to have passed. */
  lastTrustedTime?: string;
}

export type { TrailEvent as AuditEvent };
