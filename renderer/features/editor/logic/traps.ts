import { valueAt } from "../../../../shared/audit/traps/fix.ts";
import type { Trap } from "../../../../shared/ipc/types.ts";
import type { Policy } from "../../../../shared/model/policy.ts";

/** Traps of a state of the policy. */
export interface TrapsOf {
  policy: Policy;
  traps: Trap[];
}

/** The rule or exception that a trap is about: `cluster.rules[3]` of `cluster.rules[3].properties.values[0]`. */
export function itemOf(path: string): string {
  return /^.*?\.(rules|exceptions)\[\d+\]/.exec(path)?.[0] ?? path;
}

/**
 * The traps of a draft by rule or exception. The result of judging knows more, because it has seen the cluster data, but
 * may be of an older state: it counts for those that have not changed since, the policy alone for the others.
 */
export function trapsByItem(policy: Policy, alone: TrapsOf, judged: TrapsOf | undefined): Map<string, Trap[]> {
  const isAsJudged = (item: string) => judged !== undefined && valueAt(judged.policy, item) === valueAt(policy, item);
  const told = [
    ...(judged?.traps.filter(({ path }) => isAsJudged(itemOf(path))) ?? []),
    ...alone.traps.filter(({ path }) => !isAsJudged(itemOf(path)) && valueAt(alone.policy, itemOf(path)) === valueAt(policy, itemOf(path))),
  ];
  return Map.groupBy(told, ({ path }) => itemOf(path));
}
