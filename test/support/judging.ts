import { InventoryBuilder, Judgement } from "../../shared/audit/index.ts";
import type { Inventory, RunOptions } from "../../shared/audit/index.ts";
import { emptyPolicy } from "../../shared/model/policy.ts";
import type { Policy, PolicyRule } from "../../shared/model/policy.ts";
import { ruleDescriptor } from "../../shared/rules/index.ts";
import { defaultProperties } from "../../shared/rules/parameters.ts";

export const RUN: RunOptions = {
  phase: "deployment",
  unsetFields: "violates",
  trustedDigests: [],
  now: Date.parse("2026-11-24T12:00:00Z"),
  excludedNamespaces: ["kube-system"],
};

/** A rule that blocks, with its descriptor's default parameters. */
export function rule(type: string, fields: Partial<PolicyRule> = {}): PolicyRule {
  const descriptor = ruleDescriptor(type);
  return { type, enabled: true, action: "block", mitigation: "log", properties: descriptor ? defaultProperties(descriptor) : {}, ...fields };
}

/** A policy whose cluster-wide definition has the given rules. */
export function policyOf(...rules: PolicyRule[]): Policy {
  return { ...emptyPolicy("test_policy"), cluster: { rules, exceptions: [] } };
}

export function inventoryOf(objects: unknown[], namespace = "default"): Inventory {
  const builder = new InventoryBuilder({ namespace });
  objects.forEach((object, index) => builder.object(object, { file: "test.json", index }));
  return builder.inventory();
}

export function judge(objects: unknown[], policy: Policy, options: Partial<RunOptions> = {}): Judgement {
  return new Judgement(inventoryOf(objects), policy, { ...RUN, ...options });
}
