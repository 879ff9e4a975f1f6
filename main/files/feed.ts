import type { WalkingThreads } from "./ahead/threads.ts";
import type { ByteSource } from "./byteSource.ts";
import type { FormatReader } from "./out.ts";
import type { Ahead } from "./walker/index.ts";

/** A part of a source in memory that other threads see. */
export interface Filled {
  memory: SharedArrayBuffer;
  length: number;
}

export interface FeedOptions {
  source: ByteSource;
  /** Has been read already; the first to be fed. */
  first: Filled;
  reader: FormatReader;
  /** Bytes of a slice at most: each is twice as large as the one before, so that a small file takes little memory. */
  sliceBytes: number;
  signal: AbortSignal | undefined;
  /** Told of each slice's bytes: the threads that walk ahead, once there are any. */
  threads(bytes: number): WalkingThreads | undefined;
  /** Awaited behind each slice. */
  turn(): Promise<void>;
}

interface Slice extends Filled {
  ahead: Promise<Ahead | undefined> | undefined;
}

/**
 * Feeds a source to a reader, slice by slice and in order. While the reader is at one, the next ones are read and given
 * to the threads; what they find is looked at when it is the slice's turn. Ends early when the signal says so; throws
 * what reading throws, behind the last bytes that came.
 */
export async function feed({ source, first, reader, sliceBytes, signal, threads, turn }: FeedOptions): Promise<void> {
  const free: SharedArrayBuffer[] = [];
  let bytes = first.memory.byteLength;
  const queue: Slice[] = [];
  let failure: { error: unknown } | undefined;
  let reading: Promise<Filled | undefined> | undefined;
  let crew: WalkingThreads | undefined;
  const isAborted = (): boolean => signal?.aborted === true;

  const readNext = async (): Promise<Filled | undefined> => {
    bytes = Math.min(bytes * 2, sliceBytes);
    const memory = free.pop() ?? new SharedArrayBuffer(bytes);
    try {
      const length = await source.read(new Uint8Array(memory));
      return length === 0 ? undefined : { memory, length };
    } catch (error) {
      failure = { error };
      return undefined;
    }
  };
  const add = (filled: Filled): void => {
    const hint = reader.hint?.();
    crew = threads(filled.length);
    queue.push({ ...filled, ahead: hint && crew?.hasRoom() ? crew.walk(filled.memory, filled.length, hint) : undefined });
  };

  add(first);
  reading = readNext();
  for (let slice = queue.shift(); slice && !isAborted(); slice = queue.shift()) {
    const ahead = slice.ahead && (await unlessAborted(slice.ahead, signal));
    if (isAborted()) return;
    reader.push(Buffer.from(slice.memory, 0, slice.length), ahead);
    if (slice.memory.byteLength === sliceBytes) free.push(slice.memory);
    // One slice at least; as many more as the threads take, and no more than they could take if none were answered.
    while (reading && (queue.length === 0 || (crew?.hasRoom() && queue.length < crew.places))) {
      const filled: Filled | undefined = await unlessAborted(reading, signal);
      if (isAborted()) return;
      reading = filled && readNext();
      if (filled) add(filled);
    }
    await turn();
  }
  if (failure && !isAborted()) throw failure.error;
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
