import type { ReadProgress } from "../../../shared/kube/source.ts";
import { visible } from "./terminal.ts";

/** A line on a terminal that is overwritten as work goes on; nothing in a pipe. */
export interface Progress {
  show(progress: ReadProgress): void;
  /** Takes the line away. */
  clear(): void;
}

const INTERVAL_MS = 100;

export function createProgress(stream: NodeJS.WriteStream): Progress {
  let shownAt = 0;
  let isShown = false;
  return {
    show({ what, objects, bytes, totalBytes }) {
      const now = performance.now();
      if (!stream.isTTY || now - shownAt < INTERVAL_MS) return;
      shownAt = now;
      isShown = true;
      const share = totalBytes ? `${Math.min(100, Math.floor((100 * bytes) / totalBytes))} %` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
      const line = `Reading ${visible(what)} · ${objects.toLocaleString("en-US")} objects · ${share}`;
      stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, stream.columns - 1))}`);
    },
    clear() {
      if (isShown) stream.write("\r\u001b[2K");
      isShown = false;
    },
  };
}
