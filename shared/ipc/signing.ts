/**
 * Shapes of keys, trust, bundles and the audit trail that cross the contract. Times are RFC 3339 in UTC; a fingerprint is a
 * SHA-256 in hexadecimal, and a key's id is the fingerprint of its SubjectPublicKeyInfo.
 */

export type { Approval, ApprovalReport, ReadApproval } from "../bundle/approval.ts";
export type { PassphraseGrade, PassphraseStrength } from "../bundle/passphrase.ts";
export type { Signer } from "../bundle/signers.ts";
export type { BundleTerms } from "../bundle/statement.ts";
export type { Step, StepId } from "../bundle/steps.ts";
export type { TrailEvent, TrailHead, TrailRecord } from "../bundle/trail.ts";
export type { TrustSigner } from "../bundle/trustChain.ts";
export { TRUST_ROLES } from "../bundle/trustList.ts";
export type { ListedKey, TrustList, TrustRole } from "../bundle/trustList.ts";
export type * from "./keys.ts";
export type * from "./trust.ts";
export type * from "./bundles.ts";
export type * from "./trail.ts";
