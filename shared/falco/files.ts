import type { FalcoProblem, RuleFile } from "./types.ts";

/** What the product's API asks of an uploaded rule file. */

const NAME = /^[a-zA-Z0-9_.-]+\.ya?ml$/;
const MAX_NAME = 127;
/** A file must be smaller than this. */
export const MAX_FILE_BYTES = 1024 * 1024;

export function checkFileName(name: string, seen: Set<string>, problems: FalcoProblem[]): void {
  const report = (message: string, remedy: string): void => {
    problems.push({ file: name, line: 1, column: 1, severity: "error", message, remedy });
  };
  if (!NAME.test(name)) report(`'${name}' is no name of a rule file.`, "Use letters, digits, _, - and ., and end it in .yaml or .yml.");
  if (name.length > MAX_NAME) report(`The file's name has ${name.length} characters: at most ${MAX_NAME} are allowed.`, "Shorten it.");
  if (seen.has(name)) report(`Two files are called '${name}'.`, "Rename one of them.");
  seen.add(name);
}

/** Whether the file is small enough to be read. */
export function checkFileSize({ name, text }: RuleFile, problems: FalcoProblem[]): boolean {
  if (utf8Length(text) < MAX_FILE_BYTES) return true;
  const message = "The file is too large: a rule file must be smaller than 1 MB.";
  problems.push({ file: name, line: 1, column: 1, severity: "error", message, remedy: "Split it into several files." });
  return false;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A surrogate is half of a pair that takes four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return bytes;
}
