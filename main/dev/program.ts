import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./paths.ts";

/** What a package holds outside the archive of the window's code; electron-builder.yml names the folder. */
const PROGRAM = inRoot("out/program");

const FOLDERS = ["out/main", "out/renderer", "resources/demo", "resources/policies", "resources/rules"];
/** better-sqlite3 without its sources, which are larger than all the rest. */
const STORE_FILES = ["package.json", "LICENSE", "lib", `prebuilds/${process.platform}-${process.arch}.node`];

/** The parser of Terraform files with its WebAssembly, and what it requires. */
const WHOLE_PACKAGES = ["@cdktn/hcl2json", "fs-extra", "graceful-fs", "jsonfile", "universalify"];

/** Puts the program together that runs from ordinary files: threads, command line, web host, demo, catalogue. */
export function stageProgram(): void {
  rmSync(PROGRAM, { recursive: true, force: true });
  mkdirSync(PROGRAM, { recursive: true });
  for (const folder of FOLDERS) cpSync(inRoot(folder), join(PROGRAM, folder), { recursive: true });
  for (const file of STORE_FILES) {
    const path = join("node_modules/better-sqlite3", file);
    cpSync(inRoot(path), join(PROGRAM, path), { recursive: true });
  }
  for (const name of WHOLE_PACKAGES) {
    const path = join("node_modules", name);
    cpSync(inRoot(path), join(PROGRAM, path), { recursive: true });
  }
  const { name, version, license, type } = JSON.parse(readFileSync(inRoot("package.json"), "utf8")) as Record<string, string>;
  writeFileSync(join(PROGRAM, "package.json"), `${JSON.stringify({ name, version, license, type }, null, 2)}\n`);
}
