import type { FileHandle } from "node:fs/promises";

/** Bytes that are read into memory of the caller's. */
export interface ByteSource {
  /**
   * Fills the memory with the bytes that follow; fewer only at the end, where it answers 0 at last. What came before a
   * failure is answered first; the next call throws it.
   */
  read(into: Uint8Array): Promise<number>;
  /** What was not read yet, as a stream. */
  rest(): AsyncIterable<Buffer>;
}

/** Reads a file, a pipe or a device from where the handle stands. */
export function handleSource(handle: FileHandle): ByteSource {
  return {
    ...deferring(async (into) => (await handle.read(into, 0, into.length, null)).bytesRead),
    rest: () => handle.createReadStream({ autoClose: false, highWaterMark: STREAM_BYTES }),
  };
}

/** Reads a stream. */
export function streamSource(stream: AsyncIterable<Buffer>): ByteSource {
  const iterator = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const readSome = async (into: Uint8Array): Promise<number> => {
    while (rest.length === 0) {
      const next = await iterator.next();
      if (next.done) return 0;
      rest = next.value;
    }
    const length = Math.min(rest.length, into.length);
    into.set(rest.subarray(0, length));
    rest = rest.subarray(length);
    return length;
  };
  return {
    ...deferring(readSome),
    async *rest() {
      yield* [rest].filter(({ length }) => length > 0);
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    },
  };
}

/** The same source, with what is read of it told. */
export function countedSource(source: ByteSource, count: (bytes: number) => void): ByteSource {
  return {
    async read(into) {
      const length = await source.read(into);
      count(length);
      return length;
    },
    async *rest() {
      for await (const bytes of source.rest()) {
        count(bytes.length);
        yield bytes;
      }
    },
  };
}

/** Bytes that were read already, in front of the others. */
export async function* withFirst(first: Uint8Array, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield Buffer.from(first);
  yield* rest;
}

const STREAM_BYTES = 1024 * 1024;

/** Repeats single reads until the memory is full. */
function deferring(readSome: (into: Uint8Array) => Promise<number>): Pick<ByteSource, "read"> {
  let failure: { error: unknown } | undefined;
  return {
    async read(into) {
      let length = 0;
      try {
        if (failure) throw failure.error;
        while (length < into.length) {
          const more = await readSome(into.subarray(length));
          if (more === 0) break;
          length += more;
        }
      } catch (error) {
        if (length === 0) throw error;
        failure = { error };
      }
      return length;
    },
  };
}
