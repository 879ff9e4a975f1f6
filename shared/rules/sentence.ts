import type { PolicyRule } from "../model/policy.ts";
import type { Parameter } from "./descriptor.ts";
import { ruleDescriptor } from "./index.ts";
import { signatureConditions } from "./signature.ts";
import { isObject } from "../kernel/json.ts";

/** A rule as the console's sentence, with its parameters filled in: `images with tags that equal latest`. */
export function ruleSentence(rule: Pick<PolicyRule, "type" | "properties">): string {
  const descriptor = ruleDescriptor(rule.type);
  if (!descriptor) return `an unknown rule (${rule.type})`;
  return descriptor.sentence
    .map((part) => {
      if (typeof part === "string") return part;
      const parameter = descriptor.parameters.find(({ name }) => name === part.parameter);
      return parameter ? parameterText(parameter, rule.properties) : "";
    })
    .join("");
}

function parameterText(parameter: Parameter, properties: Record<string, unknown>): string {
  const value = properties[parameter.name];
  switch (parameter.kind) {
    case "choice":
      return parameter.choices.find((choice) => choice.value === value)?.label ?? String(value ?? "…");
    case "number":
      return String(value ?? "…");
    case "values":
      return Array.isArray(value) && value.length > 0 ? value.map((each) => `“${String(each)}”`).join(" or ") : "…";
    case "attestors":
      return attestorText(value);
    case "conditions":
      return conditionText(properties);
  }
}

function attestorText(value: unknown): string {
  if (!isObject(value)) return "…";
  const all = value["all"];
  const names = all ?? value["any"];
  return Array.isArray(names) && names.length > 0 ? `${all === undefined ? "any of" : "all of"} ${names.map(String).join(", ")}` : "…";
}

const CONDITION_WORDS = { beginsWith: "begins with", endsWith: "ends with", contains: "contains", equals: "equals" } as const;

function conditionText(properties: Record<string, unknown>): string {
  const conditions = signatureConditions(properties);
  if (conditions.length === 0) return "are of any registry";
  return conditions
    .map(({ type, resourceFilter, operatorOrFunction, value }) => `${type === "exclude" ? "do not have" : "have"} a ${resourceFilter} that ${CONDITION_WORDS[operatorOrFunction]} “${value}”`)
    .join(" and ");
}
