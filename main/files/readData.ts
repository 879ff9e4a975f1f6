import { fail, type Result } from "../../shared/kernel/result.ts";
import type { ObjectSink } from "../../shared/kube/source.ts";
import { readSource as readFiles, type ReadOptions } from "./readSource.ts";
import { readSnapshotFile, readSnapshotHead } from "./snapshotFile/read.ts";

/** Reads whatever holds cluster data: a snapshot file by itself, or any number of files, folders and archives. */
export async function readSource(paths: string[], sink: ObjectSink, options: ReadOptions = {}): Promise<Result<null>> {
  for (const path of paths) {
    const head = await readSnapshotHead(path);
    if (!head) continue;
    if (!head.ok) return head;
    if (paths.length === 1) return readSnapshotFile(path, head.value, sink, options);
    return fail("invalid-input", `${path} is a snapshot by itself: it cannot be read together with other files.`, { file: path, remedy: "Read it alone." });
  }
  return readFiles(paths, sink, options);
}
