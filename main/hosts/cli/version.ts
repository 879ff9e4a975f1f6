import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of this package: from the `package.json` above the built file or the source. */
export function version(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
    if (folder === dirname(folder)) throw new Error("There is no package.json above this file.");
  }
}
