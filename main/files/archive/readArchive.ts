import type { ObjectSink } from "../../../shared/kube/source.ts";
import { createGuard, nameProblem, type ArchiveLimits, type Guard, type Member } from "./members.ts";
import { tarMembers } from "./tar.ts";
import { zipMembers } from "./zip.ts";

export interface ArchiveReading {
  /** As the user knows it. */
  path: string;
  sink: ObjectSink;
  isManifest: (name: string) => boolean;
  /** Reads a member's bytes as those of a file of this path. */
  read: (path: string, bytes: AsyncGenerator<Buffer>) => Promise<void>;
  limits: ArchiveLimits;
  /** Bytes of the archive, as it is stored, that were read so far. */
  packedBytes: () => number;
  signal: AbortSignal | undefined;
}

/**
 * Reads the manifests among the members of a tar archive whose bytes come in; other members are counted. Nothing is
 * written anywhere. Rejects with `BadArchive` when there is no going on; what came before was read.
 */
export async function readTar(bytes: AsyncIterable<Buffer>, reading: ArchiveReading): Promise<void> {
  const guard = createGuard(reading.limits, reading.packedBytes);
  await readMembers(tarMembers(counted(bytes, guard)), guard, reading);
}

/** The same of a zip archive. `onRead` is told of packed bytes as members are come to. */
export async function readZip(file: string, onRead: (bytes: number) => void, reading: ArchiveReading): Promise<void> {
  const guard = createGuard(reading.limits, reading.packedBytes);
  await readMembers(zipMembers(file, onRead, guard.bytes), guard, reading);
}

async function readMembers(members: AsyncIterable<Member>, guard: Guard, { path, sink, isManifest, read, signal }: ArchiveReading): Promise<void> {
  for await (const member of members) {
    if (signal?.aborted) return;
    guard.member();
    const place = `${path}/${member.name}`;
    const problem = nameProblem(member.name) ?? member.problem;
    if (problem !== undefined) sink.unreadable({ file: place, message: problem });
    else if (!isManifest(member.name)) sink.skipped(path, "notManifest");
    else await read(place, member.content());
    await member.skip();
  }
}

async function* counted(bytes: AsyncIterable<Buffer>, guard: Guard): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    guard.bytes(chunk.length);
    yield chunk;
  }
}
