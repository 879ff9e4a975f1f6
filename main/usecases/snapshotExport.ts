import { randomBytes } from "node:crypto";
import type { Request } from "../../shared/ipc/contract.ts";
import type { Job, SnapshotSummary } from "../../shared/ipc/types.ts";
import { AppFailure, fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { refuseIfThere } from "../files/atomic.ts";
import { writeSnapshotFile } from "../files/snapshotFile/write.ts";
import type { Deps } from "./deps.ts";
import type { RunningJob } from "./jobs.ts";
import type { Loaded } from "./loaded.ts";

const KEY_BYTES = 32;

/**
 * Writes a snapshot as one file. With names replaced, the key they are made with is of this export alone and kept nowhere,
 * and neither the snapshot's name nor where it came from goes along.
 */
export async function exportSnapshot(deps: Deps, loaded: Loaded, request: Request<"snapshots.export">): Promise<Result<Job>> {
  const snapshot = (await deps.store.snapshots()).find(({ id }) => id === request.id);
  if (!snapshot) return fail("not-found", "That snapshot is no longer there.", { remedy: "Choose another one." });
  const free = request.overwrite ? ok(null) : await refuseIfThere(request.path);
  if (!free.ok) return free;
  return ok(
    deps.jobs.start({ kind: "export", title: `Exporting ${snapshot.name}`, snapshotId: snapshot.id }, async (job) => {
      const started = performance.now();
      const key = request.pseudonymise ? { key: new Uint8Array(randomBytes(KEY_BYTES)) } : {};
      const head = await loaded.askSnapshot(snapshot.id, () => deps.audit.snapshotHead({ snapshotId: snapshot.id, ...key }));
      if (!head.ok) return head;
      const tell = (objects: number) =>
        deps.jobs.progress(job.id, { what: snapshot.name, objects, bytes: 0, elapsedMs: Math.round(performance.now() - started) });
      const written = await orFailure(() => writeSnapshotFile(
        request.path,
        {
          head: {
            name: request.pseudonymise ? "pseudonymised cluster" : snapshot.name,
            taken: snapshot.taken, pseudonymised: request.pseudonymise, objects: head.value.objects, coverage: head.value.coverage,
          },
          lines: linesOf({ deps, loaded, job, snapshot, key, namespaces: head.value.namespaces, tell }),
        },
        request.overwrite,
      ));
      if (!written.ok) return written;
      deps.jobs.wrote(job.id, written.value);
      const { path, sha256 } = written.value;
      await deps.store.recordEvent({ action: "snapshot.export", subject: snapshot.name, outcome: "done", details: { file: path, sha256, pseudonymised: request.pseudonymise } });
      deps.changed("trail");
      return ok(null);
    }),
  );
}

interface Export {
  deps: Deps;
  loaded: Loaded;
  job: RunningJob;
  snapshot: SnapshotSummary;
  key: { key?: Uint8Array };
  namespaces: Uint8Array;
  tell: (objects: number) => void;
}

/** Block by block, so that the snapshot is never whole in memory. */
async function* linesOf({ deps, loaded, job, snapshot, key, namespaces, tell }: Export): AsyncGenerator<Uint8Array> {
  yield namespaces;
  const { id } = snapshot;
  for (let object = 0; object < snapshot.objects; ) {
    if (job.signal.aborted) throw new AppFailure({ code: "cancelled", message: "Cancelled." });
    const block = valueOf(await deps.store.block({ id, object }));
    yield valueOf(await loaded.askSnapshot(id, () => deps.audit.snapshotLines({ snapshotId: id, block, ...key })));
    object = block.first + block.count;
    tell(object);
  }
}

/** What the lines were ended with, as a result. */
async function orFailure<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    throw error;
  }
}

/** What is missing ends the writing, which leaves nothing behind. */
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AppFailure(result.error);
  return result.value;
}
