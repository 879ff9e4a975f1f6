import type { TrailEvent, TrailHead, TrailRecord } from "../shared/bundle/trail.ts";
import type { KeyState } from "../shared/ipc/signing.ts";
import type { Result } from "../shared/kernel/result.ts";
import type { Attestor } from "../shared/model/attestor.ts";
import type { Policy } from "../shared/model/policy.ts";
import type { Ruleset } from "../shared/model/ruleset.ts";

/** What the use cases of keys, trust, bundles and the audit trail need of the store. */

export interface StoredKey {
  /** SHA-256 of the SubjectPublicKeyInfo, hexadecimal. */
  id: string;
  name: string;
  /** PEM. */
  publicKey: string;
  /** A private key is kept with it. */
  isPrivate: boolean;
  /** PEM of the certificate it came in. */
  certificate: string | null;
  origin: "generated" | "imported";
  created: string;
  state: KeyState;
  stateSince: string | null;
  reason: string | null;
}

export interface NewKey {
  id: string;
  name: string;
  publicKey: string;
  /** Cosign's encrypted form; null for a key that signs elsewhere. */
  privateKey: string | null;
  certificate: string | null;
  origin: StoredKey["origin"];
  now: string;
}

export interface StoredTrustList {
  version: number;
  document: Uint8Array;
  fingerprint: string;
  accepted: string;
}

/** What identifies one bundle: two of one id and version would be a deceit, and are told apart. */
export interface BundleKey {
  bundleId: string;
  version: number;
  statementSha256: string;
}

export interface StoredBundle<Summary = unknown> extends BundleKey {
  name: string;
  origin: "made" | "received";
  created: string;
  accepted: string | null;
  summary: Summary;
}

/** What is remembered of a bundle that was accepted. */
export interface AcceptedVersion {
  bundleId: string;
  version: number;
  statementSha256: string;
  /** Ids of the keys whose signatures counted. */
  signers: string[];
}

export interface StoreNotice {
  noticed: string;
  /** Records of the audit trail that were there once and are no more. */
  lost: number;
  message: string;
}

/** A document of an accepted bundle, with the version or revision that it replaces; 0: it is new here. */
export type AcceptedDocument =
  | { kind: "policy"; document: Policy; base: number }
  | { kind: "ruleset"; document: Ruleset; base: number }
  | { kind: "attestor"; document: Attestor; base: number };

export interface SigningStore {
  keys(): Promise<StoredKey[]>;
  addKey(key: NewKey): Promise<Result<StoredKey>>;
  /** The encrypted private key. */
  keySecret(request: { id: string }): Promise<Result<string>>;
  setKeySecret(request: { id: string; privateKey: string }): Promise<Result<null>>;
  /** A revoked key stays revoked. */
  setKeyState(request: { id: string; state: Exclude<KeyState, "active">; reason: string; now: string }): Promise<Result<StoredKey>>;

  /** Newest first. */
  trustLists(): Promise<StoredTrustList[]>;
  /** Refused with `conflict` when another list than `base` is the newest by now. `forget`: bundles whose versions are counted anew. */
  acceptTrust(request: { base: number; lists: Omit<StoredTrustList, "accepted">[]; forget: string[]; now: string }): Promise<Result<null>>;
  trustProposal(): Promise<Uint8Array | null>;
  putTrustProposal(request: { document: Uint8Array | null; version: number; signers: string[] }): Promise<null>;

  /** Newest first, without their files. */
  bundles(): Promise<StoredBundle[]>;
  bundleFile(request: BundleKey): Promise<Result<Uint8Array>>;
  series(): Promise<{ bundleId: string; name: string; lastVersion: number }[]>;
  /** A bundle made here: refused with `conflict` unless its version is the next one of its series. */
  addBundle(request: { bundle: BundleKey; name: string; file: Uint8Array; summary: unknown; now: string }): Promise<Result<null>>;
  /** A bundle that came in a file, to be signed or looked at again. One that is there is left as it is. */
  keepBundle(request: { bundle: BundleKey; name: string; file: Uint8Array; summary: unknown; now: string }): Promise<null>;
  /** Puts a file with more signatures in place of `before`; refused with `conflict` when that is no longer what is stored. */
  replaceBundle(request: { bundle: BundleKey; before: string; file: Uint8Array; summary: unknown; event: TrailEvent }): Promise<Result<null>>;
  memory(): Promise<{ versions: AcceptedVersion[]; lastTrustedTime: string | null }>;
  /** Takes a bundle over: its documents, the memory of its version, its file, all or nothing. */
  acceptBundle(request: AcceptRequest): Promise<Result<{ saved: number[] }>>;

  /** Adds to the audit trail what changes nothing in the store. */
  recordEvent(event: TrailEvent): Promise<null>;
  trailHead(): Promise<TrailHead>;
  trailPage(request: { offset: number; limit: number; action?: string; text?: string }): Promise<{ records: (TrailRecord & { hash: string })[]; total: number }>;
  /** The bytes of some consecutive records. */
  trailBytes(request: { from: number; limit: number }): Promise<Uint8Array[]>;
  /** Adds a checkpoint (an envelope) over a head, which must be part of the trail. */
  addCheckpoint(request: { head: TrailHead; envelope: string; key: string }): Promise<Result<null>>;

  notice(): Promise<StoreNotice | null>;
  acknowledgeNotice(): Promise<null>;
}

export interface AcceptRequest {
  bundle: BundleKey;
  name: string;
  file: Uint8Array;
  summary: unknown;
  documents: AcceptedDocument[];
  signers: string[];
  /** The version that was accepted before, as the checks knew it; 0: none. */
  rememberedVersion: number;
  issuedAt: string;
  author: string;
  note: string;
  now: string;
}
