import { setImmediate as nextTurn } from "node:timers/promises";

import type { WalkRequest } from "./ahead/message.ts";
import type { WalkingThreads } from "./ahead/threads.ts";
import type { ByteSource, Left } from "./byteSource.ts";
import type { Hint } from "./out.ts";
import type { Ahead, WalkedAhead } from "./walker/index.ts";

/** A part of a source in memory that other threads see. */
export interface Filled {
  memory: SharedArrayBuffer;
  length: number;
}

/** A part at its turn, with what threads found in it. */
export interface Slice extends Filled {
  ahead?: Ahead | undefined;
  /** What is on its way behind it does not follow it any more. */
  isLast?: boolean;
}

/** A source, cut into slices. */
export interface Slices {
  /** The slice that follows; undefined at the end or when the signal was given. Throws a failure behind the last bytes that came. */
  next(): Promise<Slice | undefined>;
  /** Takes back the memory of a slice, to be used again. */
  free(memory: SharedArrayBuffer): void;
}

export interface SlicesOptions {
  source: ByteSource;
  /** Has been read already. */
  first: Filled;
  /** Bytes of a slice at most: each is twice as large as the one before, so that a small file takes little memory. */
  sliceBytes: number;
  signal: AbortSignal | undefined;
  /** Told of each slice's bytes: the threads that walk ahead, once there are any. */
  threads(bytes: number): WalkingThreads | undefined;
  /** How threads can walk what comes next; undefined as long as nobody knows. */
  hint(): Hint | undefined;
  /** Walks a slice as the threads do, on this one. */
  walkHere: ((request: WalkRequest) => WalkedAhead) | undefined;
}

/**
 * While a slice is looked at, the next ones are on their way: left to threads that read and walk them, or, from a source
 * that only this thread can read, read here and given to threads that have room. A thread that waits for another does
 * what that one would do next.
 */
export function createSlices({ source, first, sliceBytes, signal, threads, hint, walkHere }: SlicesOptions): Slices {
  const unused: SharedArrayBuffer[] = [];
  let bytes = first.memory.byteLength;
  let crew = threads(first.length);
  const queue: Arriving[] = [arriving(Promise.resolve(first))];
  /** Being read here. */
  let reading: Promise<Filled> | undefined;
  let isLeaving = false;
  let hasEnded = false;
  let failure: { error: unknown } | undefined;

  const isAborted = (): boolean => signal?.aborted === true;
  const memoryFor = (length: number): SharedArrayBuffer => unused.pop() ?? new SharedArrayBuffer(length);

  /** Nothing comes at the end, and behind a failure. */
  async function read(from: Pick<ByteSource, "read">, memory: SharedArrayBuffer): Promise<Filled> {
    try {
      return { memory, length: await from.read(new Uint8Array(memory)) };
    } catch (error) {
      failure ??= { error };
      return { memory, length: 0 };
    }
  }

  function readNext(): Promise<Filled> {
    bytes = Math.min(bytes * 2, sliceBytes);
    return read(source, memoryFor(bytes));
  }

  async function walked(filled: Filled): Promise<Slice> {
    const known = hint();
    return { ...filled, ahead: known && crew?.hasRoom() ? await crew.walk({ ...filled, hint: known }) : undefined };
  }

  async function readAndWalked(left: Left, known: Hint, walk: WalkingThreads["walk"]): Promise<Slice> {
    const memory = memoryFor(left.bytes);
    const ahead = await walk({ memory, length: left.bytes, file: left.file, hint: known });
    if (ahead?.length === left.bytes) {
      left.came(left.bytes);
      return { memory, length: left.bytes, ahead };
    }
    // The thread has died or did not get all: what there is, and why there is no more, is found out here.
    const filled = await read(left, memory);
    left.came(filled.length);
    if (filled.length === left.bytes) return filled;
    hasEnded = true;
    if (filled.length > 0) await read(left, new SharedArrayBuffer(1));
    return { ...filled, isLast: true };
  }

  /** Leaves the slice that follows to those who read and walk it themselves; false where that cannot be. */
  function leave(walk: WalkingThreads["walk"]): boolean {
    const known = hint();
    const left = !reading && !hasEnded && known ? source.leave?.(sliceBytes) : undefined;
    if (!left || !known) return false;
    queue.push(arriving(readAndWalked(left, known, walk)));
    crew = threads(left.bytes);
    return true;
  }

  /** Puts the slice that follows into the queue, if there is one. */
  async function add(): Promise<void> {
    isLeaving = crew?.hasRoom() ? leave(crew.walk) : false;
    if (isLeaving) return;
    const filled = await unlessAborted((reading ??= readNext()), signal);
    reading = undefined;
    if (!filled || filled.length === 0) hasEnded = true;
    else {
      crew = threads(filled.length);
      queue.push(arriving(walked(filled)));
    }
  }

  /** Until a slice is there, walks some of those that come behind all that were left. */
  async function helpUntil(next: Arriving): Promise<void> {
    if (!walkHere) return;
    const isOfUse = (): boolean => isLeaving && !next.isThere && !isAborted() && queue.length < 2 * (crew?.places ?? 0);
    while (isOfUse() && leave(async (request) => walkHere(request))) await nextTurn();
  }

  return {
    async next() {
      // One slice at least; as many more as the threads take, and no more than they could take if none were answered.
      const takesMore = (): boolean => hint() !== undefined && crew !== undefined && crew.hasRoom() && queue.length < crew.places;
      while (!hasEnded && !isAborted() && (queue.length === 0 || takesMore())) await add();
      if (!hasEnded && !isLeaving && !isAborted()) reading ??= readNext();
      const next = queue.shift();
      if (next) await helpUntil(next);
      const slice = next && (await unlessAborted(next.slice, signal));
      if (isAborted()) return undefined;
      // Threads must be done with the file before it is closed.
      if (slice?.isLast) await Promise.all(queue.splice(0).map(({ slice: left }) => left));
      if (slice && slice.length > 0) return slice;
      if (failure) throw failure.error;
      return undefined;
    },
    free(memory) {
      if (memory.byteLength === sliceBytes) unused.push(memory);
    },
  };
}

interface Arriving {
  slice: Promise<Slice>;
  isThere: boolean;
}

function arriving(slice: Promise<Slice>): Arriving {
  const one: Arriving = { slice, isThere: false };
  void slice.then(() => (one.isThere = true));
  return one;
}

/** The promise's value; undefined as soon as the signal is given. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return promise;
  if (signal.aborted) return undefined;
  let stop: () => void = () => undefined;
  const aborted = new Promise<undefined>((resolve) => signal.addEventListener("abort", (stop = () => resolve(undefined)), { once: true }));
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
