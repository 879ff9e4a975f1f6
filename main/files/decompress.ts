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

/** What a step gives at most at once, and about as much as it should give: the caller is busy with the last for as long. */
const OUTPUT_BYTES = 1024 * 1024;
/**
 * A step's worth of input: what it gives may be lost in front of damage. It begins small, and doubles as long as all is
 * well and a step gives less than it should. It stays small enough for a bomb behind harmless data: one step of it gives
 * about 1000 times as much.
 */
const FIRST_STEP_BYTES = 16 * 1024;
const MAX_STEP_BYTES = 64 * 1024;

/**
 * Decompresses a stream of bytes. The next step is under way on another thread while the caller deals with the last.
 * Written with events because an iterated stream loses what it holds when it fails: here everything that came out
 * before an error is handed out, then `UnusableData` is thrown.
 */
export async function* decompress(input: AsyncIterable<Buffer>, compression: Compression): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  let failure: Error | undefined;
  let taken = 0;
  let given = 0;
  let wake: () => void = () => undefined;
  const open = () => {
    const made = compression === "gzip" ? createGunzip({ chunkSize: OUTPUT_BYTES }) : createZstdDecompress({ chunkSize: OUTPUT_BYTES });
    const state = { stream: made, ended: false, written: 0 };
    made.on("data", (bytes: Buffer) => {
      ready.push(bytes);
      given += bytes.length;
    });
    made.on("error", (error) => {
      failure = error;
      wake();
    });
    made.on("end", () => {
      state.ended = true;
      wake();
    });
    return state;
  };
  let current = open();
  const step = (start: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      if (failure || current.ended) resolve();
      else start(resolve);
    });
  let lastStep = 0;
  const stepBytes = (): number => {
    const wanted = given === 0 ? 0 : Math.floor((OUTPUT_BYTES * taken) / given);
    return (lastStep = Math.max(FIRST_STEP_BYTES, Math.min(lastStep * 2, wanted, MAX_STEP_BYTES)));
  };
  const take = (): Buffer[] => {
    const bytes = ready;
    ready = [];
    return bytes;
  };
  const write = (bytes: Buffer): Promise<void> => {
    current.written += bytes.length;
    return step((resolve) => current.stream.write(bytes, () => resolve()));
  };
  /** Node's zstd ends behind a frame, and leaves the frames that follow: they go to a new one. Answers with the bytes it left. */
  const leftBy = (bytes: Buffer): Buffer | undefined => (current.ended && !failure ? bytes.subarray(bytes.length - (current.written - current.stream.bytesWritten)) : undefined);
  const reopen = (): void => {
    current.stream.destroy();
    current = open();
  };

  try {
    let running: Promise<void> = Promise.resolve();
    let last: Buffer = Buffer.alloc(0);
    /** Waits for the step under way, and for those that what it left needs. */
    const settle = async (): Promise<void> => {
      await running;
      for (let left = leftBy(last); left && left.length > 0; left = leftBy(last)) {
        last = left;
        reopen();
        await (running = write(left));
      }
    };
    for await (const bytes of pieces(input, stepBytes)) {
      await settle();
      const done = take();
      if (failure) {
        yield* done;
        break;
      }
      if (given > UNLIMITED_BYTES && given > taken * MAX_RATIO) throw new UnusableData(BOMB, "If it is what it should be, decompress it first.");
      taken += bytes.length;
      if (current.ended) reopen();
      running = write((last = bytes));
      yield* done;
    }
    await settle();
    if (!failure && !current.ended) await step(() => current.stream.end());
    yield* take();
    if (failure) throw new UnusableData(messageOf(failure, compression), "Copy the file again.");
  } finally {
    current.stream.destroy();
  }
}

const BOMB = `Decompressing it gives more than ${MAX_RATIO} times as much: this looks like a “decompression bomb”`;

function messageOf(failure: Error, compression: Compression): string {
  const code = "code" in failure ? String(failure.code) : "";
  if (code === "Z_BUF_ERROR" || /unexpected end/.test(failure.message)) return `The ${compression} data is cut off`;
  return `The ${compression} data is damaged (${failure.message})`;
}

async function* pieces(input: AsyncIterable<Buffer>, size: () => number): AsyncGenerator<Buffer> {
  for await (const bytes of input) {
    let end = 0;
    for (let at = 0; at < bytes.length; at = end) yield bytes.subarray(at, (end = at + size()));
  }
}
