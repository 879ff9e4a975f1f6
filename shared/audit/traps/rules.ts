import type { Policy, PolicyRule } from "../../model/policy.ts";
import { ruleDescriptor } from "../../rules/index.ts";
import { parameterProblems } from "../../rules/parameters.ts";
import type { Trap } from "../results.ts";
import { covers } from "./covers.ts";
import type { TrapFacts } from "./facts.ts";
import { contradictions, imageRuleTraps } from "./imageRules.ts";
import type { PlacedRule } from "./placed.ts";
import { signatureTraps } from "./signatures.ts";
import { fix, inWords, trap } from "./words.ts";

export function ruleTraps(policy: Policy, facts: TrapFacts | undefined): Trap[] {
  const definitions = [
    { definition: "cluster", path: "cluster", rules: policy.cluster.rules },
    ...policy.namespaced.map(({ name, rules = [] }, place) => ({ definition: name, path: `namespaced[${place}]`, rules })),
  ];
  return definitions.flatMap(({ definition, path, rules }) => {
    const placed = rules.map((rule, index): PlacedRule => ({ rule, definition, index, path: `${path}.rules[${index}]` })).filter(({ rule }) => isActive(rule));
    return [...placed.flatMap((each) => [...imageRuleTraps(each, facts), ...signatureTraps(each)]), ...contradictions(placed), ...redundantRules(placed)];
  });
}

function isActive(rule: PolicyRule): boolean {
  const descriptor = ruleDescriptor(rule.type);
  const isOn = rule.enabled && (rule.action !== "none" || rule.mitigation !== "none");
  return isOn && descriptor !== undefined && parameterProblems(descriptor, rule.properties).length === 0;
}

/** Rules that act only where another acts at least as strictly. Only rules of one type are compared. */
function redundantRules(rules: readonly PlacedRule[]): Trap[] {
  return [...Map.groupBy(rules, ({ rule }) => rule.type).values()].flatMap((alike) =>
    alike.flatMap((placed, place): Trap[] => {
      const other = alike.find((candidate, at) => at !== place && covers(candidate.rule, placed.rule) && (at < place || !covers(placed.rule, candidate.rule)));
      if (!other) return [];
      return [
        trap(
          "redundant-rule", placed.path,
          `Another rule (${inWords(other.rule)}) acts on everything that this rule acts on, at least as strictly.`,
          "Remove this rule, or make it stricter than the other.",
          [fix("Remove this rule", placed.path)],
        ),
      ];
    }),
  );
}
