import { finished, type Readable } from "node:stream";

/** Bytes that wait to be taken before the stream is held back. */
const ENOUGH_BYTES = 256 * 1024;

/**
 * The pieces of a stream as they come. A stream's own iterator joins those that wait into one, which for hundreds of
 * megabytes is memory and time spent for nothing. Throws what ends the stream, and when it ends early.
 */
export async function* piecesOf(stream: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  let ended: { error?: Error | null | undefined } | undefined;
  let wake: (() => void) | undefined;
  finished(stream, { writable: false }, (error) => {
    ended = { error };
    wake?.();
  });
  stream.on("data", (piece: Buffer) => {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes >= ENOUGH_BYTES) stream.pause();
    wake?.();
  });
  try {
    while (true) {
      const taken = waiting;
      waiting = [];
      bytes = 0;
      yield* taken;
      if (waiting.length > 0) continue;
      if (ended) break;
      stream.resume();
      await new Promise<void>((resolve) => { wake = resolve; });
    }
    if (ended.error) throw ended.error;
  } finally {
    stream.destroy();
  }
}
