import type { Signer } from "../bundle/signers.ts";
import type { TrailHead, TrailRecord } from "../bundle/trail.ts";
import type { AppError } from "../kernel/result.ts";

/** Shapes of the audit trail, of signed files and of the program itself that cross the contract. Conventions: `signing.ts`. */

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
  /** `revoked`: genuine, but its key counts no more. Only a `wrong` one is a problem of the trail. */
  checkpoints: { sequence: number; key: string; person?: string; at: string; state: "good" | "wrong" | "revoked" | "unknown" }[];
  /** Records up to here are covered by a checkpoint that was verified. */
  coveredTo: number;
  /** Files that left the desk: whether their head is part of this trail. */
  compared: { file: string; head?: TrailHead; state: "part" | "cut-off" | "other" | "no-head"; message: string }[];
  /** Records whose time lies before the one above them: the clock was set back. */
  backwards: number[];
}

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
