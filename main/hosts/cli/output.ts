import { rmSync } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { stop } from "./failure.ts";

/** Where a command's data goes. Text is gathered and written in large pieces; a slow reader holds the writer back. */
export interface Output {
  /** False once nobody reads any more (`| head`): what follows need not be made. */
  readonly isOpen: boolean;
  /** Returns a promise when it has to be awaited before more is written. */
  write(text: string): Promise<void> | undefined;
  /** Everything is written; a file appears under its name only now. */
  end(): Promise<void>;
}

/** Bytes written at once. */
const PIECE = 256 * 1024;
/** A UTF-16 unit becomes at most so many bytes of UTF-8. */
const MOST_BYTES_PER_UNIT = 3;

/** Opens standard output, or a file that is written beside its name and renamed when it is whole. */
export function openOutput(path: string | undefined): Promise<Output> {
  return path === undefined || path === "-" ? Promise.resolve(standardOutput()) : fileOutput(path);
}

/** Writes a whole text. */
export async function writeAll(path: string | undefined, text: string): Promise<void> {
  const output = await openOutput(path);
  await output.write(text);
  await output.end();
}

function standardOutput(): Output {
  let isOpen = true;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    isOpen = false;
    if (error.code !== "EPIPE") process.stderr.write(`sallyport: standard output cannot be written (${error.message}).\n`);
  });
  const push = async (piece: Uint8Array): Promise<void> => {
    if (!isOpen) return;
    if (!process.stdout.write(piece) && isOpen) await drained();
    // Lets signals and a closed pipe be noticed.
    await nextTurn();
  };
  return { ...gather(push), get isOpen() { return isOpen; } };
}

/** Standard output takes more, or never will again. */
function drained(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of EVENTS) process.stdout.off(event, done);
      resolve();
    };
    for (const event of EVENTS) process.stdout.once(event, done);
  });
}

const EVENTS = ["drain", "close", "error"] as const;

async function fileOutput(path: string): Promise<Output> {
  const known = await stat(path).catch(() => undefined);
  if (known?.isDirectory()) stop(`${path} is a folder.`, { file: path, remedy: "Name a file in it." });
  // A device or a pipe is written as it is: renaming onto it would replace it.
  const isInPlace = known !== undefined && !known.isFile();
  const target = isInPlace ? path : join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  const file = await open(target, "w").catch((error: NodeJS.ErrnoException) => unwritable(path, error));
  const push = async (piece: Uint8Array): Promise<void> => {
    await file.writeFile(piece).catch((error: NodeJS.ErrnoException) => unwritable(path, error));
  };
  const gathered = gather(push);
  // However the process ends: a file that is not whole does not stay.
  const cleanUp = () => {
    if (!isInPlace) rmSync(target, { force: true });
  };
  process.once("exit", cleanUp);
  return {
    isOpen: true,
    write: gathered.write,
    async end() {
      await gathered.end();
      if (!isInPlace) await file.sync();
      await file.close();
      if (!isInPlace) await rename(target, path);
      process.off("exit", cleanUp);
    },
  };
}

/**
 * Gathers text as bytes. Each text is encoded by itself: joining them first would make one long text of two-byte
 * characters as soon as one of them has such a character, which is several times slower to encode.
 */
function gather(push: (piece: Uint8Array) => Promise<void>): Pick<Output, "write" | "end"> {
  let buffer = Buffer.allocUnsafe(PIECE);
  let used = 0;
  const flush = (): Promise<void> => {
    if (used === 0) return Promise.resolve();
    const piece = buffer.subarray(0, used);
    // The piece is on its way: what follows needs a buffer of its own.
    buffer = Buffer.allocUnsafe(PIECE);
    used = 0;
    return push(piece);
  };
  return {
    write(text) {
      const most = text.length * MOST_BYTES_PER_UNIT;
      if (most <= PIECE - used) {
        used += buffer.write(text, used);
        return undefined;
      }
      if (most <= PIECE) {
        const flushed = flush();
        used = buffer.write(text, 0);
        return flushed;
      }
      return flush().then(() => push(Buffer.from(text)));
    },
    end: flush,
  };
}

function unwritable(path: string, error: NodeJS.ErrnoException): never {
  const reasons: Record<string, string> = {
    ENOENT: "its folder does not exist",
    ENOTDIR: "its folder does not exist",
    EACCES: "this user may not write there",
    EPERM: "this user may not write there",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
    EISDIR: "it is a folder",
  };
  return stop(`${path} cannot be written: ${reasons[error.code ?? ""] ?? error.message}.`, { file: path, remedy: "Choose another place with --output." });
}
