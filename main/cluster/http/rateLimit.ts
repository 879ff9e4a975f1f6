import { setTimeout as sleep } from "node:timers/promises";

/** Waits until the next request may be sent. */
export type RateLimit = (signal: AbortSignal) => Promise<void>;

/**
 * At most so many requests a second, evenly: one that comes too early waits for its turn. Without a number nothing waits.
 * An aborted wait ends at once; whoever sends next sees the signal.
 */
export function createRateLimit(perSecond: number | undefined): RateLimit {
  if (perSecond === undefined) return () => Promise.resolve();
  const interval = 1000 / perSecond;
  let next = 0;
  return async (signal) => {
    const now = performance.now();
    const turn = Math.max(now, next);
    next = turn + interval;
    if (turn > now) await sleep(turn - now, undefined, { signal }).catch(() => undefined);
  };
}
