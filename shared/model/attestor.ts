/**
 * An attestor as Sallyport keeps it: whom a signature must come from. The product knows key pairs only (vendor-facts
 * §4); certificates and keyless identities are what cosign knows besides, kept and marked where a target cannot carry
 * them.
 */

export const ATTESTOR_SCHEMA = "sallyport/attestor/v1";

export type AttestorMaterial =
  /** The public half of a cosign key pair, PEM (`-----BEGIN PUBLIC KEY-----`). */
  | { type: "cosignPublicKey"; publicKey: string }
  /** An X.509 certificate, PEM; a chain has the signer's first. */
  | { type: "certificate"; certificate: string }
  /** An identity that a certificate authority vouches for: the issuer's URL and the subject, compared exactly. */
  | { type: "keyless"; issuer: string; subject: string };

export type AttestorType = AttestorMaterial["type"];
export const ATTESTOR_TYPES = ["cosignPublicKey", "certificate", "keyless"] as const satisfies readonly AttestorType[];

export interface TransparencyLog {
  enabled: boolean;
  /** Address of the log; absent means the public Rekor instance. */
  server?: string;
  /** The log's public key, PEM. */
  publicKey?: string;
}

export interface Attestor {
  schema: typeof ATTESTOR_SCHEMA;
  /** `^[A-Za-z0-9_.-]+$`, at most 64 characters, never changed after creation. */
  name: string;
  /** At most 128 characters. */
  description: string;
  material: AttestorMaterial;
  transparencyLog: TransparencyLog;
  extra?: Record<string, unknown>;
}

/** A new attestor for a key pair whose key is still to be given. */
export function emptyAttestor(name: string, description = ""): Attestor {
  return { schema: ATTESTOR_SCHEMA, name, description, material: { type: "cosignPublicKey", publicKey: "" }, transparencyLog: { enabled: false } };
}
