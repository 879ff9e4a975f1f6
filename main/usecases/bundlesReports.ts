import { basename } from "node:path";
import { hex, readReportStatement, readSignatureFile, signedTime, writeReportStatement, writeSignatureFile } from "../../shared/bundle/index.ts";
import type { BundleCrypto, SignatureFile, Signer, Trust } from "../../shared/bundle/index.ts";
import { checkKeys, checkThreshold, checkGenuine, signersOf, withValidity } from "../../shared/bundle/signers.ts";
import type { FileSignature, FileVerification, Signing, TrailHead } from "../../shared/ipc/signing.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { writeFileAtomically } from "../files/atomic.ts";
import { readBinaryFile } from "../files/binaryFile.ts";
import type { Deps } from "./deps.ts";
import { signStatement } from "./keysUnlock.ts";
import { asResult } from "./trustState.ts";

/** Any file signed as a report, the signature in a file of its own beside it. */

/** Bytes. Reports are large, not endless. */
const MOST_REPORT = 1 << 30;
const MOST_SIGNATURE = 1 << 20;

export async function signReport(deps: Pick<Deps, "store" | "now">, request: { path: string; signing: Signing; output?: string; overwrite: boolean }, crypto: BundleCrypto): Promise<Result<FileSignature>> {
  const { path, signing, output = `${path}.sigstore.json`, overwrite } = request;
  const statement = await reportStatement(path, deps.now(), await deps.store.trailHead(), crypto);
  if (!statement.ok) return statement;
  const signature = await signStatement(deps, signing, statement.value.payload, crypto);
  if (!signature.ok) return signature;
  const written = await writeFileAtomically(output, writeSignatureFile(signature.value), { overwrite });
  if (!written.ok) return written;
  const { sha256 } = statement.value;
  await deps.store.recordEvent({ action: "report.sign", subject: path, outcome: "done", details: { sha256, key: signing.keyId } });
  return ok({ file: path, signatureFile: output, key: signing.keyId, sha256 });
}

/** What a signature over a file signs. */
export async function reportStatement(path: string, now: string, trail: TrailHead | undefined, crypto: BundleCrypto): Promise<Result<{ payload: Uint8Array; sha256: string }>> {
  const file = await readBinaryFile(path, MOST_REPORT, "a report");
  if (!file.ok) return file;
  const sha256 = hex(crypto.sha256(file.value));
  const payload = asResult(writeReportStatement({ name: basename(path), sha256, signedAt: signedTime(now), ...(trail && trail.sequence > 0 ? { trail } : {}) }), path);
  return payload.ok ? ok({ payload: payload.value, sha256 }) : payload;
}

/** Checks a file with signatures beside it: each is genuine and about this file, and enough of those who may sign reports signed. */
export async function verifyReport(path: string, signatureFiles: readonly string[], trust: Trust, crypto: BundleCrypto): Promise<Result<FileVerification>> {
  const file = await readBinaryFile(path, MOST_REPORT, "a report");
  if (!file.ok) return file;
  const sha256 = hex(crypto.sha256(file.value));
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
