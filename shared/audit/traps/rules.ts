import type { ImageOperator, ImagePart, Policy, PolicyRule } from "../../model/policy.ts";
import { IMAGE_PARTS } from "../../model/policy.ts";
import { isNegative } from "../../rules/imageMatch.ts";
import { ruleDescriptor } from "../../rules/index.ts";
import { parameterProblems } from "../../rules/parameters.ts";
import { ruleSentence } from "../../rules/sentence.ts";
import type { Trap } from "../results.ts";
import { ruleKey } from "../ruleCounts.ts";
import { covers } from "./covers.ts";
import { foreignExample } from "./example.ts";
import type { TrapFacts } from "./facts.ts";

/** Below this many workloads a share says little. */
const FEW_WORKLOADS = 8;
const NEARLY_ALL = 0.9;

/** A rule that is in force somewhere, with its place. */
export interface PlacedRule {
  rule: PolicyRule;
  definition: string;
  index: number;
  path: string;
}

export function ruleTraps(policy: Policy, facts: TrapFacts | undefined): Trap[] {
  const definitions = [
    { definition: "cluster", path: "cluster", rules: policy.cluster.rules },
    ...policy.namespaced.map(({ name, rules = [] }, place) => ({ definition: name, path: `namespaced[${place}]`, rules })),
  ];
  return definitions.flatMap(({ definition, path, rules }) => {
    const placed = rules.map((rule, index): PlacedRule => ({ rule, definition, index, path: `${path}.rules[${index}]` })).filter(({ rule }) => isActive(rule));
    return [
      ...placed.flatMap((each) => [...hitsNearlyAll(each, facts), ...leakyAllowList(each)]),
      ...contradictions(placed),
      ...redundantRules(placed),
    ];
  });
}

function isActive(rule: PolicyRule): boolean {
  const descriptor = ruleDescriptor(rule.type);
  const isOn = rule.enabled && (rule.action !== "none" || rule.mitigation !== "none");
  return isOn && descriptor !== undefined && parameterProblems(descriptor, rule.properties).length === 0;
}

interface ImageRule {
  part: ImagePart;
  operator: ImageOperator;
  values: string[];
}

/** The comparison of a rule about images. */
function imageRule({ type, properties }: PolicyRule): ImageRule | undefined {
  const part = IMAGE_PARTS.find((candidate) => candidate === type);
  return part && { part, operator: properties["operator"] as ImageOperator, values: properties["values"] as string[] };
}

/** Told of rules that act on what is not named: others may well hit everything for a reason. */
function hitsNearlyAll({ rule, definition, index, path }: PlacedRule, facts: TrapFacts | undefined): Trap[] {
  const image = imageRule(rule);
  if (!image || !isNegative(image.operator) || !facts || facts.workloads < FEW_WORKLOADS) return [];
  const hits = facts.hits.get(ruleKey(definition, index)) ?? 0;
  if (hits < facts.workloads * NEARLY_ALL) return [];
  return [
    {
      code: "hits-nearly-everything",
      path: `${path}.properties.values`,
      message: `This rule acts on ${hits} of ${facts.workloads} workloads: “${ruleSentence(rule)}” means all images but those.`,
      remedy: "Add the values that are allowed, or choose “equal” to act on the named ones.",
    },
  ];
}

/** Two such rules with nothing in common: rules are or-ed, so whatever satisfies one violates the other. */
function contradictions(rules: PlacedRule[]): Trap[] {
  const traps: Trap[] = [];
  rules.forEach((later, place) => {
    const image = imageRule(later.rule);
    if (image?.operator !== "notEquals") return;
    const earlier = rules.slice(0, place).find(({ rule }) => {
      const other = imageRule(rule);
      return other?.operator === "notEquals" && other.part === image.part && meet(rule, later.rule) && !other.values.some((value) => image.values.includes(value));
    });
    if (!earlier) return;
    traps.push({
      code: "hits-nearly-everything",
      path: `${later.path}.properties.values`,
      message: `Every image violates this rule or rule ${earlier.index + 1}: one acts on all but “${image.values.join("”, “")}”, the other on those too.`,
      remedy: "Put the values of both into one rule.",
    });
  });
  return traps;
}

/** Whether two rules hold in a common namespace. */
function meet(a: PolicyRule, b: PolicyRule): boolean {
  const [here, there] = [a.namespaces ?? [], b.namespaces ?? []];
  return here.length === 0 || there.length === 0 || here.some((namespace) => there.includes(namespace));
}

/** “do not contain” as an allow-list lets pass whatever has the value anywhere in it. */
function leakyAllowList({ rule, path }: PlacedRule): Trap[] {
  const image = imageRule(rule);
  if (image?.operator !== "notContains" || (image.part !== "imageRegistry" && image.part !== "imagePath")) return [];
  return image.values.flatMap((value, index): Trap[] => {
    // For a negative operator a match is what violates: the example is one that “contains” the value.
    const example = foreignExample(image.part, "contains", value);
    if (example === undefined || value.startsWith("@")) return [];
    return [
      {
        code: "prefix-without-end",
        path: `${path}.properties.values[${index}]`,
        message: `As an allow-list this lets ${example} pass: it contains “${value}” too.`,
        remedy: `Use “do not equal” with the registry${value.includes("/") ? " and path" : ""}: it compares whole parts.`,
      },
    ];
  });
}

function redundantRules(rules: PlacedRule[]): Trap[] {
  return rules.flatMap((placed, place): Trap[] => {
    const other = rules.find((candidate, at) => at !== place && covers(candidate.rule, placed.rule) && (at < place || !covers(placed.rule, candidate.rule)));
    if (!other) return [];
    return [
      {
        code: "redundant-rule",
        path: placed.path,
        message: `Rule ${other.index + 1} (${ruleSentence(other.rule)}) acts on everything that this rule acts on, at least as strictly.`,
        remedy: "Remove this rule, or make it stricter than the other.",
      },
    ];
  });
}
