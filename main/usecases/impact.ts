import { stableStringify } from "../../shared/kernel/stable.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { createExceptionMemory } from "./exceptionMemory.ts";
import { judgeSettings } from "./loaded.ts";
import type { Loaded } from "./loaded.ts";

export function impactUseCases(deps: Deps, loaded: Loaded): UseCasesOf<"impact"> {
  const { store, audit } = deps;
  const memory = createExceptionMemory(deps);
  return {
    "impact.judge": async ({ baseVersion, ...request }) => {
      const { policy, snapshotId } = request;
      // Version 0, or one that has gone: nothing to compare with.
      const saved = baseVersion ? await store.policy({ name: policy.name, version: baseVersion }) : undefined;
      const base = saved?.ok ? { policy: saved.value.policy, version: saved.value.version } : undefined;
      const settings = await judgeSettings(deps);
      const impact = await loaded.askSnapshot(snapshotId, () => audit.impact({ ...request, ...(base ? { base } : {}), settings }));
      if (!impact.ok || impact.value.exceptions.length === 0) return impact;
      // A draft's other rules may make an exception needed, or not: only what is saved is remembered.
      if (base && stableStringify(policy) === stableStringify(base.policy)) await memory.remember(policy, base.version, snapshotId, impact.value.exceptions);
      return ok({ ...impact.value, exceptions: await memory.recall(policy, impact.value.exceptions) });
    },
  };
}
