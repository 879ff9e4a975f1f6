import { readFile, stat } from "node:fs/promises";
import type { Checked } from "../../../../shared/bundle/index.ts";
import { MOST_CARRIER } from "../../../../shared/bundle/carrier.ts";
import { readTextFile } from "../../../files/textFile.ts";
import { readPublicKey, type PublicKey } from "../../../signing/publicKey.ts";
import { need, stop } from "../failure.ts";

/** PEM files are small. Bytes. */
const MOST_PEM = 1 << 20;

/** The bytes of a bundle's file, if it is of a size that a bundle can have. */
export async function readBundleFile(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MOST_CARRIER) stop(`${file} is larger than a bundle can be (${MOST_CARRIER >> 20} MiB).`, { file, remedy: "Check that this is the right file." });
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error) stop(`${file} cannot be read (${error.message}).`, { file, remedy: "Name the file of a bundle." });
    throw error;
  }
}

export async function readPemFile(file: string): Promise<string> {
  return need(await readTextFile(file, MOST_PEM));
}

export async function readPublicKeyFile(file: string): Promise<PublicKey> {
  const read = readPublicKey(await readPemFile(file));
  return read.ok ? read.value : need({ ok: false, error: { ...read.error, details: { ...read.error.details, file } } });
}

/** The value of a part of a bundle; a refusal ends the command. */
export function demand<T>(checked: Checked<T>, file: string): T {
  return checked.ok ? checked.value : stop(checked.refusal.message, { file, remedy: checked.refusal.remedy });
}
