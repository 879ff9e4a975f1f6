import type { ReactNode } from "react";
import type { DetachedRequest, Signing, SigningKeySummary, TrustRole } from "../../../shared/ipc/signing.ts";
import type { QueryError } from "../../ui/ErrorNotice.tsx";

export type Purpose = DetachedRequest["files"][number]["purpose"];

/** A file that was written to be signed, with the signature over it that came back. */
export interface SignedElsewhere {
  toSign: string;
  purpose: Purpose;
  /** The file that came back. */
  from: string;
  /** Base64. */
  signature: string;
}

/** What `SignWith` and `SignDialog` need to know about what is signed. */
export interface SignProps {
  /** The role under which a signature counts. */
  countsAs: TrustRole;
  /** For whom a key's signature counts; undefined: for nobody. By default what the trusted list says for `countsAs`. */
  personOf?: (key: SigningKeySummary) => string | undefined;
  /** Ids of keys that have signed already. */
  signed?: readonly string[];
  /** Name proposed for the file with the bytes that are signed elsewhere. */
  toSignName: string;
  /** What is written to be signed elsewhere, in the order in which it is told: a file and a signature each. */
  purposes: readonly Purpose[];
  /** What those bytes are about besides; when it changes, what was written is no longer what is to be signed. */
  about?: string | undefined;
  /** Has the trusted side write those bytes. */
  onWrite: (request: { keyId: string; path: string; overwrite: boolean }) => Promise<{ data?: DetachedRequest | undefined; error?: QueryError | undefined }>;
  /**
   * Has the trusted side take the signature, and answers its refusal. `elsewhere`: what was signed there, the signature of `signing` first.
   * A request with a passphrase goes through `useSecretCall`, not through a mutation.
   */
  onSign: (signing: Signing, elsewhere?: readonly SignedElsewhere[]) => Promise<QueryError | undefined>;
  onCancel: () => void;
  /** The verb of the step; *Sign* unless told. */
  confirm?: string;
  /** What is signed, in words: stands above the form. */
  children?: ReactNode;
}
