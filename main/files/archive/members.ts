/** A file inside an archive. What of its content is not read is to be skipped before the next member is asked for. */
export interface Member {
  /** Path in the archive, with forward slashes. */
  name: string;
  /** Why it cannot be read, in words; it has no content then. */
  problem?: string;
  content(): AsyncGenerator<Buffer>;
  skip(): Promise<void>;
}

/** What may come out of an archive before it is left. */
export interface ArchiveLimits {
  members: number;
  /** Unpacked bytes that are always fine. */
  freeBytes: number;
  /** Beyond them, so many unpacked bytes for a packed one. Deflate's own limit is about 1030; lists of alike pods reach 100. */
  ratio: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = { members: 1_000_000, freeBytes: 2 * 1024 ** 3, ratio: 300 };

/** The archive is damaged or made to do harm; the message says how. What came before was read. */
export class BadArchive extends Error {
  override name = "BadArchive";
}

/**
 * Why a member's name cannot be trusted; undefined when it can. Nothing is ever unpacked onto the disk, but a name that
 * leads out of the archive is no name of a manifest, and in reports it would point to a file that is something else.
 */
export function nameProblem(name: string): string | undefined {
  if (name.includes("\0")) return "Its name has a zero byte in it.";
  const parts = name.split(/[/\\]/);
  if (/^([/\\]|[a-z]:)/i.test(name) || parts.includes("..")) return "Its name leads out of the archive. It was not read.";
  return undefined;
}

/** Counts what comes out of an archive, and refuses one that would never end with a `BadArchive`. */
export interface Guard {
  bytes(count: number): void;
  member(): void;
}

/** `packedBytes`: of the archive, as it is stored, that were read so far. */
export function createGuard(limits: ArchiveLimits, packedBytes: () => number): Guard {
  let unpacked = 0;
  let members = 0;
  return {
    bytes(count) {
      unpacked += count;
      if (unpacked <= limits.freeBytes || unpacked <= limits.ratio * packedBytes()) return;
      throw new BadArchive(`It unpacks to more than ${limits.ratio} times its size: this looks like a bomb made to fill the machine. The rest was not read.`);
    },
    member() {
      if (++members > limits.members) throw new BadArchive(`It has more than ${limits.members} members. The rest was not read.`);
    },
  };
}
