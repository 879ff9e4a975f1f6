import { decodeBase64, readMessageSignature, readSignatureFile } from "../../shared/bundle/index.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";

/** Signatures that were made elsewhere: by openssl, cosign, or a token through PKCS#11. */

const SCALAR_BYTES = 32;
const INTEGER = 0x02;
const SEQUENCE = 0x30;
const BRACE = 0x7b;

/**
 * A signature as a file holds it: ASN.1 DER, base64 of that, a Sigstore bundle (cosign's `sign-blob` and `attest-blob`),
 * or r and s one after the other (PKCS#11). In DER. Whether it is over the right bytes, and by the right key, is for the caller to check.
 *
 * @param file how it is called in messages
 */
export function readDetachedSignature(bytes: Uint8Array, file: string): Result<Uint8Array> {
  if (bytes[0] === BRACE) {
    const message = readMessageSignature(bytes);
    if (message) return ok(message);
    const bundle = readSignatureFile(bytes, file);
    return bundle.ok ? ok(bundle.value.signature) : fail("invalid-input", bundle.refusal.message, { file, remedy: bundle.refusal.remedy });
  }
  const text = Buffer.from(bytes).toString("latin1").trim();
  const found = /^[A-Za-z0-9+/]+=*$/.test(text) ? decodeBase64(text) ?? bytes : bytes;
  if (found.length === 2 * SCALAR_BYTES) return ok(derOf(found.subarray(0, SCALAR_BYTES), found.subarray(SCALAR_BYTES)));
  if (found[0] === SEQUENCE && found[1] === found.length - 2) return ok(new Uint8Array(found));
  return fail("invalid-input", `${file} is no signature: neither ASN.1 DER nor a Sigstore bundle nor 64 bytes r‖s.`, { file, remedy: "Sign pae.bin with ECDSA on P-256 over SHA-256." });
}

function derOf(r: Uint8Array, s: Uint8Array): Uint8Array {
  const [first, second] = [integer(r), integer(s)];
  return Uint8Array.from([SEQUENCE, first.length + second.length, ...first, ...second]);
}

/** Unsigned and as short as it goes: a leading zero only where the first bit would make it negative. */
function integer(bytes: Uint8Array): number[] {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? [0] : [...bytes.subarray(start)];
  const padded = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits;
  return [INTEGER, padded.length, ...padded];
}
