import type { Bridge } from "../../shared/ipc/bridge.ts";

declare global {
  interface Window {
    /** Given by the Electron preload; absent on the web host. */
    sallyport?: WindowBridge;
  }
}

/** The bridge as the window sees it: dropped files are the DOM's. */
export type WindowBridge = Bridge<File>;

let current: WindowBridge | undefined;

/** Chooses the bridge that every request goes through. Called once at start, and by tests. */
export function setBridge(chosen: WindowBridge): void {
  current = chosen;
}

/** The chosen bridge. Only `renderer/api` may call it. */
export function bridge(): WindowBridge {
  if (!current) throw new Error("The window's bridge was used before it was chosen.");
  return current;
}
