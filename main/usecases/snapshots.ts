import { fail, ok } from "../../shared/kernel/result.ts";
import { bringDemoPolicies } from "./demoPolicies.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import type { Loaded } from "./loaded.ts";
import { takeSnapshot } from "./reading.ts";
import { exportSnapshot } from "./snapshotExport.ts";
import { resolveSource } from "./source.ts";

export function snapshotUseCases(deps: Deps, loaded: Loaded): UseCasesOf<"snapshots"> {
  const { store, audit, jobs, newId, changed } = deps;
  return {
    "snapshots.namespaces": ({ id }) => loaded.askSnapshot(id, () => audit.namespacesOf({ snapshotId: id })),
    "snapshots.list": async () => ok(await store.snapshots()),
    "snapshots.take": async ({ source, name, keepValues }) => {
      const from = await resolveSource(deps, source);
      if (!from.ok) return from;
      const taking = { snapshotId: newId(), name: name ?? from.value.name, from: from.value, ...(keepValues && { keepValues }) };
      return ok(
        jobs.start({ kind: "snapshot", title: `Reading ${taking.name}`, snapshotId: taking.snapshotId }, async (job) => {
          const taken = await takeSnapshot(deps, job, taking);
          if (!taken.ok) return taken;
          if (from.value.origin === "demo") await bringDemoPolicies(deps, taking.snapshotId);
          return ok(null);
        }),
      );
    },
    "snapshots.export": async (request) => exportSnapshot(deps, loaded, request),
    "snapshots.delete": async ({ id }) => {
      const job = jobs.list().find((one) => one.snapshotId === id && one.state === "running");
      if (job) {
        return fail("in-use", `The snapshot cannot be deleted while it is in use: ${job.title}.`, {
          remedy: "Cancel that work, or wait until it has ended.",
          usedBy: [{ kind: "job", name: job.title }],
        });
      }
      const dropped = await store.dropSnapshot({ id });
      if (!dropped.ok) return dropped;
      await audit.unload({ snapshotId: id });
      changed("snapshots", "policies");
      return dropped;
    },
  };
}
