import { readFile, stat } from "node:fs/promises";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { ErrorDetails, Result } from "../../shared/kernel/result.ts";

/** Policies are small; a larger file is not one. Bytes. */
export const LARGEST_TEXT_FILE = 16 * 1024 * 1024;

/** Byte order marks that say how a text is encoded; without one it is UTF-8, as YAML and JSON have it. */
const MARKS: [encoding: string, mark: number[]][] = [["utf-8", [0xef, 0xbb, 0xbf]], ["utf-16le", [0xff, 0xfe]], ["utf-16be", [0xfe, 0xff]]];

/** Reads a whole text file in UTF-8, or in UTF-16 where a byte order mark says so; the mark is removed. */
export async function readTextFile(path: string, largest = LARGEST_TEXT_FILE): Promise<Result<string>> {
  const unreadable = (why: string, details: ErrorDetails = {}): Result<never> =>
    fail("unreadable", `The file ${path} cannot be read (${why}).`, { file: path, remedy: "Choose another file.", ...details });
  try {
    const { size } = await stat(path);
    if (size > largest) {
      return fail("too-large", `The file ${path} has ${size} bytes; at most ${largest} can be read here.`, { file: path, remedy: "Choose a file that holds policies only." });
    }
    const bytes = await readFile(path);
    const [encoding = "utf-8"] = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte)) ?? [];
    const text = decode(bytes, encoding);
    if (text !== undefined) return ok(text);
    return unreadable(`it is not text in ${encoding.toUpperCase()}`, { ...brokenPlace(bytes, encoding), remedy: "Save it as UTF-8, or choose another file." });
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

const REASONS: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
};

/** The text of some bytes; undefined where they are none in this encoding. `isStart`: the last character may be cut. */
function decode(bytes: Uint8Array, encoding: string, isStart = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isStart });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Line and column of the first byte that is no text: the longest start that still is one is searched by halves. */
function brokenPlace(bytes: Uint8Array, encoding: string): { line: number; column: number } {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decode(bytes.subarray(0, middle), encoding, true) === undefined) bad = middle;
    else good = middle;
  }
  const before = (decode(bytes.subarray(0, good), encoding, true) ?? "").split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
