import { createHash, createPublicKey, scrypt, verify } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";

/**
 * The mathematics of signatures and key files. Digests are always named: Electron's crypto is BoringSSL, whose defaults
 * differ from OpenSSL's. `selfTest.ts` checks each of these against known values.
 */

export interface Primitives {
  sha256(data: Uint8Array): Uint8Array;
  /** ECDSA P-256 over SHA-256 with the nonce of RFC 6979: equal inputs give equal signatures. DER. */
  sign(message: Uint8Array, scalar: Uint8Array): Uint8Array;
  /** False for whatever is malformed. */
  verify(spki: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** 32 bytes from a passphrase. */
  deriveKey(passphrase: Uint8Array, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array>;
  /** NaCl's secretbox: the tag, then the encrypted data. */
  seal(key: Uint8Array, nonce: Uint8Array, data: Uint8Array): Uint8Array;
  /** Undefined when the key is not the one it was sealed with, or a bit was changed. */
  unseal(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
}

/** RFC 7914. Needs 128 · N · r bytes of memory. */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

const KEY_BYTES = 32;

export const primitives: Primitives = {
  sha256: (data) => createHash("sha256").update(data).digest(),

  // High values of s are left as they come: RFC 6979 and openssl know no such rule.
  sign: (message, scalar) => p256.sign(message, scalar, { prehash: true, lowS: false, format: "der" }),

  verify(spki, message, signature) {
    try {
      const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
      if (key.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1") return false;
      return verify("sha256", message, { key, dsaEncoding: "der" }, signature);
    } catch {
      return false; // not a key, or not a signature
    }
  },

  deriveKey: (passphrase, salt, cost) =>
    new Promise((resolve, reject) => {
      const maxmem = 2 * 128 * cost.N * cost.r + (1 << 20); // the default is below what cosign's cost needs
      scrypt(passphrase, salt, KEY_BYTES, { ...cost, maxmem }, (error, key) => (error ? reject(error) : resolve(key)));
    }),

  seal: (key, nonce, data) => xsalsa20poly1305(key, nonce).encrypt(data),

  unseal(key, nonce, sealed) {
    try {
      return xsalsa20poly1305(key, nonce).decrypt(sealed);
    } catch {
      return undefined;
    }
  },
};
