import { expect, test } from "vitest";
import { readDetachedSignature } from "../../../main/signing/detached.ts";
import { preAuthEncoding, writeSignatureFile } from "../../../shared/bundle/index.ts";
import { crypto, testKey } from "../../support/bundles.ts";

const key = testKey("ada");
const statement = new TextEncoder().encode("{}");
const signed = key.signStatement(statement);
const der = signed.signature;

/** r and s as PKCS#11 gives them: 32 bytes each. */
function raw(): Uint8Array {
  const numbers: Buffer[] = [];
  for (let at = 2; at < der.length; at += 2 + (der[at + 1] ?? 0)) {
    const digits = Buffer.from(der.subarray(at + 2, at + 2 + (der[at + 1] ?? 0)));
    numbers.push(Buffer.concat([Buffer.alloc(32), digits]).subarray(-32));
  }
  return Buffer.concat(numbers);
}

/** As `cosign sign-blob --bundle` writes it (3.0 and 3.1). */
const cosignBlob = {
  mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
  verificationMaterial: { publicKey: { hint: "aGludA==" } },
  messageSignature: { messageDigest: { algorithm: "SHA2_256", digest: "JcQfbA==" }, signature: Buffer.from(der).toString("base64") },
};

test.each([
  ["ASN.1 DER", der],
  ["base64", Buffer.from(`${Buffer.from(der).toString("base64")}\n`)],
  ["r and s", raw()],
  ["a Sigstore bundle around an envelope", writeSignatureFile(signed)],
  ["a Sigstore bundle over the bytes", Buffer.from(JSON.stringify(cosignBlob))],
])("a signature as %s is understood", (_form, bytes) => {
  const read = readDetachedSignature(bytes, "a.sig");
  expect(read.ok && crypto.verify(key.publicKey.spki, preAuthEncoding(statement), read.value)).toBe(true);
});

test.each([
  ["nothing", new Uint8Array()],
  ["text", Buffer.from("no signature")],
  ["a cut one", der.subarray(0, -1)],
  ["other JSON", Buffer.from("{}")],
  ["a Sigstore bundle whose signature is no base64", Buffer.from(JSON.stringify({ ...cosignBlob, messageSignature: { signature: "%" } }))],
])("%s is none", (_what, bytes) => {
  expect(readDetachedSignature(bytes, "a.sig")).toMatchObject({ ok: false, error: { code: "invalid-input" } });
});
