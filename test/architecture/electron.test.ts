import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./modules.ts";

/** What Electron's window must never be given, and what only one module may hold. */

const sources = globSync("{main,renderer,shared}/**/*.{ts,tsx}", { cwd: ROOT }).map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(join(ROOT, path), "utf8") }));
const using = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path).toSorted();

describe("the Electron host", () => {
  test.each([
    "webSecurity", "allowRunningInsecureContent", "experimentalFeatures", "enableBlinkFeatures", "webviewTag", "bypassCSP", "corsEnabled",
    "allowServiceWorkers", "openExternal", "autoUpdater", "enableRemoteModule", "nodeIntegration: true", "nodeIntegrationInWorker: true",
    "nodeIntegrationInSubFrames: true", "sandbox: false", "contextIsolation: false",
  ])("never uses %s", (name) => expect(using(new RegExp(name))).toEqual([]));

  test.each([
    ["sandbox: true", ["main/hosts/electron/window.ts"]],
    ["contextIsolation: true", ["main/hosts/electron/window.ts"]],
    ["enableSandbox\\(\\)", ["main/hosts/electron/guards.ts"]],
    ["\\bipcMain\\.handle\\(", ["main/hosts/electron/ipc.ts"]],
    ["\\bipcRenderer\\.", ["main/preload/index.ts"]],
    ["\\bexposeInMainWorld\\(", ["main/preload/index.ts"]],
    ["new BrowserWindow\\(", ["main/hosts/electron/window.ts"]],
  ])("holds %s in one place", (pattern, places) => expect(using(new RegExp(pattern))).toEqual(places));
});

describe("the window's code", () => {
  test.each(["dangerouslySetInnerHTML", "\\beval\\(", "new Function\\(", "\\.innerHTML\\b", "(src|href|to|action)=[{\"'`]+https?:", "\\b(fetch|EventSource|WebSocket|XMLHttpRequest|sendBeacon|import)\\([\"'`]https?:"])("has no %s", (pattern) => {
    expect(using(new RegExp(pattern)).filter((path) => path.startsWith("renderer/"))).toEqual([]);
  });

  test("has no script or style in its page", () => {
    const page = readFileSync(join(ROOT, "renderer/index.html"), "utf8");
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/i);
    expect([...page.matchAll(/<script[^>]*>([^<]*)/gi)].map((match) => match[1]?.trim())).toEqual([""]);
  });
});
