import { isObject } from "../../../../shared/kernel/json.ts";
import type { PolicyRule } from "../../../../shared/model/policy.ts";
import type { Parameter } from "../../../../shared/rules/descriptor.ts";
import { ruleDescriptor } from "../../../../shared/rules/index.ts";

/** A rule as one sentence without its actions; an unknown type is named. */
export function sentenceText(rule: PolicyRule): string {
  const descriptor = ruleDescriptor(rule.type);
  if (!descriptor) return rule.type;
  return descriptor.sentence
    .map((part) => {
      if (typeof part === "string") return part;
      const parameter = descriptor.parameters.find(({ name }) => name === part.parameter);
      return parameter ? valueText(parameter, rule.properties[parameter.name]) : "";
    })
    .join("");
}

/** A parameter's value as it reads inside the sentence. */
export function valueText(parameter: Parameter, value: unknown): string {
  switch (parameter.kind) {
    case "choice":
      return parameter.choices.find((choice) => choice.value === value)?.label ?? String(value ?? "…");
    case "number":
      return String(value ?? "…");
    case "values":
      return textList(value).map((text) => `“${text}”`).join(" or ") || "…";
    case "attestors": {
      const { names, match } = attestorsOf(value);
      return names.length === 0 ? "…" : `${match} of ${names.join(", ")}`;
    }
    case "conditions":
      return conditionsText(value);
  }
}

/** Attestor names of a signature rule with how many of them must match. */
export interface Attestors {
  match: "all" | "any";
  names: string[];
}

export function attestorsOf(value: unknown): Attestors {
  if (!isObject(value)) return { match: "any", names: [] };
  return "all" in value ? { match: "all", names: textList(value["all"]) } : { match: "any", names: textList(value["any"]) };
}

/** The texts of a value that should be a list of texts. */
export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function conditionsText(value: unknown): string {
  const conditions = Array.isArray(value) ? value.filter(isObject) : [];
  if (conditions.length === 0) return "are not limited";
  const words = { beginsWith: "begins with", endsWith: "ends with", contains: "contains", equals: "equals" } as Record<string, string>;
  return conditions
    .map((condition) => {
      const negation = condition["type"] === "exclude" ? "not: " : "";
      return `${negation}${String(condition["resourceFilter"])} ${words[String(condition["operatorOrFunction"])] ?? "?"} “${String(condition["value"])}”`;
    })
    .join(" and ");
}
