import type { JsonObject } from "../../kernel/json.ts";
import type { Definition, Policy, PolicyException, PolicyRule } from "../../model/policy.ts";
import { unreadOf } from "../../model/unread.ts";
import { keptFor, keptMap, writtenExtra } from "../kept.ts";
import { writeOwnScans } from "./scans.ts";

const FORMAT = "sallyport";

/** The model under its own names, in a fixed order; it carries everything. */
export function toOwnDocument(policy: Policy): JsonObject {
  const kept = keptFor(policy, FORMAT);
  return {
    schema: policy.schema,
    name: policy.name,
    description: policy.description,
    platform: policy.platform,
    xdrTelemetry: policy.xdrTelemetry,
    unsetFields: policy.unsetFields,
    trustedImages: policy.trustedImages,
    cluster: { ...writeDefinition(policy.cluster), ...keptMap(kept, "cluster") },
    namespaced: policy.namespaced.map((definition) => ({
      name: definition.name,
      namespaces: definition.namespaces,
      ...writeDefinition(definition),
      ...writtenExtra(definition),
      ...keptMap(keptFor(definition, FORMAT), "fields"),
    })),
    runtime: { rulesets: policy.runtime.rulesets, ...keptMap(kept, "runtime") },
    ...writeOwnScans(policy),
    ...writtenExtra(policy),
    ...keptMap(kept, "fields"),
  };
}

function writeDefinition(definition: Partial<Definition>): JsonObject {
  return {
    ...(definition.rules ? { rules: definition.rules.map(writeRule) } : {}),
    ...(definition.exceptions ? { exceptions: definition.exceptions.map(writeException) } : {}),
  };
}

function writeRule(rule: PolicyRule): unknown {
  const unread = unreadOf(rule);
  if (unread?.format === FORMAT) return unread.source;
  const kept = keptFor(rule, FORMAT);
  return {
    type: rule.type,
    enabled: rule.enabled,
    action: rule.action,
    mitigation: rule.mitigation,
    properties: { ...rule.properties, ...keptMap(kept, "properties") },
    ...(rule.namespaces && rule.namespaces.length > 0 ? { namespaces: rule.namespaces } : {}),
    ...writtenExtra(rule),
    ...keptMap(kept, "fields"),
  };
}

function writeException(exception: PolicyException): unknown {
  const unread = unreadOf(exception);
  if (unread?.format === FORMAT) return unread.source;
  const { type, operator, values, namespaces, owner, reason, ticket, expires, enabled } = exception;
  const notes = Object.fromEntries(Object.entries({ owner, reason, ticket, expires }).filter(([, value]) => value !== undefined));
  return {
    type,
    operator,
    values,
    ...(namespaces && namespaces.length > 0 ? { namespaces } : {}),
    ...notes,
    ...(enabled === undefined ? {} : { enabled }),
    ...writtenExtra(exception),
    ...keptMap(keptFor(exception, FORMAT), "fields"),
  };
}
