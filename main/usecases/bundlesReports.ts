import { basename } from "node:path";
import { hex, preAuthEncoding, readReportStatement, readSignatureFile, signedTime, writeReportStatement, writeSignatureFile } from "../../shared/bundle/index.ts";
import type { BundleCrypto, SignatureFile, Signer, Trust } from "../../shared/bundle/index.ts";
import { checkKeys, checkThreshold, checkGenuine, signersOf, withValidity } from "../../shared/bundle/signers.ts";
import type { Request } from "../../shared/ipc/contract.ts";
import type { DetachedRequest, FileSignature, FileVerification, TrailHead } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { writeFileAtomically } from "../files/atomic.ts";
import { readBinaryFile } from "../files/binaryFile.ts";
import type { Deps } from "./deps.ts";
import { handOver, payloadOf } from "./keysDetached.ts";
import { activeKey, signStatement } from "./keysUnlock.ts";
import { asResult } from "./trustState.ts";

/** Any file signed as a report, the signature in a file of its own beside it. */

/** Bytes. Reports are large, not endless. */
const MOST_REPORT = 1 << 30;
const MOST_SIGNATURE = 1 << 20;

export async function signReport(deps: Pick<Deps, "store" | "now">, request: Request<"reports.sign">, crypto: BundleCrypto): Promise<Result<FileSignature>> {
  const { path, signing, toSign, output = `${path}.sigstore.json`, overwrite } = request;
  const statement = await statementToSign({ path, isElsewhere: "signature" in signing, toSign, now: deps.now(), trail: await deps.store.trailHead() }, crypto);
  if (!statement.ok) return statement;
  const { payload, sha256 } = statement.value;
  const signature = await signStatement(deps, signing, payload, crypto);
  if (!signature.ok) return signature;
  const written = await writeFileAtomically(output, writeSignatureFile(signature.value), { overwrite });
  if (!written.ok) return written;
  await deps.store.recordEvent({ action: "report.sign", subject: path, outcome: "done", details: { sha256, key: signing.keyId } });
  return ok({ file: path, signatureFile: output, key: signing.keyId, sha256 });
}

/** Writes what a key that is elsewhere signs. */
export async function reportToSign(deps: Pick<Deps, "store" | "now">, { path, keyId, output, overwrite }: Request<"reports.toSign">, crypto: BundleCrypto): Promise<Result<DetachedRequest>> {
  const key = await activeKey(deps, keyId);
  if (!key.ok) return key;
  const statement = await statementToSign({ path, now: deps.now(), trail: await deps.store.trailHead() }, crypto);
  if (!statement.ok) return statement;
  return handOver([{ path: output, purpose: "report", bytes: preAuthEncoding(statement.value.payload) }], overwrite);
}

interface ToSign {
  path: string;
  /** The signature was made elsewhere, over what was written to the file `toSign`. */
  isElsewhere?: boolean;
  toSign?: string | undefined;
  now: string;
  trail?: TrailHead | undefined;
}

/** What a signature over a file signs: made now, or as it was handed over, if it is about the file as it is. */
export async function statementToSign({ path, isElsewhere = false, toSign, now, trail }: ToSign, crypto: BundleCrypto): Promise<Result<{ payload: Uint8Array; sha256: string }>> {
  const digest = await digestOf(path, crypto);
  if (!digest.ok) return digest;
  const sha256 = digest.value;
  const payload = await payloadOf(isElsewhere, toSign, undefined, async () => statementOver(path, sha256, now, trail));
  if (!payload.ok) return payload;
  const about = asResult(readReportStatement(payload.value), path);
  if (!about.ok) return about;
  if (about.value.sha256 === sha256) return ok({ payload: payload.value, sha256 });
  return fail("invalid-input", `${path} is not the file that was signed: its SHA-256 is ${sha256}, and ${about.value.sha256} was signed.`, { remedy: "Sign the file as it is now." });
}

function statementOver(path: string, sha256: string, now: string, trail: TrailHead | undefined): Result<Uint8Array> {
  return asResult(writeReportStatement({ name: basename(path), sha256, signedAt: signedTime(now), ...(trail && trail.sequence > 0 ? { trail } : {}) }), path);
}

async function digestOf(path: string, crypto: BundleCrypto): Promise<Result<string>> {
  const file = await readBinaryFile(path, MOST_REPORT, "a report");
  return file.ok ? ok(hex(crypto.sha256(file.value))) : file;
}

/** Checks a file with signatures beside it: each is genuine and about this file, and enough of those who may sign reports signed. */
export async function verifyReport(path: string, signatureFiles: readonly string[], trust: Trust, crypto: BundleCrypto): Promise<Result<FileVerification>> {
  const digest = await digestOf(path, crypto);
  if (!digest.ok) return digest;
  const sha256 = digest.value;
  const answer = { file: path, sha256, needed: trust.threshold };
  const refused = (reason: string, remedy: string, signers: Signer[] = []): Result<FileVerification> => ok({ ...answer, accepted: false, signers, reason, remedy });
  const signers: Signer[] = [];
  let about: { signedAt: string; trail?: TrailHead } | undefined;
  for (const name of signatureFiles) {
    const bytes = await readBinaryFile(name, MOST_SIGNATURE, "a signature");
    if (!bytes.ok) return bytes;
    const signature = readSignatureFile(bytes.value, name);
    if (!signature.ok) return refused(signature.refusal.message, signature.refusal.remedy);
    const statement = readReportStatement(signature.value.payload);
    if (!statement.ok) return refused(`${name}: ${statement.refusal.message}`, statement.refusal.remedy);
    if (statement.value.sha256 !== sha256) return refused(`${name} is a signature over another file: it names the SHA-256 ${statement.value.sha256}, this file has ${sha256}.`, "Ask for the file and its signature again: one of the two was changed, or they do not belong together.");
    signers.push(...judged(signature.value, Date.parse(statement.value.signedAt), trust, crypto));
    about ??= statement.value;
  }
  const failed = [checkGenuine(signers), checkThreshold(signers, trust), checkKeys(signers, trust)].find(({ outcome }) => outcome === "failed");
  if (failed?.outcome === "failed") return refused(failed.refusal.message, failed.refusal.remedy, signers);
  return ok({ ...answer, accepted: true, signers, reason: "Every signature is genuine and about this file.", remedy: "", ...(about ? { signedAt: about.signedAt } : {}), ...(about?.trail ? { head: about.trail } : {}) });
}

function judged(signature: SignatureFile, signedAt: number, trust: Trust, crypto: BundleCrypto): Signer[] {
  return withValidity(signersOf(signature.payload, [signature], trust, crypto), trust, signedAt, crypto);
}

/** The end of the audit trail that a report's signature names. */
export function headOfReport(bytes: Uint8Array): TrailHead | undefined {
  const signature = readSignatureFile(bytes, "");
  const statement = signature.ok ? readReportStatement(signature.value.payload) : undefined;
  return statement?.ok ? statement.value.trail : undefined;
}
