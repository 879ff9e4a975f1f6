import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.ts";
import { inRoot } from "./paths.ts";

/** What `vite.config.ts` can build, and the sources each is made of. */
const SOURCES = {
  main: ["main", "shared", "vite.config.ts", "package-lock.json"],
  preload: ["main/preload", "shared", "vite.config.ts", "package-lock.json"],
  renderer: ["renderer", "shared", "vite.config.ts", "package-lock.json"],
} as const;

export type Target = keyof typeof SOURCES;
export const TARGETS = Object.keys(SOURCES) as Target[];

/**
 * Builds those targets whose sources are newer than what was last built from them. Silent when all goes well; throws
 * the bundler's error otherwise. Safe when several processes call it at once: one builds, the others wait.
 */
export async function buildStale(targets: readonly Target[]): Promise<void> {
  if (targets.every(isFresh)) return;
  mkdirSync(inRoot("out"), { recursive: true });
  await withLock(inRoot("out/.build-lock"), async () => {
    for (const target of targets) if (!isFresh(target)) await buildTarget(target);
  });
}

function isFresh(target: Target): boolean {
  const stamp = stampFile(target);
  return existsSync(stamp) && existsSync(inRoot("out", target)) && readFileSync(stamp, "utf8") === stampOf(target);
}

/**
 * Builds beside the old output and swaps the folders at the end, so that a process that starts meanwhile finds either
 * the old or the new one whole. The stamp is taken first: a source that changes during the build counts as newer.
 */
async function buildTarget(target: Target): Promise<void> {
  const { build } = await import("vite");
  const stamp = stampOf(target);
  const fresh = inRoot("out", `.${target}-new`);
  const old = inRoot("out", `.${target}-old`);
  rmSync(stampFile(target), { force: true });
  await build({ configFile: inRoot("vite.config.ts"), mode: target, logLevel: "error", build: { outDir: fresh } });
  rmSync(old, { recursive: true, force: true });
  if (existsSync(inRoot("out", target))) renameSync(inRoot("out", target), old);
  renameSync(fresh, inRoot("out", target));
  rmSync(old, { recursive: true, force: true });
  if (target === "main") writeCommand();
  writeFileSync(stampFile(target), stamp);
}

/** The command line under the name by which scripts start it. */
function writeCommand(): void {
  mkdirSync(inRoot("out/cli"), { recursive: true });
  writeFileSync(inRoot("out/cli/sallyport.js"), '#!/usr/bin/env node\nimport "../main/cli.js";\n', { mode: 0o755 });
}

function stampFile(target: Target): string {
  return inRoot("out", `.${target}-stamp`);
}

/** Number of source files and the newest modification time: changes with every edit, addition and removal. */
function stampOf(target: Target): string {
  const newest = { files: 0, time: 0 };
  for (const source of SOURCES[target]) visit(inRoot(source), newest);
  return `${newest.files} files, newest ${newest.time}`;
}

function visit(path: string, newest: { files: number; time: number }): void {
  const info = statSync(path);
  if (info.isDirectory()) {
    for (const name of readdirSync(path)) visit(join(path, name), newest);
  } else {
    newest.files += 1;
    newest.time = Math.max(newest.time, info.mtimeMs);
  }
}
