import { promisify } from "node:util";
import type { Readable } from "node:stream";

import { open, type Entry, type Options, type ZipFile } from "yauzl";

import { BadArchive, type Member } from "./members.ts";

/** Whether bytes begin like a zip archive, also an empty one. */
export function isZip(head: Buffer): boolean {
  return head.length >= 4 && (head.readUInt32BE(0) === 0x504b0304 || head.readUInt32BE(0) === 0x504b0506);
}

// Names are checked member by member, so that one bad name does not lose the others: the library leaves them alone as bytes.
const OPTIONS: Options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
const openZip = promisify<string, Options, ZipFile>(open);

/**
 * The files of a zip archive, in the order of its directory. `onRead` is told of packed bytes as members are come to,
 * `onUnpacked` of what comes out of them.
 */
export async function* zipMembers(path: string, onRead: (bytes: number) => void, onUnpacked: (bytes: number) => void): AsyncGenerator<Member> {
  const zip = await openZip(path, OPTIONS).catch((error: unknown) => damaged(error));
  try {
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      const name = (entry.fileName as unknown as Buffer).toString("utf8");
      onRead(entry.compressedSize);
      if (name.endsWith("/")) continue;
      const current = entry;
      yield { name, ...problemOf(entry), content: () => contentOf(zip, current, onUnpacked), skip: () => Promise.resolve() };
    }
  } finally {
    zip.close();
  }
}

function problemOf(entry: Entry): { problem?: string } {
  if (entry.isEncrypted()) return { problem: "It is encrypted. Unpack the archive and read the folder." };
  const isKnown = entry.compressionMethod === 0 || entry.compressionMethod === 8;
  return isKnown ? {} : { problem: `It is compressed by method ${entry.compressionMethod}, which is not read here. Unpack the archive and read the folder.` };
}

async function* contentOf(zip: ZipFile, entry: Entry, onUnpacked: (bytes: number) => void): AsyncGenerator<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  }).catch((error: unknown) => damaged(error));
  try {
    for await (const chunk of stream) {
      onUnpacked((chunk as Buffer).length);
      yield chunk as Buffer;
    }
  } catch (error) {
    damaged(error);
  }
}

/** The next entry of the directory; undefined at its end. */
function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      zip.removeListener("entry", onEntry);
      zip.removeListener("end", onEnd);
      zip.removeListener("error", onError);
      act();
    };
    const onEntry = (entry: Entry) => settle(() => resolve(entry));
    const onEnd = () => settle(() => resolve(undefined));
    const onError = (error: Error) => settle(() => reject(new BadArchive(messageOf(error))));
    zip.on("entry", onEntry);
    zip.on("end", onEnd);
    zip.on("error", onError);
    zip.readEntry();
  });
}

function damaged(error: unknown): never {
  // An error of the file system is told as such.
  if (error instanceof Error && !(error instanceof BadArchive) && !("syscall" in error)) throw new BadArchive(messageOf(error));
  throw error;
}

function messageOf(error: Error): string {
  return `The zip archive is damaged or cut off (${error.message}). What comes before was read.`;
}
