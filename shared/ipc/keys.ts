import type { TrustRole } from "../bundle/trustList.ts";

/** Shapes of signing keys that cross the contract. Conventions: `signing.ts`. */

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

/** A key in a file, or as text that was pasted: PEM. */
export type KeySource = { path: string } | { text: string };

/** What a file holds, before it is opened. */
export interface KeyFileFacts {
  kind: "private" | "public" | "certificate";
  /** A passphrase is needed to open it. */
  locked: boolean;
  /** Of a public key; of a private one when its file says so (nothing vouches for it then). */
  id?: string;
  words?: string[];
}
