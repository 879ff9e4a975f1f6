import { hex } from "./bytes.ts";
import type { BundleCrypto } from "./crypto.ts";
import { preAuthEncoding } from "./dsse.ts";
import { refuse } from "./refusal.ts";
import type { SignatureFile } from "./sigstore.ts";
import { failed, passed, type Found } from "./steps.ts";

/** A key that the verifying side has decided to trust. Nothing of this ever comes from a bundle. */
export interface TrustedKey {
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array;
  /** Whose key it is: two keys of one person count once. */
  person: string;
  /** RFC 3339; both included. */
  validFrom?: string;
  validUntil?: string;
  /** A revoked key never counts, whenever it signed: whoever stole it chooses the date. */
  revokedAt?: string;
}

/** Who has to have signed. */
export interface Trust {
  keys: readonly TrustedKey[];
  /** How many different persons; at least 1. */
  threshold: number;
  /** Of the trust list this comes from; without it the bundle's `trustVersion` cannot be compared. */
  version?: number;
  /** Of that trust list, RFC 3339: after it nothing is accepted until a newer list has come. */
  expires?: string;
  /** Of that trust list, so that another one under its number is noticed. */
  fingerprint?: string;
}

/** Who signed, as far as it is known here. */
export interface Signer {
  /** SHA-256 of the public key, hexadecimal. */
  key: string;
  /** Absent for a key that is not trusted here. */
  person?: string;
  /** `unknown`: the key is not trusted here, so the signature could not be checked. Only `good` counts. */
  state: "good" | "unknown" | "wrong" | "revoked" | "not-yet-valid" | "no-longer-valid";
}

/** Checks each signature with the trusted key that it names. Whether the key was valid is left for later. */
export function signersOf(statement: Uint8Array, signatures: readonly SignatureFile[], trust: Trust, crypto: BundleCrypto): Signer[] {
  const signed = preAuthEncoding(statement);
  const trusted = trustedByDigest(trust, crypto);
  return signatures.map(({ keyDigest, signature }) => {
    const key = hex(keyDigest);
    const known = trusted.get(key);
    if (!known) return { key, state: "unknown" };
    return { key, person: known.person, state: crypto.verify(known.spki, signed, signature) ? "good" : "wrong" };
  });
}

function trustedByDigest({ keys }: Trust, crypto: BundleCrypto): Map<string, TrustedKey> {
  return new Map(keys.map((key) => [hex(crypto.sha256(key.spki)), key]));
}

/** One wrong signature is enough to refuse: nobody honest adds one. */
export function checkGenuine(signers: readonly Signer[]): Found {
  const wrong = signers.find(({ state }) => state === "wrong");
  if (wrong) return failed(refuse("signature-wrong", `The signature of ${wrong.person ?? ""} (key ${short(wrong.key)}) does not belong to this statement.`));
  const good = signers.filter(({ state }) => state === "good");
  const unknown = signers.length - good.length;
  return passed(`${good.length} ${good.length === 1 ? "signature" : "signatures"} verified${unknown > 0 ? `; ${unknown} by keys that are not trusted here do not count` : ""}.`);
}

/** Enough different persons with a good signature. Says who is missing. */
export function checkThreshold(signers: readonly Signer[], { keys, threshold, version }: Trust): Found {
  if (keys.length === 0) {
    const why = version === undefined ? "No trust list is pinned here, so nobody is known" : `Version ${version} of the trust list names nobody`;
    return failed(refuse("nobody-trusted", `${why} whose signature on a bundle would count.`));
  }
  const signed = personsOf(signers);
  const needed = `${threshold} of ${new Set(keys.map(({ person }) => person)).size}`;
  if (signed.size >= threshold) return passed(`Signed by ${[...signed].join(", ")}; needed are ${needed}.`);
  const missing = [...new Set(keys.map(({ person }) => person))].filter((person) => !signed.has(person));
  const who = signed.size === 0 ? "Nobody whose key is trusted here" : `Only ${[...signed].join(", ")}`;
  return failed(refuse("signers-too-few", `${who} has signed; needed are ${needed}. Not signed: ${missing.join(", ")}.`));
}

function personsOf(signers: readonly Signer[]): Set<string> {
  return new Set(signers.filter(({ state }) => state === "good").map(({ person = "" }) => person));
}

/**
 * What becomes of good signatures when the validity of their keys is looked at.
 *
 * @param issuedAt milliseconds since 1970
 */
export function withValidity(signers: readonly Signer[], trust: Trust, issuedAt: number, crypto: BundleCrypto): Signer[] {
  const trusted = trustedByDigest(trust, crypto);
  return signers.map((signer) => {
    const key = trusted.get(signer.key);
    return key && signer.state === "good" ? { ...signer, state: validityOf(key, issuedAt) } : signer;
  });
}

function validityOf({ validFrom, validUntil, revokedAt }: TrustedKey, issuedAt: number): Signer["state"] {
  if (revokedAt !== undefined) return "revoked";
  if (validFrom !== undefined && !(Date.parse(validFrom) <= issuedAt)) return "not-yet-valid";
  if (validUntil !== undefined && !(issuedAt <= Date.parse(validUntil))) return "no-longer-valid";
  return "good";
}

const INVALID: Partial<Record<Signer["state"], string>> = { revoked: "is revoked", "not-yet-valid": "was not yet valid", "no-longer-valid": "was no longer valid" };

/** Enough persons even without those whose key is revoked or was not valid. */
export function checkKeys(signers: readonly Signer[], { threshold }: Trust): Found {
  const invalid = signers.filter(({ state }) => INVALID[state] !== undefined);
  const told = invalid.map(({ person = "", key, state }) => `The key ${short(key)} of ${person} ${INVALID[state] ?? ""}.`).join(" ");
  const persons = personsOf(signers);
  if (persons.size >= threshold) return passed(told === "" ? "No key is revoked; all were in their time." : `${told} Enough others signed.`);
  const code = invalid.some(({ state }) => state === "revoked") ? "key-revoked" : "key-not-valid";
  return failed(refuse(code, `${told} Without it ${persons.size} of ${threshold} persons have signed.`));
}

/** Enough of a fingerprint to tell keys apart in a sentence. */
function short(key: string): string {
  return `${key.slice(0, 16)}…`;
}
