import { isObject, type JsonObject } from "../../kernel/json.ts";
import type { NamespacedDefinition, Policy } from "../../model/policy.ts";
import type { Ruleset } from "../../model/ruleset.ts";
import { customRulesLoss } from "../api/objects.ts";
import { toApiPolicy } from "../api/write.ts";
import { definitionName, foreignLoss } from "../describe.ts";
import { keptFor, keptMap } from "../kept.ts";
import { writeLabels, writeRulesetRules } from "../rulesetParts.ts";
import { Expression, Raw, resourceBlock } from "./hcl.ts";
import { POLICY_RESOURCE, RULESET_RESOURCE, toLabel } from "./names.ts";

const FORMAT = "terraform";

/**
 * A policy as a resource of the vendor's Terraform provider: the API's JSON under the provider's names.
 * @param taken labels of the resources that stand in the same file; the new one is added
 */
export function toTerraformPolicy(policy: Policy, taken: Set<string> = new Set()): { text: string; lossy: string[] } {
  const spelledOut: string[] = [];
  const complete = { ...policy, namespaced: policy.namespaced.map((definition) => withRules(definition, policy, spelledOut)) };
  const { source, lossy } = toApiPolicy(complete, FORMAT);
  const kept = keptFor(policy, FORMAT);
  const { name, description, default: defaults, namespaced, runtime, xdrEnabled, malwareScan, secretScan, platform: _platform, ...rest } = source;
  const attributes: JsonObject = {
    name,
    ...(description === undefined ? {} : { description }),
    default: defaults,
    ...(namespaced === undefined ? {} : { namespaced }),
    ...(runtime === undefined ? {} : { runtime: withReferences(runtime, keptMap(kept, "references")) }),
    xdr_enabled: xdrEnabled,
    ...malwareAttributes(malwareScan),
    ...secretAttributes(secretScan),
    ...rawAttributes(rest),
  };
  let label = labelOf(policy, kept);
  while (taken.has(label)) label += "_";
  taken.add(label);
  return { text: resourceBlock(POLICY_RESOURCE, label, composed(attributes, lossy)), lossy: [...spelledOut, ...lossy] };
}

/** The provider wants rules in each namespaced definition: inherited ones are written out. */
function withRules(definition: NamespacedDefinition, policy: Policy, lossy: string[]): NamespacedDefinition {
  if (definition.rules) return definition;
  lossy.push(`${definitionName(definition)} inherits its rules, which Terraform cannot say: the cluster-wide rules are written out in it.`);
  return { ...definition, rules: policy.cluster.rules };
}

function withReferences(runtime: unknown, references: JsonObject): unknown {
  if (!isObject(runtime) || !Array.isArray(runtime["rulesets"])) return runtime;
  const rulesets = runtime["rulesets"].map((entry: unknown) => {
    const reference = isObject(entry) ? references[String(entry["id"])] : undefined;
    return isObject(entry) && typeof reference === "string" ? { ...entry, id: new Expression(reference) } : entry;
  });
  return { ...runtime, rulesets };
}

function malwareAttributes(scan: unknown): JsonObject {
  return isObject(scan) ? { malware_scan_mitigation: scan["mitigation"], ...scheduleAttributes("malware_scan", scan) } : {};
}

function secretAttributes(scan: unknown): JsonObject {
  if (!isObject(scan)) return {};
  const schedule = keptMap(scan, "schedule");
  return {
    secret_scan_mitigation: scan["mitigation"],
    ...scheduleAttributes("secret_scan", scan),
    ...(schedule["skipIfRuleNotChanged"] === undefined ? {} : { secret_scan_skip_if_rule_not_change: schedule["skipIfRuleNotChanged"] }),
    ...(scan["excludedPaths"] === undefined ? {} : { secret_scan_exclude_paths: scan["excludedPaths"] }),
  };
}

/** The provider's default is “off”, the API's “on where there is a schedule”: so it is always said. */
function scheduleAttributes(prefix: string, scan: JsonObject): JsonObject {
  const { cron, enabled = cron !== undefined } = keptMap(scan, "schedule");
  return { [`${prefix}_enabled`]: enabled, ...(cron === undefined ? {} : { [`${prefix}_schedule`]: cron }) };
}

/** A ruleset as a resource of the vendor's Terraform provider. */
export function toTerraformRuleset(ruleset: Ruleset): { text: string; lossy: string[] } {
  const lossy: string[] = [];
  const kept = keptFor(ruleset, FORMAT);
  const foreign = foreignLoss(ruleset, FORMAT, "The ruleset");
  if (foreign !== null) lossy.push(foreign);
  if (ruleset.customRules.length > 0) lossy.push(customRulesLoss(ruleset, "Terraform"));
  if (ruleset.labelMatchingCondition === "notAny") {
    const effect = ruleset.labels.length > 0 ? "the provider applies the ruleset to pods with the labels instead" : "the provider cannot say it, and without labels it means nothing";
    lossy.push(`“Pods with none of the labels” (labelMatchingCondition): ${effect}.`);
  }
  const keptName = kept["name"];
  const attributes: JsonObject = {
    name: typeof keptName === "string" ? keptName : ruleset.name,
    ...(ruleset.description === "" ? {} : { description: ruleset.description }),
    ...(ruleset.labels.length > 0 ? { labels: writeLabels(ruleset, kept) } : {}),
    rules: writeRulesetRules(ruleset, "id", FORMAT, lossy),
    ...rawAttributes(keptMap(kept, "fields")),
  };
  return { text: resourceBlock(RULESET_RESOURCE, labelOf(ruleset, kept), composed(attributes, lossy)), lossy };
}

/** Terraform brings every text to Unicode's composed form (NFC); where that changes one, it is told. */
function composed(attributes: JsonObject, lossy: string[]): JsonObject {
  const compose = (value: unknown): unknown => {
    if (typeof value === "string") {
      const text = value.normalize("NFC");
      if (text !== value) lossy.push(`The text “${value}” is spelled with other characters that look the same (Unicode NFC): Terraform does so with all texts.`);
      return text;
    }
    if (Array.isArray(value)) return value.map(compose);
    return isObject(value) && !(value instanceof Expression) && !(value instanceof Raw)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, compose(inner)]))
      : value;
  };
  return compose(attributes) as JsonObject;
}

function rawAttributes(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, new Raw(value)]));
}

function labelOf(item: { name: string }, kept: JsonObject): string {
  return typeof kept["label"] === "string" ? kept["label"] : toLabel(item.name);
}
