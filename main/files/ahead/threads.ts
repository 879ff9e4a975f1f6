import { Worker } from "node:worker_threads";

import { MAX_DEPTH } from "../limits.ts";
import { createLearner, type WalkedAhead } from "../walker/index.ts";
import { READY, type WalkAnswer, type WalkingData, type WalkRequest } from "./message.ts";
import { programOf } from "./program.ts";

/** Threads that walk slices before it is their turn. */
export interface WalkingThreads {
  /** How many slices can be given out and not yet be answered, so that no thread waits. */
  readonly places: number;
  /** Whether a thread has started and is not fully occupied. Starting takes some 70 ms: nobody should wait for it. */
  hasRoom(): boolean;
  /** Walks a slice; undefined when its thread has died. The memory must stay as it is until the answer is there. */
  walk(request: WalkRequest): Promise<WalkedAhead | undefined>;
  /** Ends the threads, at whatever they are. */
  close(): Promise<void>;
}

/** One slice under way and those that wait behind it, for each thread: enough for the time in which this thread puts one together. */
const PER_THREAD = 4;

interface Thread {
  worker: Worker;
  isReady: boolean;
  waiting: ((ahead: WalkedAhead | undefined) => void)[];
}

/** Beside the built program, or as source. */
const PLACES = ["./walk-worker.js", "../../workers/walk.ts"];

/** Starts threads; undefined where their program is not found. */
export function startWalkingThreads(module: WebAssembly.Module, count: number): WalkingThreads | undefined {
  const url = programOf(PLACES, import.meta.url);
  if (!url) return undefined;
  const data: WalkingData = { module, maxDepth: MAX_DEPTH };
  const threads = Array.from({ length: count }, () => startThread(url, data));
  const freest = (): Thread | undefined => threads.filter(({ isReady }) => isReady).toSorted((a, b) => a.waiting.length - b.waiting.length)[0];

  return {
    places: count * PER_THREAD,
    hasRoom: () => (freest()?.waiting.length ?? PER_THREAD) < PER_THREAD,
    walk(request) {
      const thread = freest();
      if (!thread) return Promise.resolve(undefined);
      // A copy of its own: a small Buffer is a part of a large piece of memory, all of which would be sent along.
      const pattern = new Uint8Array(request.hint.pattern);
      thread.worker.postMessage({ ...request, hint: { ...request.hint, pattern } } satisfies WalkRequest);
      return new Promise((resolve) => thread.waiting.push(resolve));
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread(url: URL, data: WalkingData): Thread {
  const worker = new Worker(url, { name: "walk", workerData: data });
  const thread: Thread = { worker, isReady: false, waiting: [] };
  const learn = createLearner();
  worker.on("message", (answer: WalkAnswer | typeof READY) => {
    if (answer === READY) thread.isReady = true;
    // Learnt at once and not when it is its turn: the values of a slice that nobody reads any more count too.
    else thread.waiting.shift()?.({ ...answer, pieces: learn(answer.pieces) });
  });
  worker.on("error", (error) => process.stderr.write(`A walking thread failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`));
  // What it was asked for is read by the reading thread itself.
  worker.on("exit", () => {
    thread.isReady = false;
    for (const resolve of thread.waiting.splice(0)) resolve(undefined);
  });
  return thread;
}
