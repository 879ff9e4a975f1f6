import { isObject, type JsonObject } from "../../kernel/json.ts";
import { stableStringify } from "../../kernel/stable.ts";
import type { Definition, NamespacedDefinition, Policy, PolicyException, PolicyRule } from "../../model/policy.ts";
import { unreadOf } from "../../model/unread.ts";
import { definitionName, exceptionLosses, exceptionName, foreignLoss, formatName, ruleName } from "../describe.ts";
import { keptFor, keptMap } from "../kept.ts";
import { toPolicyName } from "../names.ts";
import { fromStatement, toStatements, type ApiPair, type ApiStatement } from "./map.ts";
import { writeScans } from "./scans.ts";
import { statementSource } from "./read.ts";

/** Terraform's resources are written by way of the API's JSON. */
export type ApiFormat = "api" | "terraform";

/** What the functions below share. */
interface Writing {
  format: ApiFormat;
  lossy: string[];
}

/** `^(0?[1-9]|[12][0-9]|30)$` in the API's schema. */
const MAX_DAYS = 30;

/** A policy as the vendor's public API takes it, and in words what that cannot carry. */
export function toApiPolicy(policy: Policy, format: ApiFormat = "api"): { source: JsonObject; lossy: string[] } {
  const lossy = policyLosses(policy, format);
  const writing: Writing = { format, lossy };
  const kept = keptFor(policy, format);
  const keptName = kept["name"];
  const rulesets = policy.runtime.rulesets.map((id) => ({ id, ...keptMap(keptRulesets(policy, format), id) }));
  const runtime = { ...(rulesets.length > 0 ? { rulesets } : {}), ...keptMap(kept, "runtime") };
  return {
    source: {
      name: typeof keptName === "string" && toPolicyName(keptName) === policy.name ? keptName : policy.name,
      ...(policy.description === "" ? {} : { description: policy.description }),
      ...(policy.platform === "kubernetes" ? {} : { platform: policy.platform }),
      default: { ...writeDefinition(policy.cluster, writing), ...keptMap(kept, "default") },
      ...(policy.namespaced.length > 0 ? { namespaced: policy.namespaced.map((definition) => writeNamespaced(definition, writing)) } : {}),
      ...(Object.keys(runtime).length > 0 ? { runtime } : {}),
      xdrEnabled: policy.xdrTelemetry,
      ...writeScans(policy, format),
      ...keptMap(kept, "fields"),
    },
    lossy,
  };
}

/** What was read of the rulesets' entries, above all their ids: both formats have the same entries. */
function keptRulesets(policy: Policy, format: ApiFormat): JsonObject {
  const own = keptFor(policy, format)["rulesets"];
  return isObject(own) ? own : keptMap(keptFor(policy, related(format)), "rulesets");
}

/** The other format with the same rules. */
function related(format: ApiFormat): ApiFormat {
  return format === "api" ? "terraform" : "api";
}

function policyLosses(policy: Policy, format: ApiFormat): string[] {
  const lossy: string[] = [];
  if (policy.platform === "ecs") {
    lossy.push(format === "api" ? "The platform Amazon ECS: the vendor does not publish its name in the API, it is written as ecs." : "The platform Amazon ECS: the provider has no field for it.");
  }
  if (policy.unsetFields !== "violates") lossy.push("The reading of unset fields (ignored): it is Sallyport's own.");
  if (!policy.trustedImages) lossy.push("The switched-off exception for trusted images: the product always applies it.");
  const foreign = [
    foreignLoss(policy, format, "The policy"),
    policy.malwareScan ? foreignLoss(policy.malwareScan, format, "The malware scan") : null,
    policy.secretScan ? foreignLoss(policy.secretScan, format, "The secret scan") : null,
  ];
  return [...lossy, ...foreign.filter((loss) => loss !== null)];
}

function writeDefinition(definition: Partial<Definition>, writing: Writing, of?: NamespacedDefinition): JsonObject {
  return {
    ...(definition.rules ? { rules: definition.rules.flatMap((rule, index) => writeRule(rule, ruleName(rule, index, of), writing)) } : {}),
    ...(definition.exceptions
      ? { exceptions: definition.exceptions.flatMap((exception, index) => writeException(exception, exceptionName(exception, index, of), writing)) }
      : {}),
  };
}

function writeNamespaced(definition: NamespacedDefinition, writing: Writing): JsonObject {
  const foreign = foreignLoss(definition, writing.format, definitionName(definition));
  if (foreign !== null) writing.lossy.push(foreign);
  return {
    name: definition.name,
    namespaces: definition.namespaces,
    ...writeDefinition(definition, writing, definition),
    ...keptMap(keptFor(definition, writing.format), "fields"),
  };
}

function writeRule(rule: PolicyRule, name: string, writing: Writing): unknown[] {
  const { format, lossy } = writing;
  const unread = writeUnread(rule, name, writing);
  if (unread) return unread;
  if (!isEverywhere(rule, name, lossy)) return [];
  const statements = writeStatements(rule, rule.type, rule.properties, name, writing);
  const kept = keptFor(rule, format);
  const foreign = foreignLoss(rule, format, name);
  if (foreign !== null && statements.length > 0) lossy.push(foreign);
  // A stricter mitigation than the tie to Block allowed when it was read; it holds as long as nobody changed the rule's.
  const mitigation = rule.mitigation === "log" && typeof kept["mitigation"] === "string" ? kept["mitigation"] : rule.mitigation;
  return statements.map(({ type, ...statement }) => ({
    type,
    enabled: rule.enabled,
    action: rule.action,
    mitigation,
    ...statement,
    ...keptMap(kept, "fields"),
  }));
}

function writeException(exception: PolicyException, name: string, writing: Writing): unknown[] {
  const { format, lossy } = writing;
  const unread = writeUnread(exception, name, writing);
  if (unread) return unread;
  if (!isEverywhere(exception, name, lossy)) return [];
  const properties = { operator: exception.operator, values: exception.values };
  const statements = writeStatements(exception, exception.type, properties, name, writing);
  if (statements.length === 0) return [];
  for (const loss of exceptionLosses(exception)) lossy.push(`${name}: ${loss}.`);
  const foreign = foreignLoss(exception, format, name);
  if (foreign !== null) lossy.push(foreign);
  return statements.map(({ type, ...statement }) => ({ type, enabled: exception.enabled ?? true, ...statement, ...keptMap(keptFor(exception, format), "fields") }));
}

function writeUnread(item: PolicyRule | PolicyException, name: string, { lossy }: Writing): unknown[] | undefined {
  const unread = unreadOf(item);
  if (!unread) return undefined;
  // Rules of the two formats are the same objects: what could not be read of the one is no less one of the other.
  if (unread.format === "api" || unread.format === "terraform") return [unread.source];
  lossy.push(`${name} was not understood when it was read from ${formatName(unread.format)}: it is left out.`);
  return [];
}

function isEverywhere(item: { namespaces?: string[] }, name: string, lossy: string[]): boolean {
  if (!item.namespaces || item.namespaces.length === 0) return true;
  lossy.push(`${name} holds only in ${item.namespaces.join(", ")}; there namespaces are for whole definitions only: it is left out.`);
  return false;
}

/** Type and statement of one rule or exception: as it was read where it still means the same, else anew. */
function writeStatements(
  item: { extra?: Record<string, unknown> },
  type: string,
  properties: JsonObject,
  name: string,
  { format, lossy }: Writing,
): JsonObject[] {
  const original = keptFor(item, format)["statement"] ?? keptFor(item, related(format))["statement"];
  if (isObject(original) && meansStill(original, type, properties)) return [original];
  const statements = toStatements(type, properties);
  if (!statements) {
    lossy.push(`${name}: ${format === "api" ? "the API's JSON" : "Terraform"} has no such rule: it is left out.`);
    return [];
  }
  if (statements.length > 1) {
    if (properties["operator"] === "notEquals" || properties["operator"] === "notContains") {
      lossy.push(`${name} has ${statements.length} values, none of which may match; the API takes one value a rule, which would mean something else: it is left out.`);
      return [];
    }
    lossy.push(`${name} has ${statements.length} values; the API takes one value a rule: it is written as ${statements.length}, which mean the same.`);
  }
  return statements.map((statement) => statementSource(withinDays(statement, type, name, lossy)));
}

function withinDays(statement: ApiStatement, type: string, name: string, lossy: string[]): ApiStatement {
  if (type !== "imagesNotScanned") return statement;
  const pairs = statement.pairs.map((pair): ApiPair => {
    const days = Number(pair.value);
    const within = Math.min(Math.max(days, 1), MAX_DAYS);
    if (within !== days) lossy.push(`${name}: the API takes 1 to ${MAX_DAYS} days, ${days} is written as ${within}.`);
    return { key: pair.key, value: String(within) };
  });
  return { ...statement, pairs };
}

function meansStill(original: JsonObject, type: string, properties: JsonObject): boolean {
  const statement = original["statement"];
  const written = isObject(statement) ? (Array.isArray(statement["properties"]) ? statement["properties"] : [statement]) : [];
  const pairs = written.flatMap((pair: unknown): ApiPair[] =>
    isObject(pair) && pair["key"] !== undefined ? [{ key: String(pair["key"]), value: String(pair["value"]) }] : [],
  );
  const read = fromStatement({ type: String(original["type"]), pairs });
  return typeof read !== "string" && read.type === type && stableStringify(read.properties) === stableStringify(properties);
}
