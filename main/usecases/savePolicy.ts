import type { SavedPolicy } from "../../shared/ipc/types.ts";
import { fail } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { validatePolicy } from "../../shared/rules/validate.ts";
import type { Deps } from "./deps.ts";

type SavingDeps = Pick<Deps, "store" | "now" | "userName">;

/** Saves a policy as version 1 of a new name. */
export async function createPolicy(deps: SavingDeps, policy: Policy, note: string): Promise<Result<SavedPolicy>> {
  const refused = refusal(policy);
  return refused ?? deps.store.createPolicy({ policy, author: await author(deps), note, now: deps.now() });
}

/** Saves a policy as the version after `baseVersion`. */
export async function savePolicy(deps: SavingDeps, policy: Policy, baseVersion: number, note: string): Promise<Result<SavedPolicy>> {
  const refused = refusal(policy);
  return refused ?? deps.store.savePolicy({ policy, baseVersion, author: await author(deps), note, now: deps.now() });
}

function refusal(policy: Policy): Result<never> | undefined {
  const issues = validatePolicy(policy);
  if (issues.length === 0) return undefined;
  const [first] = issues;
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return fail("invalid-input", `The policy "${policy.name}" cannot be saved: ${first?.path}: ${first?.message}${rest}`, { path: first?.path, issues });
}

async function author({ store, userName }: SavingDeps): Promise<string> {
  return (await store.settings()).author || userName;
}
