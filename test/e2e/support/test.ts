import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type ConsoleMessage, type Page } from "@playwright/test";
import { startServer, type RunningServer } from "./server.ts";

/** Folders of one test: nothing of the machine's user is read or written. */
export interface Folders {
  store: string;
  home: string;
  /** For the test's own files. */
  files: string;
}

export interface Fixtures {
  folders: Folders;
  /** A running web host on a fresh store. A test that restarts it uses `startServer` with these folders. */
  server: RunningServer;
  /** Errors of the page so far. A test that causes one on purpose looks for it and takes it out. */
  complaints: string[];
  /** The window, open on its start page. */
  window: Page;
}

/**
 * Playwright's `test` with a web host of its own for each test. A test fails when the page logs an error or breaks its
 * content security policy, whatever else it checks.
 */
export const test = base.extend<Fixtures>({
  folders: async ({}, use) => {
    const top = mkdtempSync(join(tmpdir(), "sallyport-e2e-"));
    const folders = { store: join(top, "store"), home: join(top, "home"), files: join(top, "files") };
    for (const folder of Object.values(folders)) mkdirSync(folder);
    await use(folders);
    rmSync(top, { recursive: true, force: true });
  },
  server: async ({ folders }, use) => {
    const server = await startServer(folders);
    await use(server);
    await server.stop();
  },
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints).toEqual([]);
  },
  page: async ({ page, complaints }, use) => {
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => complaints.push(...complaint(message)));
    await use(page);
  },
  window: async ({ page, server }, use) => {
    await page.goto(server.address());
    await use(page);
  },
});

export { expect };

/** The browser itself reports refused and failed requests as errors; tests that cause them on purpose check them. */
function complaint(message: ConsoleMessage): string[] {
  return message.type() === "error" && !message.text().startsWith("Failed to load resource") ? [message.text()] : [];
}
