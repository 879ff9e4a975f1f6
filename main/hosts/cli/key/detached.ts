import { readFile } from "node:fs/promises";
import type { DetachedRequest } from "../../../../shared/ipc/signing.ts";
import { stop } from "../failure.ts";
import { visible } from "../terminal.ts";

/** Signatures of keys that are not here: on a token, on another machine. */

/** A signature that was made elsewhere, base64. */
export async function readSignature(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: Error) => stop(`${file} cannot be read (${error.message}).`, { file }));
  return bytes.toString("base64");
}

/** What to do with the bytes that were written. */
export function toSignText({ files, commands }: DetachedRequest): string {
  return [
    ...files.map(({ path }) => `Wrote the bytes to sign to ${visible(path)}.`),
    "Sign them where the key is, with one of these, then bring the signature back with --signature:",
    ...commands.map(({ text }) => `  ${visible(text)}`),
    "",
  ].join("\n");
}
