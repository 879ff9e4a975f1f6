import type { Policy } from "../model/policy.ts";
import { attestorsOf } from "./signature.ts";

/** What a policy uses by name. */
export type UsedKind = "rulesets" | "attestors";

/** Names of the rulesets or attestors that a policy uses, each once. Rules that are switched off count too. */
export function namesUsed(policy: Policy, kind: UsedKind): string[] {
  if (kind === "rulesets") return [...new Set(policy.runtime.rulesets)];
  const rules = [policy.cluster.rules, ...policy.namespaced.map((definition) => definition.rules ?? [])].flat();
  return [...new Set(rules.flatMap((rule) => (rule.type === "verifyImages" ? attestorsOf(rule.properties).names : [])))];
}
