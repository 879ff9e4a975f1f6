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

/** Fields kept of another format's document, which this one cannot hold; null when there are none. */
export function foreignLoss(item: { extra?: Record<string, unknown> }, format: string, name: string): string | null {
  if (unreadOf(item)) return null;
  const foreign = Object.keys(item.extra ?? {}).filter((key) => key !== format);
  return foreign.length === 0 ? null : `${name}: fields kept from ${foreign.map(formatName).join(" and ")}.`;
}

/** A format as people call it. */
export function formatName(format: string): string {
  return FORMAT_NAMES[format] ?? format;
}

const FORMAT_NAMES: Record<string, string> = {
  "custom-resource": "the custom resource",
  api: "the API's JSON",
  sallyport: "Sallyport's document",
};
