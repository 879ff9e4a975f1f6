import { writePolicy, writePolicyPage } from "../../shared/exchange/index.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { SavedPolicy } from "../../shared/ipc/types.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import { duplicateName } from "./duplicateName.ts";
import { compareVersions, restoreVersion } from "./policyVersions.ts";
import { createPolicy, savePolicy } from "./savePolicy.ts";

export function policyUseCases(deps: Deps): UseCasesOf<"policies"> {
  const { store, changed } = deps;
  return {
    "policies.list": async () => ok(await store.policies()),
    "policies.get": (request) => store.policy(request),
    "policies.versions": async (request) => ok(await store.policyVersions(request)),
    "policies.create": async ({ policy, note = "", writer }) => announced(deps, await createPolicy(deps, policy, note, { writer })),
    "policies.save": async ({ policy, baseVersion, note = "", writer }) => announced(deps, await savePolicy(deps, policy, baseVersion, note, { writer })),
    "policies.duplicate": async ({ name }) => announced(deps, await duplicatePolicy(deps, name)),
    "policies.delete": async (request) => announced(deps, await store.deletePolicy(request)),
    "policies.export": async ({ name, format }) => {
      const found = await store.policy({ name });
      return found.ok ? ok(writePolicy(found.value.policy, format)) : found;
    },
    "policies.page": async ({ format, ...request }) => {
      const found = await store.policy(request);
      return found.ok ? ok(writePolicyPage(found.value.policy, found.value, format)) : found;
    },
    "policies.assign": async ({ target, policy }) => {
      const assigned = await store.assign({ ...target, policy });
      if (assigned.ok) changed("policies", target.type === "context" ? "contexts" : "snapshots");
      return assigned;
    },
    "policies.assignments": async () => ok((await store.assignments()).map(({ type, id, name, policy }) => ({ target: { type, id }, name, policy }))),
    "policies.compare": (request) => compareVersions(deps, request),
    "policies.restore": async ({ name, version, note }) => announced(deps, await restoreVersion(deps, name, version, note)),
  };
}

function announced<T>({ changed }: Deps, result: Result<T>): Result<T> {
  if (result.ok) changed("policies", "drafts");
  return result;
}

async function duplicatePolicy(deps: Deps, name: string): Promise<Result<SavedPolicy>> {
  const base = await deps.store.policy({ name });
  if (!base.ok) return base;
  const taken = new Set((await deps.store.policies()).map((policy) => policy.name));
  return createPolicy(deps, { ...base.value.policy, name: duplicateName(name, "Policy", taken) }, `Duplicate of ${name}, version ${base.value.version}`);
}
