import { createGunzip, createZstdDecompress } from "node:zlib";

type Compression = "gzip" | "zstd";

/** The compression of a file by its first bytes; undefined when it is none of those read here. */
export function compressionOf(head: Buffer): Compression | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) return "zstd";
  return undefined;
}

/** Compressed data that is damaged, cut off or an attack. What could be decompressed was handed out before. */
export class UnusableData extends Error {
  override name = "UnusableData";
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** Lists of objects become 20 to 60 times smaller; a bomb some 1000 times. Small files may be what they like. */
const MAX_RATIO = 400;
const UNLIMITED_BYTES = 128 * 1024 * 1024;

/**
 * A step's worth of input: what may be lost in front of damage. One step of a gzip bomb gives at most about 1000 times
 * as much.
 */
const STEP_BYTES = 16 * 1024;
const OUTPUT_BYTES = 1024 * 1024;

/**
 * Decompresses a stream of bytes. The next step is under way on another thread while the caller deals with the last.
 * Written with events because an iterated stream loses what it holds when it fails: here everything that came out
 * before an error is handed out, then `UnusableData` is thrown.
 */
export async function* decompress(input: AsyncIterable<Buffer>, compression: Compression): AsyncGenerator<Buffer> {
  const stream = compression === "gzip" ? createGunzip({ chunkSize: OUTPUT_BYTES }) : createZstdDecompress({ chunkSize: OUTPUT_BYTES });
  let ready: Buffer[] = [];
  let failure: Error | undefined;
  let taken = 0;
  let given = 0;
  let wake: () => void = () => undefined;
  stream.on("data", (bytes: Buffer) => {
    ready.push(bytes);
    given += bytes.length;
  });
  stream.on("error", (error) => {
    failure = error;
    wake();
  });
  const step = (start: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      if (failure) resolve();
      else start(resolve);
    });
  const take = (): Buffer[] => {
    const bytes = ready;
    ready = [];
    return bytes;
  };

  try {
    let running: Promise<void> = Promise.resolve();
    for await (const bytes of pieces(input, STEP_BYTES)) {
      await running;
      const done = take();
      if (failure) {
        yield* done;
        break;
      }
      if (given > UNLIMITED_BYTES && given > taken * MAX_RATIO) throw new UnusableData(BOMB, "If it is what it should be, decompress it first.");
      taken += bytes.length;
      running = step((resolve) => stream.write(bytes, () => resolve()));
      yield* done;
    }
    await running;
    if (!failure) await step((resolve) => stream.once("end", resolve).end());
    yield* take();
    if (failure) throw new UnusableData(messageOf(failure, compression), "Copy the file again.");
  } finally {
    stream.destroy();
  }
}

const BOMB = `Decompressing it gives more than ${MAX_RATIO} times as much: this looks like a “decompression bomb”`;

function messageOf(failure: Error, compression: Compression): string {
  const code = "code" in failure ? String(failure.code) : "";
  if (code === "Z_BUF_ERROR" || /unexpected end/.test(failure.message)) return `The ${compression} data is cut off`;
  return `The ${compression} data is damaged (${failure.message})`;
}

async function* pieces(input: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  for await (const bytes of input) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
}
