import type { FieldIssue } from "../kernel/result.ts";
import type { Parameter, Properties, RuleDescriptor } from "./descriptor.ts";
import { attestorsOf, signatureConditions } from "./signature.ts";

/** What is wrong with a rule's parameters. Paths are parameter names: `values`, `values[2]`. Empty: it can be judged. */
export function parameterProblems(descriptor: RuleDescriptor, properties: Properties): FieldIssue[] {
  return descriptor.parameters.flatMap((parameter) => problemsOf(parameter, properties[parameter.name], properties));
}

/** The parameters of a new rule. */
export function defaultProperties(descriptor: RuleDescriptor): Properties {
  return structuredCopy(Object.fromEntries(descriptor.parameters.map((parameter) => [parameter.name, parameter.default])));
}

function structuredCopy(value: Properties): Properties {
  return JSON.parse(JSON.stringify(value)) as Properties;
}

function problemsOf(parameter: Parameter, value: unknown, properties: Properties): FieldIssue[] {
  const issue = (message: string, path = parameter.name): FieldIssue => ({ path, message });
  switch (parameter.kind) {
    case "choice":
      return parameter.choices.some((choice) => choice.value === value)
        ? []
        : [issue(`Choose one of ${parameter.choices.map((choice) => choice.value).join(", ")}.`)];
    case "number":
      return typeof value === "number" && Number.isInteger(value) && value >= parameter.min && value <= parameter.max
        ? []
        : [issue(`Enter a whole number of ${parameter.unit} from ${parameter.min} to ${parameter.max}.`)];
    case "values":
      return valueProblems(value, parameter.maxLength, issue);
    case "attestors":
      return attestorProblems(properties, issue);
    case "conditions":
      return value === undefined || (Array.isArray(value) && signatureConditions(properties).length === value.length)
        ? []
        : [issue("Each condition needs a registry or repository, an operator and a value.")];
  }
}

function valueProblems(value: unknown, maxLength: number, issue: (message: string, path?: string) => FieldIssue): FieldIssue[] {
  if (!Array.isArray(value) || value.length === 0) return [issue("Enter at least one value.")];
  return value.flatMap((text: unknown, index) => {
    if (typeof text !== "string" || text === "") return [issue("A value must not be empty.", `values[${index}]`)];
    return text.length > maxLength ? [issue(`A value has at most ${maxLength} characters.`, `values[${index}]`)] : [];
  });
}

function attestorProblems(properties: Properties, issue: (message: string) => FieldIssue): FieldIssue[] {
  const { match, names, count } = attestorsOf(properties);
  if (names.length === 0 || names.includes("")) return [issue("Choose at least one attestor.")];
  if (match !== "atLeast" || (Number.isInteger(count) && count >= 1 && count <= names.length)) return [];
  return [issue(`At least how many? Enter a whole number from 1 to ${names.length}.`)];
}
