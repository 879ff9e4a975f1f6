import type { RulesetSummary } from "../../shared/ipc/types.ts";
import type { Policy } from "../../shared/model/policy.ts";
import type { Ruleset } from "../../shared/model/ruleset.ts";
import { namesUsed } from "../../shared/rules/uses.ts";
import type { UsedKind } from "../../shared/rules/uses.ts";
import type { ReadableDB } from "./database.ts";
import { countRules, readPolicyDocument } from "./documents.ts";

/**
 * What lists show of the newest version of a document, kept in the column `facts` when it is saved. A migration that
 * changes what belongs to the facts sets the column to NULL: they are taken from the document then.
 */

export interface PolicyFacts extends Record<UsedKind, string[]> {
  description: string;
  ruleCount: number;
  namespacedCount: number;
}

export type RulesetFacts = Pick<RulesetSummary, "description" | "labels" | "labelMatchingCondition" | "ruleCount" | "customFileCount">;

export function policyFacts(policy: Policy): PolicyFacts {
  return {
    description: policy.description,
    ruleCount: countRules(policy),
    namespacedCount: policy.namespaced.length,
    rulesets: namesUsed(policy, "rulesets"),
    attestors: namesUsed(policy, "attestors"),
  };
}

export function rulesetFacts({ description, labels, labelMatchingCondition, rules, customRules }: Ruleset): RulesetFacts {
  return { description, labels, labelMatchingCondition, ruleCount: rules.length, customFileCount: customRules.length };
}

/** The newest version of each policy by name, with its facts. */
export function newestPolicies(db: ReadableDB): { name: string; platform: Policy["platform"]; version: number; created: string; saved: string; facts: PolicyFacts }[] {
  interface Row {
    name: string;
    platform: Policy["platform"];
    version: number;
    created: string;
    saved: string;
    facts: string | null;
    document: string | null;
  }
  const rows = db.all<Row>(
    `SELECT p.name, p.platform, p.version, p.created, v.saved, p.facts, iif(p.facts IS NULL, v.document, NULL) AS document
     FROM policies p JOIN policy_versions v ON v.policy = p.name AND v.version = p.version ORDER BY p.name`,
  );
  return rows.map(({ facts, document, ...row }) => ({
    ...row,
    facts: facts === null ? policyFacts(readPolicyDocument(document ?? "")) : (JSON.parse(facts) as PolicyFacts),
  }));
}
