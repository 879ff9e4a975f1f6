import type { PolicyException, PolicyRule } from "../model/policy.ts";
import type { Parameter } from "./descriptor.ts";
import { ruleDescriptor } from "./index.ts";
import { attestorsOf, signatureConditions } from "./signature.ts";

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

/** An exception as the console's sentence: `Allow images with tags that equal “latest”`. */
export function exceptionSentence({ type, operator, values }: Pick<PolicyException, "type" | "operator" | "values">): string {
  return `Allow ${ruleSentence({ type, properties: { operator, values } })}`;
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
      return attestorText(properties);
    case "conditions":
      return conditionText(properties);
  }
}

function attestorText(properties: Record<string, unknown>): string {
  const { match, names, count } = attestorsOf(properties);
  if (names.length === 0) return "…";
  const how = { all: "all of", any: "any of", atLeast: `at least ${count} of` }[match];
  return `${how} ${names.join(", ")}`;
}

const CONDITION_WORDS = { beginsWith: "begins with", endsWith: "ends with", contains: "contains", equals: "equals" } as const;

function conditionText(properties: Record<string, unknown>): string {
  const conditions = signatureConditions(properties);
  if (conditions.length === 0) return "are of any registry";
  return conditions
    .map(({ type, resourceFilter, operatorOrFunction, value }) => `${type === "exclude" ? "do not have" : "have"} a ${resourceFilter} that ${CONDITION_WORDS[operatorOrFunction]} “${value}”`)
    .join(" and ");
}
