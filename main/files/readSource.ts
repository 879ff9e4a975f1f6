import { createReadStream } from "node:fs";

import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import type { ObjectSink } from "../../shared/kube/source.ts";
import { compressionOf, DamagedData, decompress } from "./decompress.ts";
import { readHead, withHead } from "./head.ts";
import { createJsonLinesReader } from "./jsonLines.ts";
import { createJsonReader } from "./jsonList.ts";
import { outFor, type FormatReader, type Out } from "./out.ts";
import { MAX_DEPTH } from "./limits.ts";
import { createProgress, type Pace, type Progress } from "./progress.ts";
import { recognise, type Format } from "./recognise.ts";
import { findFiles, reasonOf, STDIN, type Found } from "./walk.ts";
import { createWalker, walkerModule } from "./walker/index.ts";
import { createYamlReader } from "./yamlStream.ts";

export interface ReadOptions extends Pace {
  /** What the path `-` reads; default the process's standard input. */
  stdin?: AsyncIterable<Buffer>;
}

/**
 * Reads files and folders (and `-`, standard input): YAML, JSON, `List`, NDJSON, each also compressed with gzip or zstd,
 * recognised by content. What cannot be read goes to the sink with its file and place, and reading goes on; only a path
 * that does not exist, or cancelling, ends it.
 */
export async function readSource(paths: string[], sink: ObjectSink, options: ReadOptions = {}): Promise<Result<null>> {
  const files = await findFiles(paths);
  if (!files.ok) return files;
  const progress = createProgress(totalOf(files.value), options);
  const counted = progress.counted(sink);
  const module = sink.projected && walkerModule();
  const walker = module && createWalker(module, MAX_DEPTH);
  for (const found of files.value) {
    if (options.signal?.aborted) break;
    if (found.type === "notManifest") sink.skipped(found.path, "notManifest");
    else if (found.type === "unreadable") sink.unreadable({ file: found.path, message: found.message });
    else await readFile(found.path, outFor(counted, found.path, walker), progress, options);
    await progress.turn();
  }
  return options.signal?.aborted ? fail("cancelled", "Reading was cancelled.") : ok(null);
}

/** Undefined when a size is not known beforehand. */
function totalOf(found: Found[]): number | undefined {
  const sizes = found.map((one) => (one.type === "file" ? one.size : 0));
  return sizes.includes(undefined) ? undefined : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

const HEAD_BYTES = 64 * 1024;
const MAGIC_BYTES = 4;
const FILE_SLICE_BYTES = 1024 * 1024;

/** Bytes per call of a reader. YAML takes about 100 times as long to parse: it gets little at once, so that a cancel is heard. */
const READERS: Record<Format, { create: (out: Out) => FormatReader; sliceBytes: number }> = {
  json: { create: createJsonReader, sliceBytes: FILE_SLICE_BYTES },
  ndjson: { create: createJsonLinesReader, sliceBytes: FILE_SLICE_BYTES },
  yaml: { create: createYamlReader, sliceBytes: 32 * 1024 },
};

async function readFile(path: string, out: Out, progress: Progress, options: ReadOptions): Promise<void> {
  progress.begin(path);
  const input = path === STDIN ? (options.stdin ?? process.stdin) : createReadStream(path, { highWaterMark: FILE_SLICE_BYTES });
  const start = progress.bytes;
  let reader: FormatReader | undefined;
  let failure: unknown;
  try {
    const stream = await decompressed(counting(input, progress));
    const head = await readHead(stream, HEAD_BYTES);
    const text = withoutBom(head.bytes);
    const recognised = recognise(text, head.whole, path);
    if (recognised.format === "none") out.problem({ message: recognised.message });
    else if (recognised.format === "empty" && !head.failure) out.empty();
    else if (recognised.format !== "empty") {
      const { create, sliceBytes } = READERS[recognised.format];
      reader = create(out);
      for await (const slice of slices(withHead({ ...head, bytes: text }, stream), sliceBytes)) {
        if (options.signal?.aborted) return;
        reader.push(slice);
        await progress.turn();
      }
    } else throw head.failure;
  } catch (error) {
    failure = error;
  }
  if (failure !== undefined) out.problem({ message: told(failure, progress.bytes - start) });
  reader?.end(failure !== undefined);
}

function told(failure: unknown, bytes: number): string {
  if (failure instanceof DamagedData) return `${failure.message} (after ${bytes} bytes). What comes before was read. Copy the file again.`;
  if (isSystemError(failure)) return reasonOf(failure);
  throw failure;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error;
}

async function decompressed(input: AsyncGenerator<Buffer>): Promise<AsyncGenerator<Buffer>> {
  const head = await readHead(input, MAGIC_BYTES);
  const compression = compressionOf(head.bytes);
  const all = withHead(head, input);
  return compression ? decompress(all, compression) : all;
}

async function* counting(input: AsyncIterable<Buffer>, progress: Progress): AsyncGenerator<Buffer> {
  for await (const bytes of input) {
    progress.read(bytes.length);
    yield bytes;
  }
}

async function* slices(input: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  for await (const bytes of input) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
}

function withoutBom(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
