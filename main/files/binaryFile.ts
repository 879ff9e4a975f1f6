import { readFile, stat } from "node:fs/promises";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";

/** Reads a whole file, unless it is larger than what is looked for can be. Bytes. */
export async function readBinaryFile(path: string, largest: number, what: string): Promise<Result<Uint8Array>> {
  try {
    const { size } = await stat(path);
    if (size > largest) return fail("too-large", `The file ${path} has ${size} bytes; ${what} has at most ${largest}.`, { file: path, remedy: "Check that this is the right file." });
    return ok(new Uint8Array(await readFile(path)));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return fail("unreadable", `The file ${path} cannot be read (${error.message}).`, { file: path, remedy: "Choose another file." });
  }
}
