import { readFile, stat } from "node:fs/promises";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";

/** Policies are small; a larger file is not one. Bytes. */
export const LARGEST_TEXT_FILE = 16 * 1024 * 1024;

/** Reads a whole text file in UTF-8; a byte order mark is removed. */
export async function readTextFile(path: string, largest = LARGEST_TEXT_FILE): Promise<Result<string>> {
  try {
    const { size } = await stat(path);
    if (size > largest) {
      return fail("too-large", `The file ${path} has ${size} bytes; at most ${largest} can be read here.`, { file: path, remedy: "Choose a file that holds policies only." });
    }
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)));
  } catch (error) {
    const why = error instanceof TypeError ? "it is not text in UTF-8" : error instanceof Error ? error.message : String(error);
    return fail("unreadable", `The file ${path} cannot be read (${why}).`, { file: path, remedy: "Choose another file." });
  }
}
