import { app, BrowserWindow, screen } from "electron";
import { START_PAGE } from "./scheme.ts";
import { loadState, MINIMUM, restoredState, saveState } from "./windowState.ts";

export interface WindowFiles {
  preload: string;
  icon: string;
  /** Where the window's place is kept. */
  state: string;
}

/** Opens the window at its last place, isolated from everything but what the preload gives it. */
export function openWindow(files: WindowFiles): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, ...bounds } = restoredState(loadState(files.state), screens);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    title: "Sallyport",
    icon: files.icon,
    show: false,
    webPreferences: {
      preload: files.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      // Its dictionaries would be fetched from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => saveState(files.state, { ...window.getNormalBounds(), maximized: window.isMaximized() }));
  void window.loadURL(START_PAGE);
  return window;
}
