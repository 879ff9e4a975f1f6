import type { Policy } from "../model/policy.ts";
import { ruleSentence } from "../rules/sentence.ts";
import type { RuleCount } from "./results.ts";

/** Names a rule within one policy. */
export function ruleKey(definition: string, index: number): string {
  return `${definition}/${index}`;
}

/** Every rule of a policy with the number of workloads it hits, in the order of the policy. */
export function ruleCounts(policy: Policy, hits: ReadonlyMap<string, number>): RuleCount[] {
  const definitions = [{ name: "cluster", rules: policy.cluster.rules }, ...policy.namespaced.map(({ name, rules }) => ({ name, rules: rules ?? [] }))];
  return definitions.flatMap(({ name, rules }) =>
    rules.map((rule, index) => {
      const key = ruleKey(name, index);
      return { key, definition: name, index, type: rule.type, sentence: ruleSentence(rule), action: rule.action, workloads: hits.get(key) ?? 0 };
    }),
  );
}
