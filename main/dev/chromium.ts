import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { run } from "./run.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
const INSTALL_MS = 300_000;

/**
 * The Chromium that end-to-end tests drive: the one that `SALLYPORT_CHROMIUM` names, one on the PATH or in a usual
 * place, Playwright's own, else Debian's, installed now when this is root. Undefined when there is none.
 */
export async function findChromium(): Promise<string | undefined> {
  return present() ?? ((await installDebians()) ? present() : undefined);
}

function present(): string | undefined {
  const named = process.env["SALLYPORT_CHROMIUM"];
  const onPath = (process.env["PATH"] ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...(named ? [named] : []), ...onPath, ...PLACES, chromium.executablePath()].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installDebians(): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.log("Installing Debian's Chromium for the end-to-end tests …");
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"], timeoutMs: INSTALL_MS };
  await run("apt-get", ["update", "-qq"], options);
  return (await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], options)) === 0;
}
