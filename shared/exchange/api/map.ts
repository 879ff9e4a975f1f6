import type { JsonObject } from "../../kernel/json.ts";
import type { ApiMapping, ApiProperty, Parameter, RuleDescriptor } from "../../rules/descriptor.ts";
import { RULES, ruleDescriptor } from "../../rules/index.ts";

/** One `statement.properties` entry of the vendor's API. All values are texts. */
export interface ApiPair {
  key: string;
  value: string;
}

/** Type and statement of an API rule; everything else of it is action, mitigation and whether it is enabled. */
export interface ApiStatement {
  type: string;
  pairs: ApiPair[];
}

/** What an API rule means in our terms, with what had to be converted. */
export interface ReadStatement {
  type: string;
  properties: JsonObject;
  conversions: string[];
}

/** Types and keys that the API still knows but no longer writes so: they are read as the current ones. */
const ALIASES: { type: string; key?: string; as: string }[] = [
  // Deprecated in 2022; the Terraform provider's simple example still has it.
  { type: "podSecurityContext", key: "runAsNonRoot", as: "containerSecurityContext" },
  { type: "capabilities", key: "capabilities-rule", as: "containerSecurityContext" },
  { type: "secret", as: "secrets" },
];

/** Smart Check's content and checklist findings: still in the API's schema, with no counterpart anywhere else. */
export const LEGACY_TYPES = ["contents", "checklists", "checklistProfile"];

/** Values that the API accepts beside the one it writes. */
const VALUE_ALIASES: Record<string, Record<string, string>> = {
  "cvss-attack-vector": { local: "physical", physical: "physical" },
  "max-severity": { unknown: "any" },
};

/** The API's words for `statement`s that are absent: what the console fills in. */
const DEFAULT_DAYS = 30;

/** Writes a rule's parameters as the API does: image rules give one statement a value, others one. Null: the API has no such rule. */
export function toStatements(type: string, properties: JsonObject): ApiStatement[] | null {
  const mapping = ruleDescriptor(type)?.api.find((candidate) => isFor(candidate, properties));
  if (!mapping) return null;
  const valuesOf = mapping.properties.find((property) => "valuesOf" in property);
  if (valuesOf && "valuesOf" in valuesOf) {
    const key = valuesOf.names[String(properties[valuesOf.operatorOf])];
    const values = properties[valuesOf.valuesOf];
    if (key === undefined || !Array.isArray(values)) return null;
    return values.map((value) => ({ type: mapping.type, pairs: [{ key, value: String(value) }] }));
  }
  return [{ type: mapping.type, pairs: mapping.properties.flatMap((property) => writePair(property, properties)) }];
}

function isFor(mapping: ApiMapping, properties: JsonObject): boolean {
  return Object.entries(mapping.when ?? {}).every(([name, value]) => properties[name] === value);
}

function writePair(property: ApiProperty, properties: JsonObject): ApiPair[] {
  if ("value" in property) return [{ key: property.key, value: property.value }];
  if (!("parameter" in property)) return [];
  const value = properties[property.parameter];
  if (value === undefined) return [];
  const text = String(value);
  return [{ key: property.key, value: property.names?.[text] ?? text }];
}

/** Reads an API statement. A text instead of the meaning says why it has none here. */
export function fromStatement(statement: ApiStatement): ReadStatement | string {
  const alias = ALIASES.find(({ type, key }) => type === statement.type && (key === undefined || statement.pairs.some((pair) => pair.key === key)));
  const conversions = alias ? [`the deprecated ${statement.type}${alias.key ? `/${alias.key}` : ""} is judged as ${alias.as}${alias.key ? `/${alias.key}` : ""}`] : [];
  const current = alias ? { ...statement, type: alias.as } : statement;

  let complaint: string | undefined;
  for (const descriptor of RULES) {
    for (const mapping of descriptor.api) {
      if (mapping.type !== current.type) continue;
      const read = readMapping(descriptor, mapping, current.pairs);
      if (typeof read === "string") complaint ??= read;
      else if (read) return { ...read, conversions: [...conversions, ...read.conversions] };
    }
  }
  if (complaint !== undefined) return complaint;
  const isKnownType = RULES.some((descriptor) => descriptor.api.some((mapping) => mapping.type === current.type));
  if (!isKnownType) return `Sallyport knows no rule type "${statement.type}".`;
  const keys = statement.pairs.map((pair) => `${pair.key}=${pair.value}`).join(", ");
  return keys === "" ? `A ${statement.type} rule must have properties.` : `A ${statement.type} rule cannot have the properties ${keys}.`;
}

/** Null when the statement is not of this mapping at all; a text when it is but cannot be understood. */
function readMapping(descriptor: RuleDescriptor, mapping: ApiMapping, pairs: ApiPair[]): ReadStatement | string | null {
  const left = new Map(pairs.map((pair) => [pair.key, pair.value]));
  if (left.size !== pairs.length) return null;
  const result: ReadStatement = { type: descriptor.type, properties: { ...mapping.when }, conversions: [] };
  for (const property of mapping.properties) {
    const problem = "valuesOf" in property ? readValue(property, left, result) : readProperty(descriptor, property, left, result);
    if (problem !== undefined) return problem;
  }
  return left.size === 0 ? result : null;
}

type Problem = string | null | undefined;

function readValue(property: Extract<ApiProperty, { valuesOf: string }>, left: Map<string, string>, result: ReadStatement): Problem {
  const found = Object.entries(property.names).find(([, key]) => left.has(key));
  if (!found) return null;
  const [operator, key] = found;
  result.properties[property.operatorOf] = operator;
  result.properties[property.valuesOf] = [left.get(key)];
  left.delete(key);
  return undefined;
}

function readProperty(
  descriptor: RuleDescriptor,
  property: Exclude<ApiProperty, { valuesOf: string }>,
  left: Map<string, string>,
  result: ReadStatement,
): Problem {
  const value = left.get(property.key);
  left.delete(property.key);
  if ("value" in property) return value === property.value ? undefined : null;
  if (value === undefined) {
    if (!property.optional) return null;
    result.properties[property.parameter] = DEFAULT_DAYS;
    result.conversions.push(`it names no ${property.key}: read as ${DEFAULT_DAYS}`);
    return undefined;
  }
  const parameter = descriptor.parameters.find(({ name }) => name === property.parameter);
  const read = parameter && readWord(parameter, property, value, result);
  if (read === undefined) return explain(property.key, value);
  result.properties[property.parameter] = read;
  return undefined;
}

function readWord(
  parameter: Parameter,
  property: { key: string; names?: Record<string, string> },
  value: string,
  result: ReadStatement,
): string | number | undefined {
  if (parameter.kind === "number") return /^\d{1,4}$/.test(value) ? Number(value) : undefined;
  if (parameter.kind !== "choice") return undefined;
  const renamed = Object.entries(property.names ?? {}).find(([, theirs]) => theirs === value)?.[0];
  const alias = VALUE_ALIASES[property.key]?.[value];
  if (renamed === undefined && alias !== undefined && alias !== value) result.conversions.push(`${property.key} "${value}" is judged as ${alias}`);
  // A word that the API renames means something else there: `high` as max-severity is not our severity high.
  const isRenamed = Object.hasOwn(property.names ?? {}, value);
  const word = renamed ?? alias ?? (isRenamed ? undefined : value);
  return parameter.choices.some((choice) => choice.value === word) ? word : undefined;
}

function explain(key: string, value: string): string {
  if (key === "max-severity" && value === "critical") return "max-severity critical allows every severity: the rule never acts.";
  return `${key} cannot be "${value}".`;
}
