import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** One module of the program. Paths are relative to the checkout, with `/`. */
export interface Module {
  path: string;
  /** Modules of the program that it imports. */
  imports: string[];
  /** npm packages that it imports, without the place inside them. */
  packages: string[];
  /** Node's modules that it imports, without `node:`. */
  builtins: string[];
}

/** Imports and re-exports at the start of a line, and calls of `import`. */
const IMPORT = /^\s*(?:import|export)\s(?:[^"';]*?\sfrom\s*)?"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;

/** Reads the imports of all modules in a folder, by text: independent of the compiler and of the linter. */
export function modulesOf(folder: string): Module[] {
  return modulesLike(`${folder}/**/*.{ts,tsx}`);
}

/** The same for the files that a pattern names. */
export function modulesLike(pattern: string): Module[] {
  return globSync(pattern, { cwd: ROOT })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.includes("/assembly/") && !path.endsWith(".d.ts"))
    .toSorted()
    .map(readModule);
}

function readModule(path: string): Module {
  const text = readFileSync(join(ROOT, path), "utf8");
  const found = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? "");
  return {
    path,
    imports: found.filter((name) => name.startsWith(".")).map((name) => posix.join(dirname(path), name)),
    packages: found.filter((name) => !name.startsWith(".") && !name.startsWith("node:")).map(packageName),
    builtins: found.filter((name) => name.startsWith("node:")).map((name) => name.slice("node:".length)),
  };
}

function packageName(name: string): string {
  return name.split("/").slice(0, name.startsWith("@") ? 2 : 1).join("/");
}
