import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { buildStale, TARGETS } from "./build.ts";
import { electronRuntime, electronVersion } from "./electronRuntime.ts";
import { answers } from "./network.ts";
import { inRoot } from "./paths.ts";
import { stageProgram } from "./program.ts";
import { runNode } from "./run.ts";

/**
 * `npm run dist`: packages for this platform into `dist/`. What cannot be made here is said, each with what is missing:
 * Electron's runtime, or a packaging tool that electron-builder would fetch. `--electron-dist DIR` names an unpacked
 * runtime brought on media; `--target NAME` (repeatable) makes only those packages.
 */
const TARGETS_BY_PLATFORM: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ["AppImage", "deb", "rpm", "tar.gz"],
  win32: ["nsis", "portable", "zip"],
  darwin: ["dmg", "zip"],
};
const TOOLS_SERVER = process.env["ELECTRON_BUILDER_BINARIES_MIRROR"] ?? "https://github.com/";

/** How a package can be made without the tools' server: the environment to set, or what is missing. */
type Offline = { env: Record<string, string> } | { missing: string };

const { values } = parseArgs({ options: { "electron-dist": { type: "string" }, target: { type: "string", multiple: true } } });
process.exitCode = await dist(values["electron-dist"], values.target);

async function dist(electronDist: string | undefined, wanted?: string[]): Promise<number> {
  const targets = wanted ?? TARGETS_BY_PLATFORM[process.platform];
  if (!targets) return give(`There are no packages for ${process.platform}.`);
  const runtime = await electronRuntime(electronDist);
  if ("missing" in runtime) {
    return give(`${runtime.missing}\nBring the release "electron-v${electronVersion()}-${process.platform}-${process.arch}.zip" on media, unpack it and run: npm run dist -- --electron-dist DIR`);
  }
  await buildStale(TARGETS);
  stageProgram();

  const online = await answers(TOOLS_SERVER);
  const missing: string[] = [];
  for (const target of targets) {
    const way = online ? { env: {} } : offline(target);
    const reason = "missing" in way ? way.missing : await make(target, runtime.folder, way.env);
    if (reason) missing.push(`${target}: ${reason}`);
  }
  if (missing.length === 0) return 0;
  const made = missing.length < targets.length ? `\nThe others are in ${inRoot("dist")}.` : "";
  return give(`Not made:\n${missing.map((line) => `  ${line}`).join("\n")}${made}`);
}

/** Answers why a package was not made, or undefined when it was. */
async function make(target: string, electronDist: string, env: Record<string, string>): Promise<string | undefined> {
  const platform = { linux: "--linux", win32: "--win", darwin: "--mac" }[process.platform as "linux" | "win32" | "darwin"];
  const args = [platform, target, "--publish", "never", `-c.electronDist=${electronDist}`];
  const code = await runNode("electron-builder/cli.js", args, { env: { ...process.env, ...env } });
  return code === 0 ? undefined : `electron-builder ended with code ${code}; its message is above.`;
}

function offline(target: string): Offline {
  const fetched = `electron-builder fetches it from ${TOOLS_SERVER}, which does not answer`;
  if (target === "dir") return { env: {} };
  if (target === "tar.gz" || (target === "zip" && process.platform === "linux")) {
    const sevenZip = onPath("7za", "7zz", "7z");
    return sevenZip ? { env: { ELECTRON_BUILDER_7ZIP_PATH: sevenZip } } : { missing: `needs 7-Zip (Debian: apt-get install p7zip-full); ${fetched}.` };
  }
  if (target === "deb" || target === "rpm") {
    const needs = ["fpm", ...(target === "rpm" ? ["rpmbuild"] : [])].filter((name) => !onPath(name));
    return needs.length === 0 ? { env: { USE_SYSTEM_FPM: "true" } } : { missing: `needs ${needs.join(" and ")} on the PATH (fpm: gem install fpm); ${fetched}.` };
  }
  return { missing: `needs electron-builder's own tools; ${fetched}.` };
}

function onPath(...names: string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function give(message: string): number {
  console.error(`\n${message}`);
  return 1;
}
