import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import { constants, createZstdCompress } from "node:zlib";

import { ok, type Result } from "../../../shared/kernel/result.ts";
import { writeFileAtomically } from "../atomic.ts";
import { API_VERSION, DIGEST_KIND, HEAD_KIND, VERSION, type SnapshotFileHead } from "./format.ts";

const LEVEL = 9;

export interface WrittenFile {
  path: string;
  bytes: number;
  /** Of the file, hex. */
  sha256: string;
}

export interface SnapshotFileContent {
  head: Omit<SnapshotFileHead, "apiVersion" | "kind" | "version">;
  /** Whole lines, in pieces of any size. */
  lines: AsyncIterable<Uint8Array>;
}

/** Writes a snapshot file, whole or not at all. Rejects with what `lines` rejects with. */
export async function writeSnapshotFile(path: string, content: SnapshotFileContent, overwrite: boolean): Promise<Result<WrittenFile>> {
  const hash = createHash("sha256");
  let bytes = 0;
  // Nothing is made before the file is open.
  async function* packed(): AsyncGenerator<Uint8Array> {
    const zstd = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: LEVEL } });
    // An error of the lines is thrown where the pieces are read.
    for await (const piece of pipeline(Readable.from(withDigest(content)), zstd, () => undefined)) {
      hash.update(piece as Buffer);
      bytes += (piece as Buffer).length;
      yield piece as Buffer;
    }
  }
  const written = await writeFileAtomically(path, packed(), { overwrite });
  return written.ok ? ok({ path, bytes, sha256: hash.digest("hex") }) : written;
}

async function* withDigest({ head, lines }: SnapshotFileContent): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  const first = Buffer.from(`${JSON.stringify({ apiVersion: API_VERSION, kind: HEAD_KIND, version: VERSION, ...head })}\n`);
  hash.update(first);
  yield first;
  for await (const piece of lines) {
    hash.update(piece);
    if (piece.length > 0) yield piece;
  }
  yield Buffer.from(`${JSON.stringify({ apiVersion: API_VERSION, kind: DIGEST_KIND, sha256: hash.digest("hex") })}\n`);
}
