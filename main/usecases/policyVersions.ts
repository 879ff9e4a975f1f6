import { writePolicy } from "../../shared/exchange/index.ts";
import type { ComparedVersion, PolicyComparison, SavedPolicy } from "../../shared/ipc/types.ts";
import { contextOf, diffLines } from "../../shared/kernel/lines.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Policy } from "../../shared/model/policy.ts";
import { comparePolicies } from "../../shared/rules/comparePolicies.ts";
import type { Deps } from "./deps.ts";
import { savePolicy } from "./savePolicy.ts";

/** Equal lines shown around each difference. */
const LINES_AROUND = 3;

/** Two versions of a policy, by rule in words and as text. */
export async function compareVersions(deps: Deps, { name, a, b }: { name: string; a: number; b: number | "draft" }): Promise<Result<PolicyComparison>> {
  const [before, after] = [await stateOf(deps, name, a), await stateOf(deps, name, b)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const [textBefore, textAfter] = [before, after].map(({ value }) => writePolicy(value.policy, "sallyport").text.trimEnd().split("\n"));
  return ok({
    a: before.value.about,
    b: after.value.about,
    changes: comparePolicies(before.value.policy, after.value.policy),
    lines: contextOf(diffLines(textBefore ?? [], textAfter ?? []), LINES_AROUND),
  });
}

/** One side of a comparison: the policy as it was, and what is known of that state. */
interface State {
  policy: Policy;
  about: ComparedVersion;
}

async function stateOf({ store }: Deps, name: string, which: number | "draft"): Promise<Result<State>> {
  if (which === "draft") {
    const draft = await store.draft({ name });
    if (!draft) return fail("not-found", `The policy "${name}" has no draft.`);
    return ok({ policy: draft.policy, about: { version: which, saved: draft.updated, author: draft.author, note: "" } });
  }
  const found = await store.policy({ name, version: which });
  if (!found.ok) return found;
  const { policy, version, saved, author } = found.value;
  const note = (await store.policyVersions({ name })).find((one) => one.version === version)?.note ?? "";
  return ok({ policy, about: { version, saved, author, note } });
}

/** Saves an earlier version as the newest: nothing that came after it is lost, and work that was not saved stays a draft. */
export async function restoreVersion(deps: Deps, name: string, version: number, note: string | undefined): Promise<Result<SavedPolicy>> {
  const newest = await deps.store.policy({ name });
  if (!newest.ok) return newest;
  if (version === newest.value.version) return fail("invalid-input", `Version ${version} of "${name}" is the newest already.`);
  const earlier = await deps.store.policy({ name, version });
  if (!earlier.ok) return earlier;
  return savePolicy(deps, earlier.value.policy, newest.value.version, note ?? `Version ${version} restored`, { keepDraft: true });
}
