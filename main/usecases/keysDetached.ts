import { APPROVAL, CHECKPOINT_TYPE, parseCanonicalJson, POLICY_BUNDLE, readPreAuthEncoding, REPORT, TRUST_TYPE } from "../../shared/bundle/index.ts";
import type { DetachedRequest } from "../../shared/ipc/signing.ts";
import { isObject } from "../../shared/kernel/json.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { writeFilesAtomically } from "../files/atomic.ts";
import { readBinaryFile } from "../files/binaryFile.ts";

/** Bytes. Statements and heads have some hundred; an approval names every change in words. */
const MOST_TO_SIGN = 32 << 20;

type Purpose = DetachedRequest["files"][number]["purpose"];

/** What a key elsewhere has to sign, and into which file it goes. */
export interface ToSign {
  path: string;
  purpose: Purpose;
  bytes: Uint8Array;
}

/** Writes what a key elsewhere has to sign, every file or none, and says how it is signed there. */
export async function handOver(files: readonly ToSign[], overwrite: boolean): Promise<Result<DetachedRequest>> {
  const written = await writeFilesAtomically(files, { overwrite });
  return written.ok ? ok(requestOf(files)) : written;
}

/** The same answer for files that were handed over earlier, told by what is in them. */
export async function readHandedOver(paths: readonly string[]): Promise<Result<DetachedRequest>> {
  const files: { path: string; purpose: Purpose }[] = [];
  for (const path of paths) {
    const bytes = await readToSign(path);
    if (!bytes.ok) return bytes;
    const purpose = purposeOf(bytes.value);
    if (!purpose) return notToSign(path);
    files.push({ path, purpose });
  }
  return ok(requestOf(files));
}

function requestOf(files: readonly { path: string; purpose: Purpose }[]): DetachedRequest {
  return { files: files.map(({ path, purpose }) => ({ path, purpose })), commands: detachedCommands(files.map(({ path }) => path)) };
}

/** What kind of thing bytes are the pre-authentication encoding of. */
function purposeOf(bytes: Uint8Array): Purpose | undefined {
  if (readPreAuthEncoding(bytes, TRUST_TYPE)) return "trust";
  if (readPreAuthEncoding(bytes, CHECKPOINT_TYPE)) return "trail";
  const statement = readPreAuthEncoding(bytes);
  const json = statement && parseCanonicalJson(statement);
  return isObject(json) ? STATEMENTS[String(json["predicateType"])] : undefined;
}

const STATEMENTS: Partial<Record<string, Purpose>> = { [POLICY_BUNDLE]: "bundle", [APPROVAL]: "approval", [REPORT]: "report" };

/**
 * What is signed: made now for a key that is here. A signature that was made elsewhere is over the file that was written
 * then, which therefore comes back with it.
 */
export async function payloadOf(isElsewhere: boolean, toSign: string | undefined, payloadType: string | undefined, make: () => Promise<Result<Uint8Array>>): Promise<Result<Uint8Array>> {
  if (!isElsewhere) return make();
  if (toSign === undefined) return fail("invalid-input", "The file that was written to be signed is missing: the signature is over that one.", { remedy: "Name it together with the signature." });
  const bytes = await readToSign(toSign);
  if (!bytes.ok) return bytes;
  const payload = readPreAuthEncoding(bytes.value, payloadType);
  return payload ? ok(payload) : notToSign(toSign);
}

function notToSign(path: string): Result<never> {
  return fail("invalid-input", `${path} is not what was written to be signed.`, { file: path, remedy: "Choose that file, unchanged." });
}

/** The bytes of a file that was handed over, as they are now. */
export function readToSign(path: string): Promise<Result<Uint8Array>> {
  return readBinaryFile(path, MOST_TO_SIGN, "what was written to be signed");
}

/** Commands that sign files elsewhere, ready to copy, a line each: ECDSA on P-256 over SHA-256, the digest always named. */
function detachedCommands(paths: readonly string[]): DetachedRequest["commands"] {
  const lines = (command: (file: string, signature: string) => string): string => paths.map((path) => command(quoted(path), quoted(signatureOf(path)))).join("\n");
  return [
    { tool: "openssl", text: lines((file, signature) => `openssl dgst -sha256 -sign PRIVATE.pem -out ${signature} ${file}`) },
    { tool: "cosign", text: lines((file, signature) => `cosign sign-blob --key COSIGN.key --tlog-upload=false --use-signing-config=false --bundle ${signature} ${file}`) },
    { tool: "pkcs11-tool", text: lines((file, signature) => `pkcs11-tool --sign --mechanism ECDSA-SHA256 --id KEYID --signature-format openssl --input-file ${file} --output-file ${signature}`) },
  ];
}

/** Where those commands put the signature over a file. */
export function signatureOf(path: string): string {
  return `${path}.sig`;
}

/** For a shell, whatever the path is. */
export function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
