import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The program's top folder: the one with `package.json`, above the built file and above the source alike. */
export function topFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) throw new Error("There is no package.json above the program.");
  }
}

export function version(): string {
  return (JSON.parse(readFileSync(join(topFolder(), "package.json"), "utf8")) as { version: string }).version;
}
