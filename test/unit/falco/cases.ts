import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RuleFile } from "../../../shared/falco/index.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures/falco");

/** A case is a file, or a folder of files that are read in the order of their names; a comment says what must come out. */
export function casesOf(folder: "good" | "broken"): [name: string, files: RuleFile[]][] {
  return readdirSync(join(FIXTURES, folder)).sort().map((name) => [name, filesOf(join(FIXTURES, folder), name)]);
}

function filesOf(folder: string, name: string): RuleFile[] {
  const path = join(folder, name);
  if (!statSync(path).isDirectory()) return [{ name, text: readFileSync(path, "utf8") }];
  return readdirSync(path).sort().flatMap((each) => filesOf(path, each));
}

/** What the comment `# word …` of a case says, and the file it stands in. */
export function expectationOf(files: RuleFile[], pattern: RegExp): { file: string; groups: string[] } {
  for (const { name, text } of files) {
    const match = pattern.exec(text);
    if (match) return { file: name, groups: match.slice(1).map((group) => group.trim()) };
  }
  throw new Error("No comment of the case says what must come out.");
}
