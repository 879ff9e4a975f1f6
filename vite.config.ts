import { existsSync } from "node:fs";
import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";
import { walkerPlugin } from "./main/dev/walker.ts";

const root = import.meta.dirname;

/** Built file (without `.js`) of `out/main` and the module it starts from. One that does not exist yet is left out. */
const MAIN_ENTRIES = {
  web: "main/hosts/web/index.ts",
  cli: "main/hosts/cli/index.ts",
  electron: "main/hosts/electron/index.ts",
  "store-worker": "main/workers/store.ts",
  "audit-worker": "main/workers/audit.ts",
  "hcl-worker": "main/workers/hcl.ts",
  "walk-worker": "main/workers/walk.ts",
  "http-worker": "main/workers/http.ts",
};

/** Packages that stay outside the bundle: Electron provides the first, the others find native code or WebAssembly beside themselves. */
const EXTERNAL = ["electron", "better-sqlite3", "@cdktn/hcl2json"];

/** The window. Nothing is inlined, because its content security policy allows only files of its own origin. */
const renderer: UserConfig = {
  root: resolve(root, "renderer"),
  base: "./",
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: resolve(root, "out/renderer"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    target: "chrome140",
  },
};

/**
 * The trusted side, for Node and Electron. All files lie side by side in `out/main`, chunks too, so that
 * `import.meta.dirname` is the same folder in every module.
 */
const main: UserConfig = {
  root,
  publicDir: false,
  plugins: [walkerPlugin()],
  ssr: { noExternal: true, external: EXTERNAL },
  build: {
    ssr: true,
    outDir: resolve(root, "out/main"),
    emptyOutDir: true,
    target: "node24",
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(MAIN_ENTRIES).filter(([, file]) => existsSync(resolve(root, file)))),
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
};

/** A sandboxed preload can neither be an ES module nor require packages: one CommonJS file. */
const preload: UserConfig = {
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ["electron"] },
  build: {
    ssr: true,
    outDir: resolve(root, "out/preload"),
    emptyOutDir: true,
    target: "node24",
    minify: false,
    rolldownOptions: {
      input: { preload: resolve(root, "main/preload/index.ts") },
      output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
    },
  },
};

const TARGETS: Record<string, UserConfig> = { renderer, main, preload };

/** `vite build --mode renderer|main|preload`; `main/dev/build.ts` builds what is out of date. */
export default defineConfig(({ mode }) => {
  const target = TARGETS[mode];
  if (!target) throw new Error(`vite.config.ts knows the modes ${Object.keys(TARGETS).join(", ")}, not "${mode}".`);
  return { ...target, logLevel: "warn", clearScreen: false };
});
