import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";
import { inRoot } from "./paths.ts";

/** The walker's source (AssemblyScript) and the module made from it, which the program and the tests load. */
const SOURCE = inRoot("main/files/walker/assembly");
const MODULE = inRoot("out/walker.wasm");

const OPTIONS = ["-O3", "--noAssert", "--enable", "simd", "--runtime", "stub", "--importMemory", "--zeroFilledMemory", "--noExportMemory", "--memoryBase", "1024"];

/** Compiles the walker if its source is newer than the module. Throws with the compiler's message when it does not compile. */
export async function buildWalker(): Promise<void> {
  const newest = Math.max(...readdirSync(SOURCE).map((name) => statSync(join(SOURCE, name)).mtimeMs));
  if (existsSync(MODULE) && statSync(MODULE).mtimeMs >= newest) return;
  const asc = await import("assemblyscript/asc");
  // Vectors never leave the module, so the warning about their exchange does not concern us.
  const { error, stderr, binary } = await compile(asc, [join(SOURCE, "index.ts"), "--outFile", "walker.wasm", "--disableWarning", "112", ...OPTIONS]);
  if (error || !binary) throw new Error(`The walker does not compile:\n${stderr}`);
  mkdirSync(dirname(MODULE), { recursive: true });
  writeFileSync(`${MODULE}.new`, binary);
  renameSync(`${MODULE}.new`, MODULE);
}

type Compiler = typeof import("assemblyscript/asc");

async function compile(asc: Compiler, args: string[]) {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(args, {
    writeFile: (name, contents) => {
      if (name.endsWith(".wasm") && typeof contents !== "string") binary = contents;
    },
  });
  return { error, stderr: stderr.toString(), binary };
}

/** Puts the module beside the built program. */
export function walkerPlugin(): Plugin {
  return {
    name: "sallyport-walker",
    buildStart: buildWalker,
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "walker.wasm", source: readFileSync(MODULE) });
    },
  };
}
