import { equalBytes, hex } from "./bytes.ts";
import { checkSameStatement, readCarrier, readSignatures, writeCarrier, MOST_SIGNATURES, type Carrier } from "./carrier.ts";
import type { BundleCrypto } from "./crypto.ts";
import { preAuthEncoding } from "./dsse.ts";
import { parseCanonicalJson } from "./jcs.ts";
import { readPayload, writePayload, type PayloadFile } from "./payload.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import type { SignatureFile } from "./sigstore.ts";
import { readStatement, writeStatement, type BundleTerms } from "./statement.ts";

/** How a bundle comes to be: contents and terms, then one signature after the other, in any order. */

export interface UnsignedBundle {
  payload: Uint8Array;
  /** The same for all signers. */
  statement: Uint8Array;
  /** What a signer signs: the pre-authentication encoding of the statement. */
  toSign: Uint8Array;
}

/** Packs files under their terms. Equal files and terms give equal bytes. */
export function prepareBundle(files: readonly PayloadFile[], terms: BundleTerms, crypto: BundleCrypto): Checked<UnsignedBundle> {
  const payload = writePayload(files, terms, crypto);
  const statement = writeStatement(hex(crypto.sha256(payload)), terms);
  return statement.ok ? accept({ payload, statement: statement.value, toSign: preAuthEncoding(statement.value) }) : statement;
}

/** The file of a bundle with its signatures. */
export function writeBundle({ payload, statement }: UnsignedBundle, signatures: readonly SignatureFile[]): Uint8Array {
  return writeCarrier({ payload, statement, signatures: [...signatures] });
}

/** A bundle that someone may add a signature to. */
export interface OpenBundle extends Carrier {
  /** What a signature vouches for. */
  terms: BundleTerms;
  files: PayloadFile[];
  toSign: Uint8Array;
}

/**
 * Opens a bundle for signing: it is whole, its statement is about its contents, and both are what a bundle holds. Who has
 * signed so far is not looked at, and nobody need have.
 */
export function openBundle(bytes: Uint8Array, crypto: BundleCrypto): Checked<OpenBundle> {
  const carrier = readCarrier(bytes);
  if (!carrier.ok) return carrier;
  const signatures = readSignatures(carrier.value.signatures);
  if (!signatures.ok) return signatures;
  const same = checkSameStatement(carrier.value, signatures.value);
  if (!same.ok) return same;
  const { payload, statement } = carrier.value;
  const read = readStatement(parseCanonicalJson(statement));
  if (!read.ok) return read;
  const { subject: [{ digest }], predicate: terms } = read.value;
  if (digest.sha256 !== hex(crypto.sha256(payload))) return refuse("payload-digest", "The contents are not those that the statement is about.");
  const files = readPayload(payload, terms, crypto);
  return files.ok ? accept({ payload, statement, signatures: signatures.value, terms, files: files.value, toSign: preAuthEncoding(statement) }) : files;
}

/**
 * The bundle with one more signature; everything else stays as it is. The signature must be over the bundle's own
 * statement and verify with the key that is given for it; a signature that this key has made before is replaced.
 */
export function addSignature(bundle: OpenBundle, added: SignatureFile, spki: Uint8Array, crypto: BundleCrypto): Checked<Uint8Array> {
  if (!equalBytes(added.payload, bundle.statement)) return refuse("statements-differ", "The signature is over another statement than the bundle's.");
  const isOfKey = equalBytes(added.keyDigest, crypto.sha256(spki)) && crypto.verify(spki, bundle.toSign, added.signature);
  if (!isOfKey) return refuse("signature-wrong", "The signature was not made by this key over the bundle's statement.");
  const others = bundle.signatures.filter(({ keyDigest }) => !equalBytes(keyDigest, added.keyDigest));
  if (others.length === MOST_SIGNATURES) return refuse("tar-count", `A bundle has at most ${MOST_SIGNATURES} signatures.`);
  const { payload, statement } = bundle;
  return accept(writeCarrier({ payload, statement, signatures: [...others, added] }));
}
