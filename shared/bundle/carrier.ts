import { equalBytes, hex } from "./bytes.ts";
import type { BundleCrypto } from "./crypto.ts";
import { writeEnvelope } from "./envelope.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { readSignatureFile, writeSignatureFile, type SignatureFile } from "./sigstore.ts";
import { PAYLOAD_NAME } from "./statement.ts";
import { readTar, writeTar, type TarFile } from "./tar.ts";
import { readTrustList, type SignedTrustList } from "./trustList.ts";
import { VERIFY_BYTES } from "./verifyText.ts";

/**
 * The file that travels (`NAME.polbundle`): a tar that carries the signed payload, the statement about it and one file for
 * each signature; besides, what each approver saw, and trust lists for those who lack them. The carrier itself is not
 * signed: countersigning adds to it and changes nothing.
 */

const STATEMENT = "statement.json";
const VERIFY = "VERIFY.txt";
const SIGNATURE = /^signatures\/([0-9a-f]{64})\.sigstore\.json$/;
const APPROVAL = /^approvals\/([0-9a-f]{64})\.sigstore\.json$/;
const TRUST = /^trust\/([1-9][0-9]{0,9})\.dsse\.json$/;

/** Bytes. */
export const MOST_CARRIER = 64 << 20;
const MOST_STATEMENT = 1 << 20;
export const MOST_SIGNATURES = 64;
const MOST_TRUST_LISTS = 256;
const MOST_PARTS = 2 * MOST_SIGNATURES + MOST_TRUST_LISTS + 3;

export interface Carrier {
  payload: Uint8Array;
  statement: Uint8Array;
  signatures: SignatureFile[];
  /** What signers say they looked at: each a statement of its own about this bundle. */
  approvals?: SignatureFile[];
  /** By version. They are offered, never believed: only a chain from the list that is trusted already leads to them. */
  trust?: SignedTrustList[];
}

/** Packs the parts; equal parts give equal bytes, in whatever order the signatures come. */
export function writeCarrier({ payload, statement, signatures, approvals = [], trust = [] }: Carrier): Uint8Array {
  return writeTar([
    { name: PAYLOAD_NAME, data: payload },
    { name: STATEMENT, data: statement },
    { name: VERIFY, data: VERIFY_BYTES },
    ...signatures.map((one) => ({ name: nameIn("signatures", one.keyDigest), data: writeSignatureFile(one) })),
    ...approvals.map((one) => ({ name: nameIn("approvals", one.keyDigest), data: writeSignatureFile(one) })),
    ...trust.map(({ list, envelope }) => ({ name: `trust/${list.version}.dsse.json`, data: writeEnvelope(envelope) })),
  ]);
}

function nameIn(folder: "signatures" | "approvals", keyDigest: Uint8Array): string {
  return `${folder}/${hex(keyDigest)}.sigstore.json`;
}

/** A carrier of which only the outer form has been looked at. */
export interface RawCarrier {
  payload: Uint8Array;
  statement: Uint8Array;
  signatures: TarFile[];
  approvals: TarFile[];
  trust: TarFile[];
}

/** Takes a carrier apart: only known parts, each where it must be, and not a byte besides. */
export function readCarrier(bytes: Uint8Array): Checked<RawCarrier> {
  if (bytes.length > MOST_CARRIER) return refuse("too-large", `The bundle is larger than ${MOST_CARRIER >> 20} MiB.`);
  const isName = (name: string): boolean => [PAYLOAD_NAME, STATEMENT, VERIFY].includes(name) || [SIGNATURE, APPROVAL, TRUST].some((pattern) => pattern.test(name));
  const tar = readTar(bytes, { what: "The bundle", files: MOST_PARTS, isName });
  if (!tar.ok) return tar;
  const part = (wanted: string): Uint8Array | undefined => tar.value.find(({ name }) => name === wanted)?.data;
  const [payload, statement, verify] = [part(PAYLOAD_NAME), part(STATEMENT), part(VERIFY)];
  const missing = [[PAYLOAD_NAME, payload], [STATEMENT, statement], [VERIFY, verify]].find(([, data]) => data === undefined);
  if (!payload || !statement || !verify) return refuse("part-missing", `The bundle has no ${String(missing?.[0])}.`);
  if (statement.length > MOST_STATEMENT) return refuse("too-large", `${STATEMENT} is larger than ${MOST_STATEMENT >> 20} MiB.`);
  if (!equalBytes(verify, VERIFY_BYTES)) return refuse("part-changed", `${VERIFY} is not the text that Sallyport writes. Do not run what it says.`);
  const like = (pattern: RegExp): TarFile[] => tar.value.filter(({ name }) => pattern.test(name));
  return accept({ payload, statement, signatures: like(SIGNATURE), approvals: like(APPROVAL), trust: like(TRUST) });
}

/** The trust lists that a bundle brings, by version: each in the one form there is, under its own number. */
export function readTrustFiles(files: readonly TarFile[], crypto: BundleCrypto): Checked<SignedTrustList[]> {
  const lists: SignedTrustList[] = [];
  for (const { name, data } of files) {
    const read = readTrustList(data, crypto, name);
    if (!read.ok) return read;
    if (name !== `trust/${read.value.list.version}.dsse.json`) return refuse("part-name", `${name} holds version ${read.value.list.version} of the trust list.`);
    lists.push(read.value);
  }
  return accept(lists.toSorted((a, b) => a.list.version - b.list.version));
}

/** Reads signature files, of which there may be none: each in the form that we write, under the name of the key it is for. */
export function readSignatures(files: readonly TarFile[], folder: "signatures" | "approvals" = "signatures"): Checked<SignatureFile[]> {
  const signatures: SignatureFile[] = [];
  for (const { name, data } of files) {
    const read = readSignatureFile(data, name);
    if (!read.ok) return read;
    if (nameIn(folder, read.value.keyDigest) !== name) return refuse("signature-name", `${name} holds the signature of another key.`);
    if (!equalBytes(writeSignatureFile(read.value), data)) {
      return refuse("signature-form", `${name} is a Sigstore bundle, but not written the way a bundle holds it.`);
    }
    signatures.push(read.value);
  }
  return accept(signatures);
}

/** All signers signed the same bytes, and those are what lies beside them as statement.json. */
export function checkSameStatement({ statement }: RawCarrier, signatures: readonly SignatureFile[]): Checked<Uint8Array> {
  const other = signatures.find(({ payload }) => !equalBytes(payload, statement));
  if (!other) return accept(statement);
  return refuse("statements-differ", `What ${nameIn("signatures", other.keyDigest)} signs is not ${STATEMENT}.`);
}
