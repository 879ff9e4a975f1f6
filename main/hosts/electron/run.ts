import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { app, BrowserWindow, dialog, protocol } from "electron";
import type { Result } from "../../../shared/kernel/result.ts";
import type { Application } from "../application.ts";
import { guardProcess, guardSession } from "./guards.ts";
import { connectWindows } from "./ipc.ts";
import { setMenu } from "./menu.ts";
import { answerBundle, SCHEME } from "./scheme.ts";
import { openWindow, type WindowFiles } from "./window.ts";

export interface ElectronRun {
  /** Opens the application over the data directory; fails when its store cannot be used. */
  open(): Promise<Result<Application>>;
  dataDirectory: string;
  /** Folder of the built window. */
  bundle: string;
  preload: string;
  icon: string;
}

/**
 * Runs the application in an Electron window. A second start on the same data directory only brings the window of the
 * first to the front.
 */
export async function runElectron(run: ElectronRun): Promise<void> {
  // All this must happen before Electron is ready, so nothing is awaited before it.
  guardProcess();
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  const profile = join(run.dataDirectory, "window");
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath("userData", profile);
  if (!app.requestSingleInstanceLock()) return app.quit();
  await app.whenReady();

  const opened = await run.open();
  if (!opened.ok) {
    const { message, details } = opened.error;
    dialog.showErrorBox("Sallyport cannot open its data", details?.remedy ? `${message}\n\n${details.remedy}` : message);
    return app.exit(2);
  }
  guardSession();
  setMenu();
  protocol.handle(SCHEME, (request) => answerBundle(request, run.bundle, (path) => readFile(path).catch(() => undefined)));
  showWindows(opened.value, { preload: run.preload, icon: run.icon, state: join(profile, "window.json") });
}

function showWindows(application: Application, files: WindowFiles): void {
  const trusted = new Set<number>();
  connectWindows(application, trusted);

  const open = (): void => {
    const window = openWindow(files);
    const { id } = window.webContents;
    trusted.add(id);
    window.on("closed", () => trusted.delete(id));
  };
  const toFront = (): void => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  open();
  app.on("second-instance", toFront);
  app.on("activate", toFront);
  app.on("window-all-closed", () => app.quit());
  app.once("will-quit", (event) => {
    event.preventDefault();
    void application.close().finally(() => app.exit(0));
  });
}
