import { once } from "node:events";

import { extract, type Extract } from "tar-stream";

import { UnusableData } from "../decompress.ts";
import { BadArchive, type Member } from "./members.ts";

const BLOCK_BYTES = 512;

/** Whether bytes begin with the header of a tar archive: POSIX, GNU, or old ones, which only the checksum tells. */
export function isTar(head: Buffer): boolean {
  if (head.length < BLOCK_BYTES || head[0] === 0) return false;
  const written = parseInt(head.toString("latin1", 148, 156).replace(/^ +/, "").replace(/[\0 ].*$/, ""), 8);
  let sum = 0;
  for (let at = 0; at < BLOCK_BYTES; at++) sum += at >= 148 && at < 156 ? 0x20 : (head[at] ?? 0);
  return sum === written;
}

/** The files of a tar archive, in its order, as its bytes come in. Folders and links are passed over. */
export async function* tarMembers(bytes: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const archive = extract();
  let failure: unknown;
  // Bytes that fail only end: what came before is taken out of the archive first, then the failure is told.
  const feeding = feed(bytes, archive).catch((error: unknown) => {
    failure = error instanceof UnusableData ? new BadArchive(`${error.message}. What comes before was read. ${error.remedy}`) : error;
    archive.end(null);
  });
  const told = (error: unknown): unknown =>
    failure ?? new BadArchive(`The tar archive is damaged or cut off (${error instanceof Error ? error.message : String(error)}). What comes before was read.`);
  const entries = archive[Symbol.asyncIterator]();
  const next = () => entries.next().catch((error: unknown) => { throw told(error); });

  async function* content(entry: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const chunks = entry[Symbol.asyncIterator]();
    // Left before its end, the entry stays open for whoever skips the rest.
    for (;;) {
      const chunk = await chunks.next().catch((error: unknown) => { throw told(error); });
      if (chunk.done === true) return;
      yield chunk.value;
    }
  }

  try {
    for (let step = await next(); step.done !== true; step = await next()) {
      const entry = step.value;
      const bytesOfEntry = entry as unknown as AsyncIterable<Buffer>;
      const skip = async () => {
        if (entry.destroyed) return;
        entry.resume();
        await once(entry, "close").catch((error: unknown) => { throw told(error); });
      };
      const { name, type } = entry.header;
      if (type === "file" || type === "contiguous-file") yield { name, content: () => content(bytesOfEntry), skip };
      else await skip();
    }
    if (failure !== undefined) throw failure;
  } finally {
    archive.destroy();
    await feeding;
  }
}

/** Writes as fast as the archive takes them. */
async function feed(bytes: AsyncIterable<Buffer>, archive: Extract): Promise<void> {
  for await (const chunk of bytes) {
    if (archive.destroyed) return;
    if (!archive.write(chunk)) await Promise.race([once(archive, "drain"), once(archive, "close")]).catch(() => undefined);
  }
  archive.end(null);
}
