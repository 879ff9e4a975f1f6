import { readPreAuthEncoding } from "../../shared/bundle/index.ts";
import type { DetachedRequest } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { readBinaryFile } from "../files/binaryFile.ts";

/** Bytes. Statements and heads have some hundred. */
const MOST_TO_SIGN = 1 << 20;

/**
 * What is signed: made now for a key that is here. A signature that was made elsewhere is over the file that was written
 * then, which therefore comes back with it.
 */
export async function payloadOf(isElsewhere: boolean, toSign: string | undefined, payloadType: string | undefined, make: () => Promise<Result<Uint8Array>>): Promise<Result<Uint8Array>> {
  if (!isElsewhere) return make();
  if (toSign === undefined) return fail("invalid-input", "The file that was written to be signed is missing: the signature is over that one.", { remedy: "Name it together with the signature." });
  const bytes = await readBinaryFile(toSign, MOST_TO_SIGN, "what was written to be signed");
  if (!bytes.ok) return bytes;
  const payload = readPreAuthEncoding(bytes.value, payloadType);
  return payload ? ok(payload) : fail("invalid-input", `${toSign} is not what was written to be signed.`, { remedy: "Choose that file, unchanged." });
}

/** Commands that sign a file elsewhere, ready to copy: ECDSA on P-256 over SHA-256, the digest always named. */
export function detachedCommands(path: string): DetachedRequest["commands"] {
  const [file, signature] = [quoted(path), quoted(`${path}.sig`)];
  return [
    { tool: "openssl", text: `openssl dgst -sha256 -sign PRIVATE.pem -out ${signature} ${file}` },
    { tool: "cosign", text: `cosign sign-blob --key COSIGN.key --tlog-upload=false --use-signing-config=false --bundle ${signature} ${file}` },
    { tool: "pkcs11-tool", text: `pkcs11-tool --sign --mechanism ECDSA-SHA256 --id KEYID --signature-format openssl --input-file ${file} --output-file ${signature}` },
  ];
}

/** For a shell, whatever the path is. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
