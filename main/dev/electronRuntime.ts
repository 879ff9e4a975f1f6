import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answers } from "./network.ts";
import { inRoot } from "./paths.ts";
import { runNode } from "./run.ts";

/** Longest time that fetching the runtime (about 110 MB) may take. */
const FETCH_MS = 180_000;

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  win32: "electron.exe",
  darwin: "Electron.app/Contents/MacOS/Electron",
};

/** Where Electron's runtime is, or why there is none. `folder` is what electron-builder calls `electronDist`. */
export type ElectronRuntime = { folder: string; executable: string } | { missing: string };

/**
 * Electron's runtime in a folder the user names, in the checkout, or fetched now. The fetch is tried only when the
 * download server answers within seconds, so that a workstation without a network does not wait.
 */
export async function electronRuntime(named?: string): Promise<ElectronRuntime> {
  if (named !== undefined) return inFolder(named) ?? { missing: `There is no Electron runtime in ${named}: ${executableName()} is not there.` };
  const inPackage = inRoot("node_modules/electron/dist");
  const present = inFolder(inPackage);
  if (present) return present;
  const server = downloadServer();
  if (!(await answers(server))) return { missing: `Electron's runtime is not on this machine, and ${server} does not answer.` };
  console.error(`Fetching Electron's runtime from ${server} …`);
  const code = await runNode("electron/install.js", [], { stdio: ["ignore", "ignore", "inherit"], timeoutMs: FETCH_MS });
  return inFolder(inPackage) ?? { missing: `Electron's runtime could not be fetched from ${server} (exit code ${code}).` };
}

function inFolder(folder: string): ElectronRuntime | undefined {
  const executable = join(folder, executableName());
  return existsSync(executable) ? { folder, executable } : undefined;
}

function executableName(): string {
  return EXECUTABLES[process.platform] ?? "electron";
}

/** As `@electron/get` chooses it. */
function downloadServer(): string {
  const { env } = process;
  return env["ELECTRON_MIRROR"] ?? env["npm_config_electron_mirror"] ?? "https://github.com/";
}

/** The exact version of package.json. */
export function electronVersion(): string {
  const manifest = JSON.parse(readFileSync(inRoot("package.json"), "utf8")) as { devDependencies: { electron: string } };
  return manifest.devDependencies.electron;
}
