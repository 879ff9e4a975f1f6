import { hex } from "./bytes.ts";
import { checkApprovals, readApprovals, type ReadApproval } from "./approval.ts";
import { checkSameStatement, readCarrier, readSignatures, readTrustFiles } from "./carrier.ts";
import type { BundleCrypto } from "./crypto.ts";
import { parseCanonicalJson } from "./jcs.ts";
import { readPayload, type PayloadFile } from "./payload.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { checkGenuine, checkKeys, checkThreshold, signersOf, withValidity, type Signer, type Trust } from "./signers.ts";
import type { SignatureFile } from "./sigstore.ts";
import { issuedAtOf, PAYLOAD_NAME, readStatement, subjectDigestOf, type BundleStatement } from "./statement.ts";
import { createStepLog, failed, passed, type Found, type Step, type StepLog } from "./steps.ts";
import { checkAudience, checkExpiry, checkIssued, checkTrustList, checkVerifier, checkVersion, laterOf, type Memory } from "./terms.ts";
import { checkCoherent } from "./trustChain.ts";
import type { SignedTrustList } from "./trustList.ts";

/** Everything a bundle is judged by. None of it comes from the bundle. */
export interface VerifyOptions {
  crypto: BundleCrypto;
  trust: Trust;
  /** RFC 3339. */
  now: string;
  /** The version of the program: `1.0.0`. */
  release: string;
  /** The name of this place; without it a bundle's audience is told, not checked. */
  place?: string;
  /** What was accepted here before; without it a step back cannot be noticed, and the step says so. */
  memory?: Memory;
}

/** A bundle that passed every check. */
export interface VerifiedBundle {
  statement: BundleStatement;
  /** Hexadecimal. To be remembered with the version. */
  statementSha256: string;
  files: PayloadFile[];
  /** What signers say they looked at. Those by keys that are not trusted here prove nothing. */
  approvals: ReadApproval[];
  /** The trust lists that came with it, by version. */
  trust: SignedTrustList[];
}

export interface Verification {
  /** Every step there is, in order. */
  steps: Step[];
  /** Who signed; empty when it did not come so far. */
  signers: Signer[];
  /** Only here when no step failed: what a refused bundle holds is for nobody to use. */
  bundle?: VerifiedBundle;
}

/** Checks a bundle, step by step; the first step that fails is the last that is made. */
export function verifyBundle(bytes: Uint8Array, options: VerifyOptions): Verification {
  if (!Number.isInteger(options.trust.threshold) || options.trust.threshold < 1) throw new RangeError("A threshold is at least 1.");
  const log = createStepLog();
  const form = checkForm(bytes, options.crypto, log);
  const { signers, isTrusted } = form ? checkSigners(form, options, log) : { signers: [], isTrusted: false };
  const bundle = form && isTrusted ? checkContent(form, options, log) : undefined;
  return { steps: log.steps(), signers, ...(bundle ? { bundle } : {}) };
}

/** Parts that are well formed and belong together; nothing is known yet of who made them. */
interface Form {
  payload: Uint8Array;
  statement: Uint8Array;
  /** What the statement says, not yet looked at. */
  json: unknown;
  signatures: SignatureFile[];
  approvals: SignatureFile[];
  /** What they say, not yet checked to be theirs. */
  approved: ReadApproval[];
  trust: Checked<SignedTrustList[]>;
}

function checkForm(bytes: Uint8Array, crypto: BundleCrypto, log: StepLog): Form | undefined {
  const carrier = log.take("carrier", readCarrier(bytes), ({ payload }) => `The file has ${bytes.length} bytes, its contents ${payload.length}.`);
  if (!carrier) return undefined;
  const signatures = log.take("signatureFiles", someSignatures(readSignatures(carrier.signatures)), ({ length }) => `Sigstore bundles v0.3: ${length}.`);
  const approvals = readSignatures(carrier.approvals, "approvals");
  const approved = approvals.ok ? readApprovals(approvals.value, carrier.statement, crypto) : approvals;
  if (!signatures || !approvals.ok || !approved.ok) {
    if (!approved.ok) log.note("signatureFiles", failed(approved));
    return undefined;
  }
  const statement = log.take("sameStatement", checkSameStatement(carrier, signatures), () => "It is statement.json, byte for byte.");
  if (!statement) return undefined;
  const json = parseCanonicalJson(statement);
  if (!log.note("canonical", checkCanonical(json))) return undefined;
  const trust = readTrustFiles(carrier.trust, crypto);
  return { payload: carrier.payload, statement, json, signatures, approvals: approvals.value, approved: approved.value, trust: trust.ok ? coherent(trust.value, crypto) : trust };
}

function coherent(lists: SignedTrustList[], crypto: BundleCrypto): Checked<SignedTrustList[]> {
  const checked = checkCoherent(lists, crypto);
  return checked.ok ? accept(lists) : checked;
}

function someSignatures(read: Checked<SignatureFile[]>): Checked<SignatureFile[]> {
  return read.ok && read.value.length === 0 ? refuse("signature-missing", "Nobody has signed the bundle: it has no file under signatures/.") : read;
}

function checkCanonical(json: unknown): Found {
  if (json !== undefined) return passed("It is canonical JSON.");
  return failed(refuse("statement-canonical", "The statement is not canonical JSON (RFC 8785): it could be read in two ways."));
}

function checkSigners({ statement, json, signatures, approvals }: Form, { trust, crypto }: VerifyOptions, log: StepLog): { signers: Signer[]; isTrusted: boolean } {
  const signers = signersOf(statement, signatures, trust, crypto);
  const approved = checkApprovals(approvals, trust, crypto);
  if (!log.note("signatures", approved.ok ? checkGenuine(signers) : failed(approved)) || !log.note("threshold", checkThreshold(signers, trust))) return { signers, isTrusted: false };
  const issuedAt = issuedAtOf(json);
  if (issuedAt === undefined) {
    return { signers, isTrusted: log.note("keys", failed(refuse("statement-form", "The statement does not say when it was issued."))) };
  }
  const judged = withValidity(signers, trust, issuedAt, crypto);
  return { signers: judged, isTrusted: log.note("keys", checkKeys(judged, trust)) };
}

function checkContent({ payload, statement, json, approved, trust: brought }: Form, options: VerifyOptions, log: StepLog): VerifiedBundle | undefined {
  const { crypto, trust, now, release, place, memory } = options;
  if (!log.note("digest", checkDigest(hex(crypto.sha256(payload)), json))) return undefined;
  const read = log.take("kind", readStatement(json), ({ predicate }) => `Version ${predicate.version} of bundle ${predicate.bundleId}.`);
  if (!read) return undefined;
  const { predicate: terms } = read;
  const statementSha256 = hex(crypto.sha256(statement));
  const isInForce =
    log.note("audience", checkAudience(terms, place)) &&
    log.note("verifier", checkVerifier(terms, release)) &&
    log.note("trust", checkTrustList(terms, trust, brought, laterOf(now, memory?.lastTrustedTime))) &&
    log.note("issued", checkIssued(terms, now)) &&
    log.note("expiry", checkExpiry(terms, now, memory?.lastTrustedTime)) &&
    log.note("version", checkVersion(terms, statementSha256, memory));
  if (!isInForce) return undefined;
  const files = log.take("contents", readPayload(payload, terms, crypto), ({ length }) => `The list names ${length} files.`);
  return files && { statement: read, statementSha256, files, approvals: approved, trust: brought.ok ? brought.value : [] };
}

function checkDigest(found: string, json: unknown): Found {
  if (subjectDigestOf(json) === found) return passed(`The SHA-256 of ${PAYLOAD_NAME} is ${found}.`);
  return failed(refuse("payload-digest", `${PAYLOAD_NAME} has the SHA-256 ${found}, which is not the one that was signed.`));
}
