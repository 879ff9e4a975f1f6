import { isObject, type JsonObject } from "../../kernel/json.ts";
import {
  IMAGE_OPERATORS, IMAGE_PARTS, POLICY_SCHEMA, emptyPolicy, type Action, type Definition, type ImageOperator, type Mitigation,
  type NamespacedDefinition, type Platform, type Policy, type PolicyException, type PolicyRule, type UnsetFields,
} from "../../model/policy.ts";
import { unreadException, unreadOf, unreadRule } from "../../model/unread.ts";
import { parameterProblems } from "../../rules/parameters.ts";
import { ruleDescriptor } from "../../rules/index.ts";
import { refuse, rename, type ReadContext } from "../context.ts";
import { at, fieldsOf, flag, list, mapField, oneOf, pathTo, requiredText, text, textList, unknownFields, type Fields } from "../fields.ts";
import { readExceptions, readRules, refuseUnknownType } from "../items.ts";
import { keep } from "../kept.ts";
import { toPolicyName } from "../names.ts";
import { readParameters } from "../parameters.ts";
import { readOwnScans } from "./scans.ts";

const FORMAT = "sallyport";
const ACTIONS = ["none", "log", "block"] as const satisfies readonly Action[];
const MITIGATIONS = ["none", "log", "isolate", "terminate"] as const satisfies readonly Mitigation[];
const PLATFORMS = ["kubernetes", "ecs"] as const satisfies readonly Platform[];
const UNSET = ["violates", "ignored"] as const satisfies readonly UnsetFields[];

/** Reads Sallyport's own document: the model under its own names. What is left out has the value of a new policy. */
export function readOwnPolicy(context: ReadContext, source: JsonObject): Policy {
  const root = fieldsOf(context, source, "");
  const schema = text(root, "schema");
  if (schema !== POLICY_SCHEMA) {
    refuse(context, at(root, "schema"), `${String(schema)} is a document of a newer Sallyport; this one reads ${POLICY_SCHEMA}.`, "Update Sallyport, or export the policy from the newer one in another format.");
  }
  const written = requiredText(root, "name");
  const name = toPolicyName(written);
  if (name !== written) rename(context, written, `A policy cannot be named "${written}": it becomes "${name}".`, source, "name");
  const defaults = emptyPolicy(name);
  const cluster = mapField(root, "cluster");
  const runtime = mapField(root, "runtime");
  const policy: Policy = {
    ...defaults,
    description: text(root, "description") ?? defaults.description,
    platform: oneOf(root, "platform", PLATFORMS) ?? defaults.platform,
    xdrTelemetry: flag(root, "xdrTelemetry") ?? defaults.xdrTelemetry,
    unsetFields: oneOf(root, "unsetFields", UNSET) ?? defaults.unsetFields,
    trustedImages: flag(root, "trustedImages") ?? defaults.trustedImages,
    cluster: cluster ? readDefinition(cluster) : defaults.cluster,
    namespaced: (list(root, "namespaced") ?? []).map((item, index) => readNamespaced(root, item, index)),
    runtime: { rulesets: (runtime ? textList(runtime, "rulesets") : undefined) ?? [] },
    ...readOwnScans(root),
  };
  const extra = readExtra(root);
  return {
    ...policy,
    ...keep(extra, FORMAT, {
      fields: unknownFields(root),
      cluster: cluster ? unknownFields(cluster) : undefined,
      runtime: runtime ? unknownFields(runtime) : undefined,
    }),
  };
}

function readExtra(fields: Fields): JsonObject | undefined {
  const extra = mapField(fields, "extra")?.map;
  return extra && Object.keys(extra).length > 0 ? extra : undefined;
}

function readDefinition(fields: Fields): Definition {
  return { rules: readRules(fields, "rules", readRule) ?? [], exceptions: readExceptions(fields, "exceptions", readException) ?? [] };
}

function readNamespaced(root: Fields, item: unknown, index: number): NamespacedDefinition {
  const path = `${pathTo(root, "namespaced")}[${index}]`;
  if (!isObject(item)) return refuse(root.context, { ...at(root, "namespaced"), path }, "A namespaced definition must be a map.", "Write it with name, namespaces and rules.");
  const fields = fieldsOf(root.context, item, path);
  const rules = readRules(fields, "rules", readRule);
  const exceptions = readExceptions(fields, "exceptions", readException);
  const extra = readExtra(fields);
  return {
    name: requiredText(fields, "name"),
    namespaces: textList(fields, "namespaces") ?? [],
    ...(rules ? { rules } : {}),
    ...(exceptions ? { exceptions } : {}),
    ...keep(extra, FORMAT, { fields: unknownFields(fields) }),
  };
}

function readRule(rule: Fields): PolicyRule {
  const { context } = rule;
  const type = requiredText(rule, "type");
  const extra = readExtra(rule);
  const unread = unreadOf({ extra });
  if (unread) return { ...unreadRule(type, unread), extra };
  const descriptor = ruleDescriptor(type) ?? refuseUnknownType(context, rule, type);
  const action = oneOf(rule, "action", ACTIONS) ?? "log";
  const mitigation = oneOf(rule, "mitigation", MITIGATIONS) ?? "log";
  if ((mitigation === "isolate" || mitigation === "terminate") && action !== "block") {
    refuse(context, at(rule, "mitigation"), `Continuous ${mitigation} needs Deployment block.`, "Set action: block, or mitigation: log.");
  }
  const { properties, unknown } = readParameters(mapField(rule, "properties") ?? fieldsOf(context, {}, pathTo(rule, "properties")), descriptor);
  const namespaces = textList(rule, "namespaces");
  return {
    type,
    enabled: flag(rule, "enabled") ?? true,
    action,
    mitigation,
    properties,
    ...(namespaces && namespaces.length > 0 ? { namespaces } : {}),
    ...keep(extra, FORMAT, { properties: unknown, fields: unknownFields(rule) }),
  };
}

function readException(exception: Fields): PolicyException {
  const { context } = exception;
  const type = oneOf(exception, "type", IMAGE_PARTS) ?? refuse(context, at(exception, "type"), "type is missing.", `Use one of ${IMAGE_PARTS.join(", ")}.`);
  const extra = readExtra(exception);
  const unread = unreadOf({ extra });
  if (unread) return { ...unreadException(type, unread), extra };
  const operator: ImageOperator = oneOf(exception, "operator", IMAGE_OPERATORS) ?? "equals";
  const values = textList(exception, "values") ?? [];
  const descriptor = ruleDescriptor(type);
  const [problem] = descriptor ? parameterProblems(descriptor, { operator, values }) : [];
  if (problem) refuse(context, at(exception, "values"), `${problem.path} is wrong.`, problem.message);
  const namespaces = textList(exception, "namespaces");
  const enabled = flag(exception, "enabled");
  const notes = Object.fromEntries(NOTES.map((key) => [key, text(exception, key)]).filter(([, value]) => value !== undefined));
  return {
    type,
    operator,
    values,
    ...(namespaces && namespaces.length > 0 ? { namespaces } : {}),
    ...notes,
    ...(enabled === undefined ? {} : { enabled }),
    ...keep(extra, FORMAT, { fields: unknownFields(exception) }),
  };
}

const NOTES = ["owner", "reason", "ticket", "expires"] as const;
