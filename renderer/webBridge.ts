import type { WindowBridge } from "./api/bridge.ts";

/** The window on the web host: calls by fetch, events by server-sent events, both on the page's own origin. */
export function createWebBridge(): WindowBridge {
  throw new Error("This window was opened without a host.");
}
