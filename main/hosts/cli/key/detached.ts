import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { DetachedRequest } from "../../../../shared/ipc/signing.ts";
import { quoted, signatureOf } from "../../../usecases/keysDetached.ts";
import { stop } from "../failure.ts";
import { print, type PrintFlags } from "../print.ts";
import { visible } from "../terminal.ts";

/** Signatures of keys that are not here: on a token, on another machine. */

/** A signature that was made elsewhere, base64. */
export async function readSignature(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: Error) => stop(`${file} cannot be read (${error.message}).`, { file }));
  return bytes.toString("base64");
}

const WROTE: Record<DetachedRequest["files"][number]["purpose"], string> = {
  bundle: "Wrote the bytes to sign",
  approval: "Wrote your approval, to be signed, too,",
  trust: "Wrote the bytes to sign",
  report: "Wrote the bytes to sign",
  trail: "Wrote the bytes to sign",
};

/**
 * Says what was written, how it is signed, and the command that brings the signatures back.
 *
 * @param back that command as far as it does not depend on the files, in words as a shell takes them
 * @param signed it also names what was written: that is made anew each time
 */
export async function printToSign(flags: PrintFlags, request: DetachedRequest, back: readonly string[], signed?: string): Promise<void> {
  const signatures = request.files.flatMap(({ path }) => ["--signature", signatureOf(path)]);
  const command = ["sallyport", ...back, ...signatures, ...(signed === undefined ? [] : ["--signed", signed])].map(quoted).join(" ");
  await print(flags, "sallyport/to-sign/v1", { ...request, back: command }, () => textOf(request, command));
}

/** The store of this command, for the next one. */
export function storeArgs(store: string | undefined): string[] {
  return store === undefined ? [] : ["--store", resolve(store)];
}

function textOf({ files, commands }: DetachedRequest, back: string): string {
  const many = files.length > 1;
  return [
    ...files.map(({ path, purpose }) => `${WROTE[purpose]} to ${visible(path)}.`),
    `Sign ${many ? "both" : "it"} where the key is, with one of these tools:`,
    ...commands.flatMap(({ tool, text }) => [`  # ${tool}`, ...text.split("\n").map((line) => `  ${visible(line)}`)]),
    `Then bring the ${many ? "signatures" : "signature"} back:`,
    `  ${visible(back)}`,
    "",
  ].join("\n");
}
