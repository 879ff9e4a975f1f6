import type { SavedPolicy } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { FieldIssue, Result } from "../../shared/kernel/result.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { namesUsed } from "../../shared/rules/uses.ts";
import { validatePolicy } from "../../shared/rules/validate.ts";
import type { DraftWriter } from "../../shared/ipc/objects.ts";
import type { Deps } from "./deps.ts";

type SavingDeps = Pick<Deps, "store" | "now" | "userName">;

/** What becomes of the draft: it is kept, or it goes; with `writer` only the one that its window knows. */
interface DraftTerms {
  keepDraft?: boolean;
  writer?: DraftWriter | undefined;
}

/** Saves a policy as version 1 of a new name. */
export async function createPolicy(deps: SavingDeps, policy: Policy, note: string, { writer }: DraftTerms = {}): Promise<Result<SavedPolicy>> {
  const refused = refusal(policy);
  if (refused) return refused;
  return withWarnings(deps, await deps.store.createPolicy({ policy, author: await author(deps), note, now: deps.now(), writer }));
}

/** Saves a policy as the version after `baseVersion`. Its draft goes, unless it is to be kept. */
export async function savePolicy(deps: SavingDeps, policy: Policy, baseVersion: number, note: string, { keepDraft = false, writer }: DraftTerms = {}): Promise<Result<SavedPolicy>> {
  const refused = refusal(policy);
  if (refused) return refused;
  return withWarnings(deps, await deps.store.savePolicy({ policy, baseVersion, author: await author(deps), note, now: deps.now(), keepDraft, writer }));
}

function refusal(policy: Policy): Result<never> | undefined {
  const issues = validatePolicy(policy);
  if (issues.length === 0) return undefined;
  const [first] = issues;
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return fail("invalid-input", `The policy "${policy.name}" cannot be saved: ${first?.path}: ${first?.message}${rest}`, { path: first?.path, issues });
}

/**
 * What a policy names and the store does not have: rulesets and attestors may be brought later, or live in the product
 * only, so it is saved all the same.
 */
async function withWarnings({ store }: SavingDeps, saved: Result<SavedPolicy>): Promise<Result<SavedPolicy>> {
  if (!saved.ok) return saved;
  const { policy } = saved.value;
  const rulesets = namesUsed(policy, "rulesets");
  const attestors = namesUsed(policy, "attestors");
  const warnings = [
    ...(rulesets.length > 0 ? missing(rulesets, (await store.rulesets()).map(({ name }) => name), "ruleset", "runtime.rulesets") : []),
    ...(attestors.length > 0 ? missing(attestors, (await store.attestors()).map(({ document }) => document.name), "attestor", "cluster.rules") : []),
  ];
  return warnings.length > 0 ? ok({ ...saved.value, warnings }) : saved;
}

function missing(named: string[], known: string[], noun: string, path: string): FieldIssue[] {
  return named.filter((name) => !known.includes(name)).map((name) => ({ path, message: `There is no ${noun} named "${name}" here.` }));
}

/** Whom a version is by: as the settings say, else the user of this machine. */
export async function author({ store, userName }: SavingDeps): Promise<string> {
  return (await store.settings()).author || userName;
}
