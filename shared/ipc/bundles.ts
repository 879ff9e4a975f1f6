import type { ApprovalReport } from "../bundle/approval.ts";
import type { Signer } from "../bundle/signers.ts";
import type { BundleTerms } from "../bundle/statement.ts";
import type { Step } from "../bundle/steps.ts";
import type { VerdictCounts } from "../audit/results.ts";
import type { ImportItem } from "./objects.ts";
import type { TrustCandidate } from "./trust.ts";

/** Shapes of policy bundles that cross the contract. Conventions: `signing.ts`. */

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

/** What is handed to a signing device. */
export interface DetachedRequest {
  /** Files that were written: the bytes to sign, a signature each. */
  files: { path: string; purpose: "bundle" | "approval" | "trust" | "report" | "trail" }[];
  /** Commands that sign them all, a line for each file, ready to copy. */
  commands: { tool: "openssl" | "cosign" | "pkcs11-tool"; text: string }[];
}

/** A signature, made here or elsewhere. */
export type Signing =
  | { keyId: string; passphrase: string }
  /** Base64, ASN.1 DER or raw r‖s, over what a `toSign` channel wrote. */
  | { keyId: string; signature: string };
