import { writePolicy } from "../../shared/exchange/index.ts";
import type { ComparedVersion, PolicyComparison, SavedPolicy } from "../../shared/ipc/types.ts";
import { contextOf, diffLines } from "../../shared/kernel/lines.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { comparePolicies } from "../../shared/rules/comparePolicies.ts";
import type { Deps } from "./deps.ts";
import { savePolicy } from "./savePolicy.ts";

/** Equal lines shown around each difference. */
const LINES_AROUND = 3;

/** Two versions of a policy, by rule in words and as text. */
export async function compareVersions({ store }: Deps, { name, a, b }: { name: string; a: number; b: number }): Promise<Result<PolicyComparison>> {
  const [before, after] = [await store.policy({ name, version: a }), await store.policy({ name, version: b })];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const notes = new Map((await store.policyVersions({ name })).map(({ version, note }) => [version, note]));
  const about = ({ version, saved, author }: SavedPolicy): ComparedVersion => ({ version, saved, author, note: notes.get(version) ?? "" });
  const [textBefore, textAfter] = [before, after].map(({ value }) => writePolicy(value.policy, "sallyport").text.trimEnd().split("\n"));
  return ok({
    a: about(before.value),
    b: about(after.value),
    changes: comparePolicies(before.value.policy, after.value.policy),
    lines: contextOf(diffLines(textBefore ?? [], textAfter ?? []), LINES_AROUND),
  });
}

/** Saves an earlier version as the newest: nothing that came after it is lost. */
export async function restoreVersion(deps: Deps, name: string, version: number, note: string | undefined): Promise<Result<SavedPolicy>> {
  const newest = await deps.store.policy({ name });
  if (!newest.ok) return newest;
  if (version === newest.value.version) return fail("invalid-input", `Version ${version} of "${name}" is the newest already.`);
  const earlier = await deps.store.policy({ name, version });
  if (!earlier.ok) return earlier;
  return savePolicy(deps, earlier.value.policy, newest.value.version, note ?? `Version ${version} restored`);
}
