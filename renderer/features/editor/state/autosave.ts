import type { Policy } from "../../../../shared/model/policy.ts";
import { latestWins } from "../../../app/latestWins.ts";

/** What is to be kept: the draft, or that there is none. */
export type Kept = { put: { policy: Policy; baseVersion: number } } | "none";

export interface Autosave {
  /** Keeps this soon; a later change replaces it. */
  change: (kept: Kept) => void;
  /** Keeps now what waits. */
  flush: () => void;
  /** Forgets what waits: it is about to be saved. */
  cancel: () => void;
}

/** Writes drafts after a short rest, one write at a time, the newest last. `delay` in milliseconds. */
export function createAutosave(write: (kept: Kept) => Promise<unknown>, delay: number): Autosave {
  const writer = latestWins(write, () => undefined);
  let waiting: Kept | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const cancel = () => {
    clearTimeout(timer);
    waiting = undefined;
  };
  const flush = () => {
    const kept = waiting;
    cancel();
    if (kept) writer.ask(kept);
  };
  return {
    change: (kept) => {
      cancel();
      waiting = kept;
      timer = setTimeout(flush, delay);
    },
    flush,
    cancel,
  };
}
