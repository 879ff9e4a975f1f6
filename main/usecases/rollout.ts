import { planRollout } from "../../shared/audit/rollout.ts";
import type { RolloutPoint } from "../../shared/audit/results.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { judgeSettings } from "./loaded.ts";
import type { Loaded } from "./loaded.ts";

/** Plans a rollout from what the policy would do, today, to data of several days. */
export function rolloutUseCases(deps: Deps, loaded: Loaded): UseCasesOf<"rollout"> {
  const { store, audit } = deps;
  return {
    "rollout.plan": async ({ policy: name, version, snapshotIds, quietDays }) => {
      const found = await store.policy({ name, ...(version === undefined ? {} : { version }) });
      if (!found.ok) return found;
      const { policy } = found.value;
      if (policy.platform === "ecs") return fail("not-supported", `The policy "${name}" is for Amazon ECS: it judges no Kubernetes workload.`, { remedy: "Choose a policy for Kubernetes." });
      const settings = await judgeSettings(deps);
      const snapshots = await store.snapshots();
      const points: RolloutPoint[] = [];
      // One after the other: only few inventories are kept in memory.
      for (const snapshotId of new Set(snapshotIds)) {
        const snapshot = snapshots.find(({ id }) => id === snapshotId);
        if (!snapshot) return fail("not-found", "Some of the chosen data is no longer there.", { remedy: "Choose again." });
        const namespaces = await loaded.askSnapshot(snapshotId, () => audit.namespaces({ snapshotId, policy, options: { phase: "deployment" }, settings }));
        if (!namespaces.ok) return namespaces;
        points.push({ taken: snapshot.taken, name: snapshot.name, namespaces: namespaces.value });
      }
      return ok(planRollout({ policy, points, quietDays, now: Date.parse(settings.now) }));
    },
  };
}
