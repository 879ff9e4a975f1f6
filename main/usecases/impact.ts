import type { Deps, UseCasesOf } from "./deps.ts";
import { judgeSettings } from "./loaded.ts";
import type { Loaded } from "./loaded.ts";

export function impactUseCases(deps: Deps, loaded: Loaded): UseCasesOf<"impact"> {
  const { store, audit } = deps;
  return {
    "impact.judge": async ({ baseVersion, ...request }) => {
      // Version 0, or one that has gone: nothing to compare with.
      const saved = baseVersion ? await store.policy({ name: request.policy.name, version: baseVersion }) : undefined;
      const base = saved?.ok ? { policy: saved.value.policy, version: saved.value.version } : undefined;
      const settings = await judgeSettings(deps);
      return loaded.askSnapshot(request.snapshotId, () => audit.impact({ ...request, ...(base ? { base } : {}), settings }));
    },
  };
}
