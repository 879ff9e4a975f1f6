import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";

import { fail, ok, type Result } from "../../../shared/kernel/result.ts";
import type { ObjectSink } from "../../../shared/kube/source.ts";
import { MAX_DEPTH, depthExceeds } from "../../../shared/kube/yaml.ts";
import { compressionOf, decompress, UnusableData } from "../decompress.ts";
import { MAX_ITEM_BYTES } from "../limits.ts";
import { createProgress, type Pace } from "../progress.ts";
import { digestSchema, FILE_ENDING, HEAD_KIND, headSchema, VERSION, type SnapshotFileHead } from "./format.ts";

/** The beginning of the first line, by which a snapshot file is known. */
const MARK = Buffer.from(`{"apiVersion":"sallyport/v1","kind":"${HEAD_KIND}"`);
const HEAD_BYTES = 16 * 1024;

/** The head of a snapshot file; undefined for any other file. Refuses one of a newer version, or one that is damaged. */
export async function readSnapshotHead(path: string): Promise<Result<SnapshotFileHead> | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile() || !(await isCompressed(path))) return undefined;
  let isOne = false;
  try {
    for await (const { text } of linesOf(path, () => undefined, (first) => (isOne = first.subarray(0, MARK.length).equals(MARK)))) return parseHead(path, text);
  } catch (error) {
    if (!(error instanceof UnusableData)) throw error;
    // Cut off early, only its name tells.
    if (isOne || path.endsWith(FILE_ENDING)) return damaged(path, `${error.message}.`);
  }
  return undefined;
}

/**
 * Reads a snapshot file into a sink, with the coverage of whoever took it. Refused as a whole when its digest does not
 * agree with what it holds: then it is not what was exported.
 */
export async function readSnapshotFile(path: string, head: SnapshotFileHead, sink: ObjectSink, pace: Pace): Promise<Result<null>> {
  const progress = createProgress((await stat(path)).size, pace);
  const counted = progress.counted(sink);
  const hash = createHash("sha256");
  let digest: string | undefined;
  let index = -1;
  progress.begin(path);
  try {
    for await (const line of linesOf(path, (bytes) => progress.read(bytes), () => true)) {
      if (pace.signal?.aborted) return fail("cancelled", "Reading was cancelled.");
      if (digest !== undefined) return damaged(path, "Something follows its digest.");
      const value = parsed(line.text);
      const last = digestSchema.safeParse(value);
      if (last.success) digest = last.data.sha256;
      else {
        hash.update(line.bytes);
        // The head is a line too, and was read before.
        if (index >= 0) counted.object(value, { file: path, index });
        index++;
      }
      await progress.turn();
    }
  } catch (error) {
    if (error instanceof UnusableData) return damaged(path, `${error.message}.`);
    if (error instanceof SyntaxError) return damaged(path, `Line ${index + 2} is not valid JSON.`);
    throw error;
  }
  if (digest === undefined) return damaged(path, "It ends before its digest: it was cut off.");
  if (digest !== hash.digest("hex")) return damaged(path, "Its digest does not agree with what it holds: it was changed after the export.");
  tellCoverage(head, sink);
  return ok(null);
}

/** What whoever took the snapshot did not see. */
function tellCoverage({ coverage }: SnapshotFileHead, sink: ObjectSink): void {
  for (const problem of coverage.unreadable) sink.unreadable(problem);
  for (const { resource, permission, message = "", listedIn, notListedIn } of coverage.notListed) {
    sink.notListed(resource, permission, message, listedIn && notListedIn && { listedIn, notListedIn });
  }
  if (coverage.onlyNamespaces) sink.limitedTo?.(coverage.onlyNamespaces);
  const { assumedNamespace } = coverage;
  // Its namespaces are counted as they are read.
  sink.carried?.({ skipped: coverage.skipped.filter(({ kind }) => kind !== "Namespace"), ...(assumedNamespace && { assumedNamespace }) });
}

function parseHead(path: string, text: string): Result<SnapshotFileHead> {
  const head = headSchema.safeParse(parsed(text));
  if (!head.success) return damaged(path, "Its first line is not that of a snapshot file.");
  if (head.data.version > VERSION) return fail("not-supported", `${path} was written by a newer Sallyport.`, { file: path, remedy: "Import it with that version." });
  return ok(head.data);
}

/** Undefined for a value that nests too deep; a text that is no JSON throws. */
function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return depthExceeds(value, MAX_DEPTH) ? undefined : value;
}

function damaged(path: string, what: string): Result<never> {
  return fail("unreadable", `${path} is damaged. ${what}`, { file: path, remedy: "Copy the file again, or have the snapshot exported anew." });
}

async function isCompressed(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return compressionOf(buffer.subarray(0, bytesRead)) === "zstd";
  } finally {
    await file.close();
  }
}

interface Line {
  /** Without its line feed. */
  text: string;
  bytes: Buffer;
}

/** The lines of a compressed file. `accept` sees the first bytes and may end it before anything is parsed. */
async function* linesOf(path: string, onRead: (bytes: number) => void, accept: (first: Buffer) => boolean): AsyncGenerator<Line> {
  async function* stored(): AsyncGenerator<Buffer> {
    for await (const bytes of createReadStream(path, { highWaterMark: HEAD_BYTES })) {
      onRead((bytes as Buffer).length);
      yield bytes as Buffer;
    }
  }
  let rest = Buffer.alloc(0);
  let isFirst = true;
  for await (const piece of decompress(stored(), "zstd")) {
    let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (isFirst && bytes.length >= MARK.length) {
      isFirst = false;
      if (!accept(bytes)) return;
    }
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
      yield { text: bytes.toString("utf8", 0, end), bytes: bytes.subarray(0, end + 1) };
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.length > MAX_ITEM_BYTES) throw new UnusableData("A line is longer than any object can be", "Export it anew.");
    rest = Buffer.from(bytes);
  }
  if (rest.length > 0) yield { text: rest.toString(), bytes: rest };
}
