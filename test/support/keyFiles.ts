import { primitives } from "../../main/signing/primitives.ts";
import { testKey } from "./bundles.ts";

/** Key files for tests: cosign's form, with a cost that makes them quick to open and worthless as protection. */

export const PASSPHRASE = "correct horse battery staple";

const CHEAP = { N: 1024, r: 8, p: 1 };

/** The file of the test key of that name, as cosign would have written it. */
export function cheapKeyFile(name: string, passphrase = PASSPHRASE): Promise<string> {
  const [salt, nonce] = [Buffer.alloc(32, name), Buffer.alloc(24, name)];
  return testKey(name).sealWith(async (pkcs8) => {
    const secret = await primitives.deriveKey(Buffer.from(passphrase), salt, CHEAP);
    const ciphertext = Buffer.from(primitives.seal(secret, nonce, pkcs8));
    const body = { kdf: { name: "scrypt", params: CHEAP, salt: salt.toString("base64") }, cipher: { name: "nacl/secretbox", nonce: nonce.toString("base64") }, ciphertext: ciphertext.toString("base64") };
    return ["-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----", Buffer.from(JSON.stringify(body)).toString("base64"), "-----END ENCRYPTED SIGSTORE PRIVATE KEY-----", ""].join("\n");
  });
}
