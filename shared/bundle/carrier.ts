import { equalBytes, hex } from "./bytes.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { readSignatureFile, writeSignatureFile, type SignatureFile } from "./sigstore.ts";
import { PAYLOAD_NAME } from "./statement.ts";
import { readTar, writeTar, type TarFile } from "./tar.ts";
import { VERIFY_BYTES } from "./verifyText.ts";

/**
 * The file that travels (`NAME.polbundle`): a tar that carries the signed payload, the statement about it and one file for
 * each signature. The carrier itself is not signed: countersigning adds a signature and changes nothing else.
 */

const STATEMENT = "statement.json";
const VERIFY = "VERIFY.txt";
const SIGNATURE = /^signatures\/([0-9a-f]{64})\.sigstore\.json$/;

/** Bytes. */
export const MOST_CARRIER = 64 << 20;
const MOST_STATEMENT = 1 << 20;
export const MOST_SIGNATURES = 64;
const MOST_PARTS = MOST_SIGNATURES + 3;

export interface Carrier {
  payload: Uint8Array;
  statement: Uint8Array;
  signatures: SignatureFile[];
}

/** Packs the parts; equal parts give equal bytes, in whatever order the signatures come. */
export function writeCarrier({ payload, statement, signatures }: Carrier): Uint8Array {
  return writeTar([
    { name: PAYLOAD_NAME, data: payload },
    { name: STATEMENT, data: statement },
    { name: VERIFY, data: VERIFY_BYTES },
    ...signatures.map((one) => ({ name: signatureName(one.keyDigest), data: writeSignatureFile(one) })),
  ]);
}

function signatureName(keyDigest: Uint8Array): string {
  return `signatures/${hex(keyDigest)}.sigstore.json`;
}

/** A carrier of which only the outer form has been looked at. */
export interface RawCarrier {
  payload: Uint8Array;
  statement: Uint8Array;
  signatures: TarFile[];
}

/** Takes a carrier apart: only known parts, each where it must be, and not a byte besides. */
export function readCarrier(bytes: Uint8Array): Checked<RawCarrier> {
  if (bytes.length > MOST_CARRIER) return refuse("too-large", `The bundle is larger than ${MOST_CARRIER >> 20} MiB.`);
  const isName = (name: string): boolean => [PAYLOAD_NAME, STATEMENT, VERIFY].includes(name) || SIGNATURE.test(name);
  const tar = readTar(bytes, { what: "The bundle", files: MOST_PARTS, isName });
  if (!tar.ok) return tar;
  const part = (wanted: string): Uint8Array | undefined => tar.value.find(({ name }) => name === wanted)?.data;
  const [payload, statement, verify] = [part(PAYLOAD_NAME), part(STATEMENT), part(VERIFY)];
  const missing = [[PAYLOAD_NAME, payload], [STATEMENT, statement], [VERIFY, verify]].find(([, data]) => data === undefined);
  if (!payload || !statement || !verify) return refuse("part-missing", `The bundle has no ${String(missing?.[0])}.`);
  if (statement.length > MOST_STATEMENT) return refuse("too-large", `${STATEMENT} is larger than ${MOST_STATEMENT >> 20} MiB.`);
  if (!equalBytes(verify, VERIFY_BYTES)) return refuse("part-changed", `${VERIFY} is not the text that Sallyport writes. Do not run what it says.`);
  return accept({ payload, statement, signatures: tar.value.filter(({ name }) => SIGNATURE.test(name)) });
}

/** Reads the signature files, of which there may be none: each in the form that we write, under the name of the key it is for. */
export function readSignatures(files: readonly TarFile[]): Checked<SignatureFile[]> {
  const signatures: SignatureFile[] = [];
  for (const { name, data } of files) {
    const read = readSignatureFile(data, name);
    if (!read.ok) return read;
    if (signatureName(read.value.keyDigest) !== name) return refuse("signature-name", `${name} holds the signature of another key.`);
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
  return refuse("statements-differ", `What ${signatureName(other.keyDigest)} signs is not ${STATEMENT}.`);
}
