/** Signed policy bundles: `docs/bundle-format.md`. */
export { hex } from "./bytes.ts";
export { addSignature, openBundle, prepareBundle, writeBundle, type OpenBundle, type UnsignedBundle } from "./create.ts";
export type { BundleCrypto } from "./crypto.ts";
export { preAuthEncoding } from "./dsse.ts";
export { fingerprintGroups, fingerprintWords } from "./fingerprint.ts";
export type { PayloadFile } from "./payload.ts";
export type { Checked, Refusal, RefusalCode } from "./refusal.ts";
export type { Signer, Trust, TrustedKey } from "./signers.ts";
export { readSignatureFile, writeSignatureFile, type SignatureFile } from "./sigstore.ts";
export { POLICY_BUNDLE, type BundleStatement, type BundleTerms } from "./statement.ts";
export { STEPS, type Step, type StepId } from "./steps.ts";
export type { Memory, Remembered } from "./terms.ts";
export { verifyBundle, type Verification, type VerifiedBundle, type VerifyOptions } from "./verify.ts";
