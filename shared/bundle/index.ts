/** Signed policy bundles: `docs/bundle-format.md`. */
export { APPROVAL, approvableChanges, readApproval, writeApproval, type Approval, type ApprovalReport, type ReadApproval } from "./approval.ts";
export { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, equalBytes, hex } from "./bytes.ts";
export { addSignature, mergeBundles, openBundle, prepareBundle, writeBundle, type OpenBundle, type UnsignedBundle } from "./create.ts";
export type { BundleCrypto } from "./crypto.ts";
export { PAYLOAD_TYPE, preAuthEncoding, readPreAuthEncoding } from "./dsse.ts";
export type { Envelope, EnvelopeSignature } from "./envelope.ts";
export { fingerprintGroups, fingerprintWords, parseFingerprint } from "./fingerprint.ts";
export { canonicalJson, parseCanonicalJson } from "./jcs.ts";
export { LEAST_PASSPHRASE, passphraseStrength, type PassphraseGrade, type PassphraseStrength } from "./passphrase.ts";
export type { PayloadFile } from "./payload.ts";
export { keyIdOf, readPublicKeyPem, writePublicKeyPem } from "./pem.ts";
export type { Checked, Refusal, RefusalCode } from "./refusal.ts";
export type { Signer, Trust, TrustedKey } from "./signers.ts";
export { readMessageSignature, readSignatureFile, writeSignatureFile, type SignatureFile } from "./sigstore.ts";
export { POLICY_BUNDLE, type BundleStatement, type BundleTerms } from "./statement.ts";
export { STEPS, type Step, type StepId } from "./steps.ts";
export type { Memory, Remembered } from "./terms.ts";
export { signedTime } from "./time.ts";
export { checkFirstTrust, checkInForce, followTrust, tallyTrust, type TrustSigner, type TrustTally } from "./trustChain.ts";
export {
  personName, readTrustList, TRUST_ROLES, TRUST_TYPE, trustFor, trustListBytes, trustListToSign, writeTrustList, type ListedKey, type SignedTrustList, type TrustList, type TrustRole,
} from "./trustList.ts";
export { verifyBundle, type Verification, type VerifiedBundle, type VerifyOptions } from "./verify.ts";
export { CHECKPOINT_TYPE, checkpointBytes, checkpointSigner, readCheckpoint, writeCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
export {
  BEGUN, CHECKPOINT, compareHead, createTrailCheck, NO_RECORD, readTrailHead, readTrailRecord, trailBytes, type TrailCheck, type TrailEvent, type TrailHead, type TrailProblem, type TrailRecord,
} from "./trail.ts";
export { trustChanges } from "./trustChanges.ts";
export { readContents, writeContents, type BundleContents, type BundledPolicy, type ReadContents } from "./contents.ts";
export type { ScanNote } from "./scanNote.ts";
export { readReportStatement, REPORT, writeReportStatement, type ReportStatement } from "./report.ts";
