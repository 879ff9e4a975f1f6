import { compileImageMatch, isNegative } from "../../rules/imageMatch.ts";
import type { PolicyRule } from "../../model/policy.ts";
import type { Trap, TrapFix } from "../results.ts";
import { ruleKey } from "../ruleCounts.ts";
import { foreignExample } from "./example.ts";
import type { TrapFacts } from "./facts.ts";
import { impossibleBecause, probablyMeant } from "./impossible.ts";
import { registriesOf } from "./onData.ts";
import { imageRule } from "./placed.ts";
import type { ImageRule, PlacedRule } from "./placed.ts";
import { fix, inWords, quoted, trap } from "./words.ts";

/** Below this many workloads a share says little. */
const FEW_WORKLOADS = 8;
const NEARLY_ALL = 0.9;

/** Traps of one rule about images. Values that no image can have come first: the rest would only follow from them. */
export function imageRuleTraps(placed: PlacedRule, facts: TrapFacts | undefined): Trap[] {
  const image = imageRule(placed.rule);
  if (!image) return [];
  const impossible = impossibleValues(placed, image);
  return impossible.length > 0 ? impossible : [...hitsNearlyAll(placed, image, facts), ...leakyAllowList(placed, image)];
}

function impossibleValues({ path }: PlacedRule, { part, operator, values }: ImageRule): Trap[] {
  const lost = values.filter((value) => impossibleBecause(part, value) !== undefined);
  const isBlind = isNegative(operator) && lost.length === values.length;
  return values.flatMap((value, place): Trap[] => {
    const because = impossibleBecause(part, value);
    if (because === undefined) return [];
    const at = `${path}.properties.values[${place}]`;
    const meant = probablyMeant(part, operator, value);
    const canCorrect = meant !== undefined && (meant.operator === operator || values.length === 1);
    const fixes: TrapFix[] = [
      ...(canCorrect ? [{ label: `${meant.operator === operator ? "Change it to" : "Use “start with”"} ${meant.value}`, changes: [{ path: `${path}.properties.operator`, value: meant.operator }, { path: at, value: meant.value }] }] : []),
      ...(values.length > 1 ? [fix("Remove this value", at)] : isNegative(operator) ? [] : [fix("Remove this rule", path)]),
    ];
    if (isBlind) return [trap("hits-nearly-everything", at, `This rule acts on every image: none has ${quoted([value])}, because ${because}`, "Correct the value.", fixes)];
    const what = isNegative(operator) ? "allows nothing" : "never matches";
    return [trap("rule-never-matches", at, `${quoted([value])} ${what}: ${because}`, "Correct the value, or remove it.", fixes)];
  });
}

/** Told of rules that act on what is not named: others may well hit everything for a reason. */
function hitsNearlyAll({ definition, index, path }: PlacedRule, { part, operator, values }: ImageRule, facts: TrapFacts | undefined): Trap[] {
  if (!isNegative(operator) || !facts || facts.workloads < FEW_WORKLOADS) return [];
  const hits = facts.hits.get(ruleKey(definition, index)) ?? 0;
  if (hits < facts.workloads * NEARLY_ALL) return [];
  const positive = operator === "notEquals" ? { operator: "equals", word: "equal" } : { operator: "contains", word: "contain" };
  const others = part === "imageRegistry" && operator === "notEquals" ? registriesOf(facts.images.filter(compileImageMatch(part, operator, values))) : undefined;
  return [
    trap(
      "hits-nearly-everything", `${path}.properties.values`,
      `This rule acts on ${hits} of ${facts.workloads} workloads: “do not ${positive.word}” means every image but those with ${quoted(values)}.`,
      `Add the values that are allowed, or choose “${positive.word}” to act on the named ones.`,
      [
        fix(`Use “${positive.word}”`, `${path}.properties.operator`, positive.operator),
        ...(others ? [fix(`Allow ${others.join(", ")} too`, `${path}.properties.values`, [...values, ...others])] : []),
      ],
    ),
  ];
}

/** Two such rules with nothing in common: rules are or-ed, so whatever satisfies one violates the other. */
export function contradictions(rules: readonly PlacedRule[]): Trap[] {
  const lists = rules.flatMap((placed) => {
    const image = imageRule(placed.rule);
    return image?.operator === "notEquals" ? [{ ...placed, ...image }] : [];
  });
  return lists.flatMap((later, place): Trap[] => {
    const earlier = lists
      .slice(0, place)
      .find(({ rule, part, values }) => part === later.part && meet(rule, later.rule) && !values.some((value) => later.values.includes(value)));
    if (!earlier) return [];
    const merged = { path: `${earlier.path}.properties.values`, value: [...earlier.values, ...later.values] };
    const isSameScope = (earlier.rule.namespaces ?? []).join() === (later.rule.namespaces ?? []).join();
    return [
      trap(
        "hits-nearly-everything", `${later.path}.properties.values`,
        `Every image violates this rule or another (${inWords(earlier.rule)}): one acts on all but ${quoted(later.values)}, the other on those too.`,
        "Put the values of both into one rule.",
        isSameScope ? [{ label: "Put them into the other rule", changes: [merged, { path: later.path }] }] : [],
      ),
    ];
  });
}

/** Whether two rules hold in a common namespace. */
function meet(a: PolicyRule, b: PolicyRule): boolean {
  const [here, there] = [a.namespaces ?? [], b.namespaces ?? []];
  return here.length === 0 || there.length === 0 || here.some((namespace) => there.includes(namespace));
}

/** “do not contain” as an allow-list lets pass whatever has the value anywhere in it. */
function leakyAllowList({ rule, path }: PlacedRule, { part, operator, values }: ImageRule): Trap[] {
  if (operator !== "notContains" || (part !== "imageRegistry" && part !== "imagePath")) return [];
  const whole = values.map((value) => value.replace(/\/+$/, ""));
  // Whole parts can be compared only where each value begins with a registry.
  const canCompare = whole.every((value) => /^(localhost|[^/]*[.:][^/]*)(\/[^:@]*)?$/.test(value));
  const fixes = canCompare ? [fix("Use registries that “do not equal”", path, { ...rule, type: "imageRegistry", properties: { ...rule.properties, operator: "notEquals", values: whole } })] : [];
  return values.flatMap((value, index): Trap[] => {
    // For a negative operator a match is what violates: the example is one that “contains” the value.
    const example = foreignExample(part, "contains", value);
    if (example === undefined || value.startsWith("@")) return [];
    return [
      trap(
        "prefix-without-end", `${path}.properties.values[${index}]`,
        `As an allow-list this lets ${example} pass: it contains “${value}” too.`,
        `Use “do not equal” with the registry${value.includes("/") ? " and path" : ""}: it compares whole parts.`,
        fixes,
      ),
    ];
  });
}
