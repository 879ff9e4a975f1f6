import { equalBytes, hex } from "./bytes.ts";
import { readApprovals, type ReadApproval } from "./approval.ts";
import { checkSameStatement, readCarrier, readSignatures, readTrustFiles, writeCarrier, MOST_SIGNATURES, type Carrier } from "./carrier.ts";
import type { BundleCrypto } from "./crypto.ts";
import { preAuthEncoding } from "./dsse.ts";
import { parseCanonicalJson } from "./jcs.ts";
import { readPayload, writePayload, type PayloadFile } from "./payload.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import type { SignatureFile } from "./sigstore.ts";
import { readStatement, writeStatement, type BundleTerms } from "./statement.ts";
import type { SignedTrustList } from "./trustList.ts";

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

/** The file of a bundle with its signatures, and with the trust lists that its readers may lack. */
export function writeBundle({ payload, statement }: UnsignedBundle, signatures: readonly SignatureFile[], trust: readonly SignedTrustList[] = []): Uint8Array {
  return writeCarrier({ payload, statement, signatures: [...signatures], trust: [...trust] });
}

/** A bundle that someone may add a signature to. */
export interface OpenBundle extends Required<Carrier> {
  /** What the approvals say; whether they are genuine has not been looked at. */
  approved: ReadApproval[];
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
  const approvals = readSignatures(carrier.value.approvals, "approvals");
  if (!approvals.ok) return approvals;
  const approved = readApprovals(approvals.value, statement, crypto);
  if (!approved.ok) return approved;
  const trust = readTrustFiles(carrier.value.trust, crypto);
  if (!trust.ok) return trust;
  const read = readStatement(parseCanonicalJson(statement));
  if (!read.ok) return read;
  const { subject: [{ digest }], predicate: terms } = read.value;
  if (digest.sha256 !== hex(crypto.sha256(payload))) return refuse("payload-digest", "The contents are not those that the statement is about.");
  const files = readPayload(payload, terms, crypto);
  if (!files.ok) return files;
  const parts = { payload, statement, signatures: signatures.value, approvals: approvals.value, trust: trust.value };
  return accept({ ...parts, terms, files: files.value, approved: approved.value, toSign: preAuthEncoding(statement) });
}

/**
 * The bundle with one more signature; everything else stays as it is. The signature must be over the bundle's own
 * statement and verify with the key that is given for it; a signature that this key has made before is replaced.
 *
 * @param approval what the signer looked at, signed with the same key
 */
export function addSignature(bundle: OpenBundle, added: SignatureFile, spki: Uint8Array, crypto: BundleCrypto, approval?: SignatureFile): Checked<Uint8Array> {
  if (!equalBytes(added.payload, bundle.statement)) return refuse("statements-differ", "The signature is over another statement than the bundle's.");
  if (!isBy(spki, added, crypto)) return refuse("signature-wrong", "The signature was not made by this key over the bundle's statement.");
  if (approval && !isBy(spki, approval, crypto)) return refuse("signature-wrong", "The approval was not signed by this key.");
  const approved = readApprovals(approval ? [approval] : [], bundle.statement, crypto);
  if (!approved.ok) return approved;
  const signatures = replaced(bundle.signatures, added);
  if (signatures.length > MOST_SIGNATURES) return refuse("tar-count", `A bundle has at most ${MOST_SIGNATURES} signatures.`);
  const { payload, statement, trust } = bundle;
  return accept(writeCarrier({ payload, statement, trust, signatures, approvals: approval ? replaced(bundle.approvals, approval) : bundle.approvals }));
}

function isBy(spki: Uint8Array, { keyDigest, payload, signature }: SignatureFile, crypto: BundleCrypto): boolean {
  return equalBytes(keyDigest, crypto.sha256(spki)) && crypto.verify(spki, preAuthEncoding(payload), signature);
}

function replaced(present: readonly SignatureFile[], added: SignatureFile): SignatureFile[] {
  return [...present.filter(({ keyDigest }) => !equalBytes(keyDigest, added.keyDigest)), added];
}

/**
 * One bundle of two copies that went different ways: the signatures, approvals and trust lists of both. Refused when they
 * are not the same bundle.
 */
export function mergeBundles(a: OpenBundle, b: OpenBundle): Checked<Uint8Array> {
  if (!equalBytes(a.statement, b.statement)) return refuse("statements-differ", "The two files are different bundles: their statements differ.");
  const { payload, statement } = a;
  const lists = new Map([...a.trust, ...b.trust].map((one) => [one.list.version, one]));
  const signatures = b.signatures.reduce(replaced, a.signatures);
  if (signatures.length > MOST_SIGNATURES) return refuse("tar-count", `A bundle has at most ${MOST_SIGNATURES} signatures.`);
  return accept(writeCarrier({ payload, statement, signatures, approvals: b.approvals.reduce(replaced, a.approvals), trust: [...lists.values()] }));
}
