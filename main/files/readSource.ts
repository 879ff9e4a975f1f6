import { open, type FileHandle } from "node:fs/promises";
import { availableParallelism } from "node:os";

import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import type { ObjectSink } from "../../shared/kube/source.ts";
import { ARCHIVE_LIMITS, BadArchive, type ArchiveLimits } from "./archive/members.ts";
import { readTar, readZip, type ArchiveReading } from "./archive/readArchive.ts";
import { isTar } from "./archive/tar.ts";
import { createUniqueSink, isDump } from "./archive/unique.ts";
import { isZip } from "./archive/zip.ts";
import { countedSource, fileSource, handleSource, streamSource, withFirst, type ByteSource } from "./byteSource.ts";
import { createCrew, type Crew } from "./crew.ts";
import { compressionOf, decompress, UnusableData } from "./decompress.ts";
import { feed } from "./feed.ts";
import { createJsonLinesReader } from "./jsonLines.ts";
import { createJsonReader } from "./jsonList.ts";
import { MAX_DEPTH } from "./limits.ts";
import { outFor, type FormatReader, type Out } from "./out.ts";
import { createProgress, type Pace, type Progress } from "./progress.ts";
import { recognise, type Format } from "./recognise.ts";
import { unlessAborted, type Filled } from "./slices.ts";
import { findFiles, isManifestName, reasonOf, STDIN, type Found } from "./walk.ts";
import { createWalker, walkerModule, type Walker } from "./walker/index.ts";
import { createYamlReader } from "./yamlStream.ts";
import { keepYoungGenerationSmall } from "./youngGeneration.ts";

export interface ReadOptions extends Pace {
  /** What the path `-` reads; default the process's standard input. */
  stdin?: AsyncIterable<Buffer>;
  /** How many threads may be used, this one included; default: as many as the machine runs at once. */
  threads?: number;
  archiveLimits?: Partial<ArchiveLimits>;
}

/** More would only wait for this thread, which puts together what they find. */
const MAX_THREADS = 8;

/**
 * Reads files, folders and archives (and `-`, standard input): YAML, JSON, `List`, NDJSON, each also compressed with gzip
 * or zstd, alone or in a tar or zip archive, recognised by content. Of dumps of a cluster each object is taken once. What cannot
 * be read goes to the sink with its file and place, and reading goes on; only a path that does not exist, or cancelling,
 * ends it. A sink that takes rows gets the same, in the same order, from any number
 * of threads.
 */
export async function readSource(paths: string[], sink: ObjectSink, options: ReadOptions = {}): Promise<Result<null>> {
  const files = await findFiles(paths);
  if (!files.ok) return files;
  const progress = createProgress(totalOf(files.value), options);
  const counted = progress.counted(isDump(files.value.map(({ path }) => path)) ? createUniqueSink(sink) : sink);
  const module = counted.rows && walkerModule();
  if (module) keepYoungGenerationSmall();
  const walker = module && createWalker(module, MAX_DEPTH);
  const crew = createCrew(module, Math.min(options.threads ?? availableParallelism(), MAX_THREADS));
  try {
    for (const found of files.value) {
      if (options.signal?.aborted) break;
      if (found.type === "notManifest") sink.skipped(found.within ?? found.path, "notManifest");
      else if (found.type === "unreadable") sink.unreadable({ file: found.path, message: found.message });
      else await readFile(found, { sink: counted, walker, progress, crew, options });
      await progress.turn();
    }
  } finally {
    await crew.close();
  }
  return options.signal?.aborted ? fail("cancelled", "Reading was cancelled.") : ok(null);
}

/** Undefined when a size is not known beforehand. */
function totalOf(found: Found[]): number | undefined {
  const sizes = found.map((one) => (one.type === "file" ? one.size : 0));
  return sizes.includes(undefined) ? undefined : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

/** The beginning of a file, by which its format is known. */
const HEAD_BYTES = 64 * 1024;
/** What a processor keeps at hand between reading and walking it: larger slices take a third longer. */
const SLICE_BYTES = 1024 * 1024;

/** Bytes per call of a reader. YAML takes about 100 times as long to parse: it gets little at once, so that a cancel is heard. */
const READERS: Record<Format, { create: (out: Out) => FormatReader; sliceBytes: number }> = {
  json: { create: createJsonReader, sliceBytes: SLICE_BYTES },
  ndjson: { create: createJsonLinesReader, sliceBytes: SLICE_BYTES },
  yaml: { create: createYamlReader, sliceBytes: 32 * 1024 },
};

interface Reading {
  sink: ObjectSink;
  walker: Walker | undefined;
  progress: Progress;
  crew: Crew;
  options: ReadOptions;
}

async function readFile({ path, size }: Found & { type: "file" }, reading: Reading): Promise<void> {
  const { progress, options } = reading;
  // Only what has a size can be opened twice: a pipe cannot.
  if (size !== undefined && (await isZipFile(path))) return readZipFile(path, reading);
  if (path === STDIN) return readStored(streamSource(options.stdin ?? process.stdin), { path, size }, reading);
  progress.begin(path);
  let handle: FileHandle;
  try {
    handle = await open(path);
  } catch (error) {
    return reading.sink.unreadable({ file: path, message: told(error, 0) });
  }
  await readStored(size === undefined ? handleSource(handle) : fileSource(handle, size), { path, size }, reading);
  // Closing waits for a read that is under way, which on a pipe may take for ever.
  const closed = handle.close().catch(() => undefined);
  if (!options.signal?.aborted) await closed;
}

/** Reads the bytes of a file, or of a tar archive of files; failures are told. */
async function readStored(stored: ByteSource, { path, size }: { path: string; size: number | undefined }, reading: Reading): Promise<void> {
  const { progress, options } = reading;
  progress.begin(path);
  const start = progress.bytes;
  await readingText({ path, size, out: outOf(path, reading), reader: undefined }, reading, {
    async read(text) {
      const opened = await unlessAborted(openText(countedSource(stored, progress.read)), options.signal);
      const archive = archiveReading(path, reading, () => progress.bytes - start);
      if (opened && isTar(bytesOf(opened.first))) await readTar(withFirst(bytesOf(opened.first), opened.source.rest()), archive);
      else if (opened) await readText(opened, text, reading);
    },
    failed: (failure, { out }) => out.problem({ message: told(failure, progress.bytes - start) }),
  });
}

/** Reads the bytes of an archive's member. A failure of the archive around it ends that, not the file alone. */
async function readMember(path: string, bytes: AsyncIterable<Buffer>, reading: Reading): Promise<void> {
  const { progress, options } = reading;
  progress.begin(path);
  await readingText({ path, size: undefined, out: outOf(path, reading), reader: undefined }, reading, {
    async read(text) {
      const opened = await unlessAborted(openText(streamSource(bytes)), options.signal);
      if (opened) await readText(opened, text, reading);
    },
    failed(failure, { out }) {
      if (!(failure instanceof BadArchive)) return out.problem({ message: told(failure, 0) });
      throw failure;
    },
  });
}

function outOf(path: string, { sink, walker }: Reading): Out {
  return outFor(sink, path, walker);
}

/** Reads a text to its end, or to a failure. Cancelled, it is left as it is. */
async function readingText(
  text: Text, { options }: Reading, { read, failed }: { read(text: Text): Promise<void>; failed(failure: unknown, text: Text): void },
): Promise<void> {
  let failure: unknown;
  try {
    await read(text);
  } catch (error) {
    failure = error;
  }
  if (options.signal?.aborted) return;
  try {
    if (failure !== undefined) failed(failure, text);
  } finally {
    text.reader?.end(failure !== undefined);
  }
}

/** A text that is being read. */
interface Text {
  path: string;
  /** Bytes of the file, where they are known. */
  size: number | undefined;
  out: Out;
  /** Known as soon as the format is. */
  reader: FormatReader | undefined;
}

/** Recognises an opened text and feeds it to the reader of its format. */
async function readText(opened: OpenedText, text: Text, { crew, progress, options }: Reading): Promise<void> {
  const { path, size, out } = text;
  const recognised = recognise(bytesOf(opened.first), opened.first.length < HEAD_BYTES, path);
  if (recognised.format === "none") return out.problem({ message: recognised.message });
  if (recognised.format === "empty") {
    // What looks like the end may be a failure, which the next read throws.
    await opened.source.read(new Uint8Array(1));
    return out.empty();
  }
  const { create, sliceBytes } = READERS[recognised.format];
  const reader = (text.reader = create(out));
  let soFar = 0;
  const threads = (bytes: number) => crew.threads((soFar += bytes), opened.isCompressed ? undefined : size && size - soFar);
  await feed({ ...opened, reader, sliceBytes, signal: options.signal, threads, walkHere: out.facts?.walker.walkAhead, turn: progress.turn });
}

/** How an archive's members are read: each like a file, without archives in it, and each object once. */
function archiveReading(path: string, reading: Reading, packedBytes: () => number): ArchiveReading {
  const { options } = reading;
  const inside = { ...reading, sink: createUniqueSink(reading.sink), walker: undefined };
  return {
    path, packedBytes,
    sink: inside.sink,
    isManifest: isManifestName,
    limits: { ...ARCHIVE_LIMITS, ...options.archiveLimits },
    signal: options.signal,
    async read(place, bytes) {
      await readMember(place, bytes, inside);
    },
  };
}

async function readZipFile(path: string, reading: Reading): Promise<void> {
  const { progress, sink } = reading;
  progress.begin(path);
  const start = progress.bytes;
  try {
    await readZip(path, progress.read, archiveReading(path, reading, () => progress.bytes - start));
  } catch (error) {
    sink.unreadable({ file: path, message: told(error, progress.bytes - start) });
  }
}

/** A file that cannot be opened is left to whoever reads it as text. */
async function isZipFile(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => undefined);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return isZip(buffer.subarray(0, bytesRead));
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

function told(failure: unknown, bytes: number): string {
  if (failure instanceof UnusableData) return `${failure.message} (after ${bytes} bytes). What comes before was read. ${failure.remedy}`;
  if (failure instanceof BadArchive) return failure.message;
  if (isSystemError(failure)) return reasonOf(failure);
  throw failure;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error;
}

interface OpenedText {
  /** What follows the first bytes. */
  source: ByteSource;
  first: Filled;
  isCompressed: boolean;
}

/** The beginning of the text of a source, decompressed and without a byte order mark. */
async function openText(stored: ByteSource): Promise<OpenedText> {
  const head = await fill(stored);
  const compression = compressionOf(bytesOf(head));
  if (!compression) return { source: stored, first: withoutBom(head), isCompressed: false };
  const source = streamSource(decompress(withFirst(bytesOf(head), stored.rest()), compression));
  return { source, first: withoutBom(await fill(source)), isCompressed: true };
}

async function fill(source: ByteSource): Promise<Filled> {
  const memory = new SharedArrayBuffer(HEAD_BYTES);
  return { memory, length: await source.read(new Uint8Array(memory)) };
}

function bytesOf({ memory, length }: Filled): Buffer {
  return Buffer.from(memory, 0, length);
}

function withoutBom(filled: Filled): Filled {
  const bytes = bytesOf(filled);
  if (bytes[0] !== 0xef || bytes[1] !== 0xbb || bytes[2] !== 0xbf) return filled;
  bytes.copyWithin(0, 3);
  return { ...filled, length: filled.length - 3 };
}
