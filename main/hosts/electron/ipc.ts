import { BrowserWindow, ipcMain } from "electron";
import { CHANNELS } from "../../../shared/ipc/contract.ts";
import { fail } from "../../../shared/kernel/result.ts";
import { callName, eventName } from "../../preload/bridge.ts";
import type { Application } from "../application.ts";
import { isTrustedSender } from "./sender.ts";

/**
 * Connects the application to the windows. Every call passes the one check of its sender here; a refused caller gets an
 * answer that says so.
 *
 * @param windows ids of the web contents that belong to our windows
 */
export function connectWindows(app: Application, windows: ReadonlySet<number>): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(callName(channel), (event, request: unknown) =>
      isTrustedSender(event, windows) ? app.handle(channel, request) : fail("forbidden", "Only Sallyport's own window may ask this."),
    );
  }
  app.subscribe((event, payload) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(eventName(event), payload);
  });
}
