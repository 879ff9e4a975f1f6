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
  /** Leaves the next bytes to be read by another thread; undefined where there are not so many, or only this source can read them. */
  leave?(bytes: number): Left | undefined;
}

/** Bytes of a file that a source left. */
export interface Left extends Pick<ByteSource, "read"> {
  /** File descriptors are good in every thread of a process. */
  file: { fd: number; position: number };
  bytes: number;
  /** Told how many of them came. */
  came(bytes: number): void;
}

/** Reads a pipe or a device, which has no size and no places. */
export function handleSource(handle: FileHandle): ByteSource {
  return {
    ...deferring(async (into) => (await handle.read(into, 0, into.length, null)).bytesRead),
    rest: () => handle.createReadStream({ autoClose: false, highWaterMark: STREAM_BYTES }),
  };
}

/** Reads a file of a known size from its beginning. */
export function fileSource(handle: FileHandle, size: number): ByteSource {
  const place = { position: 0 };
  return {
    ...readFrom(handle, place),
    rest: () => handle.createReadStream({ start: place.position, autoClose: false, highWaterMark: STREAM_BYTES }),
    leave(bytes) {
      const file = { fd: handle.fd, position: place.position };
      if (file.position + bytes > size) return undefined;
      place.position += bytes;
      return { ...readFrom(handle, { ...file }), file, bytes, came: () => undefined };
    },
  };
}

/** `place` moves on with what is read. */
function readFrom(handle: FileHandle, place: { position: number }): Pick<ByteSource, "read"> {
  return deferring(async (into) => {
    const { bytesRead } = await handle.read(into, 0, into.length, place.position);
    place.position += bytesRead;
    return bytesRead;
  });
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
    ...source,
    async read(into) {
      const length = await source.read(into);
      count(length);
      return length;
    },
    ...(source.leave && {
      leave(bytes) {
        const left = source.leave?.(bytes);
        return left && { ...left, came: count };
      },
    }),
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
