import { decodeBase64, encodeBase64, equalBytes, hex } from "./bytes.ts";
import type { BundleCrypto } from "./crypto.ts";

/** Public keys as text, without Node: ECDSA on P-256 is the one type that signs here, so its DER has one shape. */

const HEAD = "-----BEGIN PUBLIC KEY-----";
const TAIL = "-----END PUBLIC KEY-----";
const LINE = 64;

/** SubjectPublicKeyInfo of P-256 up to its uncompressed point: SEQUENCE, id-ecPublicKey, prime256v1, BIT STRING, 04. */
const P256_HEAD = Uint8Array.from(
  [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04],
);
const P256_BYTES = P256_HEAD.length + 64;

/** PEM as openssl writes it: lines of 64 characters, a line end at the end. */
export function writePublicKeyPem(spki: Uint8Array): string {
  const lines = encodeBase64(spki).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return [HEAD, ...lines, TAIL, ""].join("\n");
}

/** SubjectPublicKeyInfo (DER) of a P-256 key in exactly that form; undefined for every other text. */
export function readPublicKeyPem(pem: string): Uint8Array | undefined {
  const body = pem.split("\n").filter((line) => line !== "" && line !== HEAD && line !== TAIL).join("");
  const spki = decodeBase64(body);
  if (spki?.length !== P256_BYTES || !equalBytes(spki.subarray(0, P256_HEAD.length), P256_HEAD)) return undefined;
  return writePublicKeyPem(spki) === pem ? spki : undefined;
}

/** A key's id everywhere: the SHA-256 of its SubjectPublicKeyInfo, hexadecimal. */
export function keyIdOf(spki: Uint8Array, crypto: BundleCrypto): string {
  return hex(crypto.sha256(spki));
}
