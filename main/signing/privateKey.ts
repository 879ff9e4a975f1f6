import { createPrivateKey } from "node:crypto";
import { fail, type Result } from "../../shared/kernel/result.ts";
import { isKeyFile, openKeyFile } from "./keyFile.ts";
import { signingKeyOf, type SigningKey } from "./signingKey.ts";

/** How a file protects the private key in it. */
export type KeyProtection = "passphrase" | "none";

/** What kind of private key a text is, before it is opened; undefined for what is none that can be read. */
export function protectionOf(text: string): KeyProtection | undefined {
  if (isKeyFile(text) || text.includes("-----BEGIN ENCRYPTED PRIVATE KEY-----")) return "passphrase";
  return text.includes("-----BEGIN PRIVATE KEY-----") ? "none" : undefined;
}

/**
 * Opens a private key: cosign's encrypted form, PKCS#8, or encrypted PKCS#8, in PEM. Whatever it was, it is written again
 * in cosign's form only.
 */
export async function openPrivateKey(text: string, passphrase: Uint8Array): Promise<Result<SigningKey>> {
  if (isKeyFile(text)) return openKeyFile(text, passphrase);
  const protection = protectionOf(text);
  if (protection === undefined) return refused(text);
  try {
    return signingKeyOf(createPrivateKey({ key: text, format: "pem", ...(protection === "none" ? {} : { passphrase: Buffer.from(passphrase) }) }));
  } catch {
    if (protection === "none") return fail("unreadable", "The private key is damaged.", { remedy: "Take a copy of the file." });
    return fail("wrong-passphrase", "The passphrase is wrong, or the file is damaged: this form has no checksum by which to tell.", { remedy: "Try again, or take a copy of the file." });
  }
}

function refused(text: string): Result<never> {
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text)?.[1];
  if (label === undefined) return fail("invalid-input", "It is no private key in PEM form.", { remedy: "A private key has a line that begins with -----BEGIN." });
  return fail("not-supported", `It is a PEM of type ${label}, which cannot be read as a private key.`, {
    remedy: label.includes("PRIVATE KEY") ? "Convert it with openssl pkcs8 -topk8." : "Give the file of the private key.",
  });
}
