/** The mathematics that bundles need. `shared` has none of its own: main/signing provides it. */
export interface BundleCrypto {
  sha256(data: Uint8Array): Uint8Array;
  /**
   * True when `signature` (ECDSA, ASN.1 DER) over the SHA-256 of `message` was made by the P-256 key `spki`
   * (SubjectPublicKeyInfo, DER). Never throws: whatever is malformed does not verify.
   */
  verify(spki: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}
