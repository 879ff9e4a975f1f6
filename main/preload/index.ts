import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { Bridge } from "../../shared/ipc/bridge.ts";
import { CHANNELS, EVENT_NAMES } from "../../shared/ipc/contract.ts";
import { createElectronBridge } from "./bridge.ts";

const bridge: Bridge<File> = createElectronBridge(CHANNELS, EVENT_NAMES, {
  invoke: (channel, request) => ipcRenderer.invoke(channel, request),
  on: (channel, listener) => {
    const withoutEvent = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, withoutEvent);
    return () => ipcRenderer.removeListener(channel, withoutEvent);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
});

contextBridge.exposeInMainWorld("sallyport", bridge);
