import { SLICE_BYTES } from "./slices.ts";

/** Slices of one answer that are on their way or not yet read. */
const AHEAD = 3;

/** An answer on its way, which waits when too much of it is not yet read. */
export interface Answer {
  number: number;
  signal: AbortSignal;
  takeMemory(): Promise<ArrayBuffer>;
  /** A slice was read. */
  took(): void;
  /** Ends it. */
  leave(): void;
}

/** `unused`: memory that can be used again. */
export function createAnswer(number: number, unused: ArrayBuffer[]): Answer {
  const stop = new AbortController();
  let outside = 0;
  let goOn: (() => void) | undefined;
  return {
    number,
    signal: stop.signal,
    async takeMemory() {
      if (outside >= AHEAD && !stop.signal.aborted) await new Promise<void>((resolve) => { goOn = resolve; });
      outside++;
      return unused.pop() ?? new ArrayBuffer(SLICE_BYTES);
    },
    took() {
      outside--;
      goOn?.();
    },
    leave() {
      stop.abort();
      goOn?.();
    },
  };
}
