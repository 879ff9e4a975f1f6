import type { SnapshotSummary } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Deps } from "./deps.ts";
import type { RunningJob } from "./jobs.ts";
import type { ResolvedSource } from "./source.ts";

/** A snapshot to be taken. */
export interface Taking {
  snapshotId: string;
  name: string;
  from: ResolvedSource;
  /** Annotations and values of environment variables are kept too. */
  keepValues?: boolean;
}

/**
 * Reads a source into a stored snapshot. `beforeDone` runs once everything is read, before the snapshot is complete;
 * when it fails, or reading does, nothing of the snapshot stays.
 */
export async function takeSnapshot(
  deps: Pick<Deps, "store" | "audit" | "changed" | "now">,
  job: RunningJob,
  { snapshotId, name, from, keepValues = false }: Taking,
  beforeDone: () => Promise<Result<unknown>> = async () => ok(null),
): Promise<Result<SnapshotSummary>> {
  const { store, audit } = deps;
  if (job.signal.aborted) return cancelled();
  // When the audit side is gone, `read` says so; that it cannot be cancelled then is no news.
  const cancel = (): void => void audit.cancel({ jobId: job.id }).catch(() => undefined);
  job.signal.addEventListener("abort", cancel);
  let complete = false;
  try {
    await store.beginSnapshot({ id: snapshotId, name, origin: from.origin, source: from.from, taken: from.taken ?? deps.now() });
    const read = await audit.read({ jobId: job.id, snapshotId, source: from.source, keepValues });
    if (!read.ok) return read;
    const before = await beforeDone();
    if (!before.ok) return before;
    if (job.signal.aborted) return cancelled();
    const summary = await store.finishSnapshot({ id: snapshotId, inventory: read.value.inventory, summary: read.value.facts });
    complete = true;
    deps.changed("snapshots");
    return ok(summary);
  } finally {
    job.signal.removeEventListener("abort", cancel);
    // Nobody sees a snapshot that is not complete; removing what there is of a large one takes a while.
    if (!complete) {
      job.afterwards(async () => {
        await store.dropSnapshot({ id: snapshotId });
        await audit.unload({ snapshotId });
      });
    }
  }
}

function cancelled(): Result<never> {
  return fail("cancelled", "Cancelled.");
}
