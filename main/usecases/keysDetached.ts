import type { DetachedRequest } from "../../shared/ipc/signing.ts";

/** Commands that sign a file elsewhere, ready to copy: ECDSA on P-256 over SHA-256, the digest always named. */
export function detachedCommands(path: string): DetachedRequest["commands"] {
  const [file, signature] = [quoted(path), quoted(`${path}.sig`)];
  return [
    { tool: "openssl", text: `openssl dgst -sha256 -sign PRIVATE.pem -out ${signature} ${file}` },
    { tool: "cosign", text: `cosign sign-blob --key COSIGN.key --tlog-upload=false --use-signing-config=false --output-signature ${signature} ${file}` },
    { tool: "pkcs11-tool", text: `pkcs11-tool --sign --mechanism ECDSA-SHA256 --id KEYID --signature-format openssl --input-file ${file} --output-file ${signature}` },
  ];
}

/** For a shell, whatever the path is. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
