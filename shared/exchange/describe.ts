import { isObject } from "../kernel/json.ts";
import type { NamespacedDefinition, PolicyException, PolicyRule } from "../model/policy.ts";
import { unreadOf } from "../model/unread.ts";

/** How lists of losses name the parts of a policy: `Rule 3 (imageTag)`. */
export function ruleName(rule: PolicyRule, index: number, definition?: NamespacedDefinition): string {
  return `${definition ? `${definitionName(definition)}, rule` : "Rule"} ${index + 1} (${rule.type})`;
}

export function exceptionName(exception: PolicyException, index: number, definition?: NamespacedDefinition): string {
  return `${definition ? `${definitionName(definition)}, exception` : "Exception"} ${index + 1} (${exception.type})`;
}

export function definitionName(definition: NamespacedDefinition): string {
  return `NamespacedPolicyDefinition “${definition.name}”`;
}

/** Losses that every vendor format shares: what only Sallyport keeps with an exception. */
export function exceptionLosses(exception: PolicyException): string[] {
  const losses: string[] = [];
  if (exception.expires !== undefined) losses.push(`its expiry (${exception.expires}): without it the exception holds for ever`);
  const notes = (["owner", "reason", "ticket"] as const).filter((key) => exception[key] !== undefined);
  if (notes.length > 0) losses.push(`its ${notes.join(", ")}`);
  return losses;
}

/** What was kept of another format's document and this one cannot hold; null when that is nothing. */
export function foreignLoss(item: { extra?: Record<string, unknown> }, format: string, name: string): string | null {
  if (unreadOf(item)) return null;
  const losses = Object.entries(item.extra ?? {})
    .filter(([key]) => key !== format)
    .flatMap(([key, kept]) => {
      const fields = keptFields(kept, isRelated(key, format));
      return fields.length > 0 ? [`${fields.join(", ")} (known to ${formatName(key)} only)`] : [];
    });
  return losses.length === 0 ? null : `${name}: ${losses.join("; ")}.`;
}

/** Rules of the API and of Terraform are the same objects: a rule's spelling passes from one to the other. */
function isRelated(format: string, other: string): boolean {
  const both = ["api", "terraform"];
  return both.includes(format) && both.includes(other);
}

/**
 * Names of the fields that were kept; the spelling of what is understood, and what a service writes itself, are none.
 * @param hasSpelling the target takes a rule's spelling over as it is
 */
function keptFields(kept: unknown, hasSpelling: boolean): string[] {
  if (!isObject(kept)) return ["fields"];
  return Object.entries(kept).flatMap(([part, value]) => {
    if (part === "customRuleset" && isObject(value)) return keptFields(value, hasSpelling);
    if (part === "statement" && !hasSpelling) return statementFields(value);
    if (part === "unread" && Array.isArray(value)) return [`${value.length} rules that could not be read`];
    if (Array.isArray(value)) return value.flatMap((entry: unknown) => (isObject(entry) && isObject(entry["fields"]) ? Object.keys(entry["fields"]).map((field) => `${part}: ${field}`) : []));
    if (part === "metadata") return metadataFields(value);
    if (SPELLING.has(part) || !isObject(value)) return [];
    return Object.keys(value).filter((field) => !SERVICE_FIELDS.has(field));
  });
}

/** Labels and the like stand under `metadata`; said so, because rulesets have labels of another kind. */
function metadataFields(metadata: unknown): string[] {
  if (!isObject(metadata)) return [];
  return Object.keys(metadata).filter((field) => !SERVICE_FIELDS.has(field)).map((field) => `metadata.${field}`);
}

/** Fields of a rule's statement beside its keys and values. */
function statementFields(original: unknown): string[] {
  const statement = isObject(original) && isObject(original["statement"]) ? original["statement"] : {};
  const properties = Array.isArray(statement["properties"]) ? statement["properties"] : [];
  const names = [statement, ...properties.filter(isObject)].flatMap((map) => Object.keys(map));
  return [...new Set(names)].filter((name) => !["properties", "key", "value"].includes(name));
}

const SPELLING = new Set(["name", "apiVersion", "statement", "mitigation", "label", "references", "rulesets"]);
const SERVICE_FIELDS = new Set([
  "id", "type", "managementType", "createdDateTime", "updatedDateTime", "rulesetsUpdatedDateTime",
  "name", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "status", "action", "mitigation",
]);

/** A format as people call it. */
export function formatName(format: string): string {
  return FORMAT_NAMES[format] ?? format;
}

const FORMAT_NAMES: Record<string, string> = {
  "custom-resource": "the custom resource",
  api: "the API's JSON",
  terraform: "Terraform",
  sallyport: "Sallyport's document",
};
