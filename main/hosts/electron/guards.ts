import { app, session, type Session, type WebContents } from "electron";
import { isOwnUrl } from "./scheme.ts";

/** Chromium services that would talk to a network by themselves. */
const SWITCHES: [name: string, value?: string][] = [
  ["disable-background-networking"],
  ["disable-component-update"],
  ["disable-domain-reliability"],
  ["no-pings"],
  // No name has an address, for Chromium: clusters are reached by Node's sockets in the main process.
  ["host-resolver-rules", "MAP * ~NOTFOUND"],
];

/** Before Electron is ready: the sandbox for every renderer, and no connections of Chromium's own. */
export function guardProcess(): void {
  app.enableSandbox();
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
}

/** The one permission that is given: the copy buttons put text into the clipboard. What is in it cannot be read. */
const COPY = "clipboard-sanitized-write";

/** Once Electron is ready: no permission but to copy, no device, no download, no request but for the window's own files. */
export function guardSession(of: Session = session.defaultSession): void {
  of.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === COPY));
  of.setPermissionCheckHandler((_contents, permission) => permission === COPY);
  of.setDevicePermissionHandler(() => false);
  of.setDisplayMediaRequestHandler(null);
  of.on("will-download", (event) => event.preventDefault());
  of.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayBeRequested(details.url) }));
}

/** Images written into style sheets are `data:`; developer tools exist in unpackaged builds only. */
function mayBeRequested(url: string): boolean {
  return isOwnUrl(url) || url.startsWith("data:image/") || (!app.isPackaged && url.startsWith("devtools:"));
}

/** No page but ours in any window, no new windows, no embedded ones. */
function guardContents(contents: WebContents): void {
  const stay = (details: { url: string; preventDefault(): void }): void => {
    if (!isOwnUrl(details.url)) details.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}
