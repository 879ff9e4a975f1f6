import type { TrustSigner } from "../bundle/trustChain.ts";
import type { TrustList, TrustRole } from "../bundle/trustList.ts";
import type { AppError } from "../kernel/result.ts";

/** Shapes of the trust list that cross the contract. Conventions: `signing.ts`. */

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
