import { startWalkingThreads, type WalkingThreads } from "./ahead/threads.ts";

/** The threads of one reading: started when there is enough to read for them, ended with it. */
export interface Crew {
  /** Asked for each slice. `soFar`: bytes read of the file; `left`: those still to come, where that is known. */
  threads(soFar: number, left: number | undefined): WalkingThreads | undefined;
  close(): Promise<void>;
}

/** Starting a thread costs as much as walking some 60 MB: less than that is not worth it. */
const WORTH_BYTES = 48 << 20;
/** Where the size is not known beforehand, so much has to have come that more is likely: what comes now may be the last. */
const COME_BYTES = 96 << 20;

/** `count`: how many threads may be used. The calling one is among them: it puts together what the others find. */
export function createCrew(module: WebAssembly.Module | undefined, count: number): Crew {
  let threads: WalkingThreads | undefined;
  let isTried = false;
  return {
    threads(soFar, left) {
      const isWorth = left === undefined ? soFar >= COME_BYTES : left >= WORTH_BYTES;
      if (!isTried && module && count > 1 && isWorth) {
        isTried = true;
        threads = startWalkingThreads(module, count - 1);
      }
      return threads;
    },
    close: () => threads?.close() ?? Promise.resolve(),
  };
}
