import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./paths.ts";

/**
 * Run by npm after each change of `node_modules` and each installation: says in the lockfile that better-sqlite3 needs
 * no compiler (decision record 11). npm drops that field whenever it writes the file.
 */
const FILE = inRoot("package-lock.json");
const ENTRY = "node_modules/better-sqlite3";

const text = readFileSync(FILE, "utf8");
const lock = JSON.parse(text) as { packages: Record<string, { gypfile?: boolean }> };
const entry = lock.packages[ENTRY];
if (entry && entry.gypfile !== false) {
  lock.packages[ENTRY] = { ...entry, gypfile: false };
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
