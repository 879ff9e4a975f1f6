import { isObject, type JsonObject } from "../../kernel/json.ts";
import {
  IMAGE_OPERATORS, IMAGE_PARTS, emptyPolicy, type Action, type ImageOperator, type Mitigation, type Policy, type PolicyException, type PolicyRule,
} from "../../model/policy.ts";
import { ruleDescriptor } from "../../rules/index.ts";
import { refuse, type ReadContext } from "../context.ts";
import { at, fieldsOf, flag, mapField, oneOf, pathTo, requiredText, text, textList, unknownFields, type Fields } from "../fields.ts";
import { readExceptions, readRules, refuseUnknownType } from "../items.ts";
import { keep } from "../kept.ts";
import { toPolicyName } from "../names.ts";
import { readParameters } from "../parameters.ts";
import { readAttestorNames, withOwnNames } from "./attestorNames.ts";
import { readMetadata } from "./metadata.ts";
import { API_VERSION, ATTESTORS_ANNOTATION } from "./names.ts";

const FORMAT = "custom-resource";
const ACTIONS = ["log", "block"] as const satisfies readonly Action[];
const MITIGATIONS = ["log", "isolate", "terminate"] as const satisfies readonly Mitigation[];

/** Reads a ClusterPolicy custom resource (vendor-facts §1.1, §3, §7; the CRD of the vendor's Helm chart). */
export function readCustomResource(context: ReadContext, resource: JsonObject): Policy {
  const root = fieldsOf(context, resource, "");
  const apiVersion = text(root, "apiVersion");
  text(root, "kind");
  const metadata = mapField(root, "metadata") ?? refuse(context, at(root, "metadata"), "metadata is missing.", "Write the name there: metadata: { name: … }.");
  const { name, description, annotations, kept } = readMetadata(metadata, toPolicyName, "policy");
  const attestors = readAttestorNames(annotations && text(annotations, ATTESTORS_ANNOTATION));
  const spec = mapField(root, "spec") ?? refuse(context, at(root, "spec"), "spec is missing.", "A ClusterPolicy has spec.rules.");
  const definition = spec.map["rules"] === undefined && isObject(spec.map["definition"]) ? mapField(spec, "definition") : undefined;
  const body = definition ?? spec;

  const policy = emptyPolicy(name, "kubernetes", description);
  policy.xdrTelemetry = flag(body, "xdrEnabled") ?? (definition ? flag(spec, "xdrEnabled") : undefined) ?? false;
  policy.cluster = {
    rules: readRules(body, "rules", (rule) => readRule(rule, attestors)) ?? [],
    exceptions: readExceptions(body, "exceptions", readException) ?? [],
  };
  return {
    ...policy,
    ...keep(undefined, FORMAT, {
      apiVersion: apiVersion === API_VERSION ? undefined : apiVersion,
      metadata: kept(),
      fields: unknownFields(root),
      spec: unknownFields(spec),
      definition: definition ? (unknownFields(definition) ?? {}) : undefined,
    }),
  };
}

function readRule(rule: Fields, attestors: ReadonlyMap<string, string>): PolicyRule {
  const { context } = rule;
  const type = requiredText(rule, "type");
  const descriptor = ruleDescriptor(type) ?? refuseUnknownType(context, rule, type);
  const action = oneOf(rule, "action", ACTIONS) ?? "log";
  const mitigation = oneOf(rule, "mitigation", MITIGATIONS) ?? "log";
  if (mitigation !== "log" && action !== "block") {
    refuse(context, at(rule, "mitigation"), `Continuous mitigation can only be ${mitigation} if deployment action is block.`, "Set action: block, or mitigation: log.");
  }
  const { properties, unknown } = readParameters(propertiesOf(rule), descriptor);
  const namespaces = readNamespaces(rule);
  return {
    type,
    enabled: true,
    action,
    mitigation,
    properties: type === "verifyImages" ? withOwnNames(properties, attestors) : properties,
    ...(namespaces ? { namespaces } : {}),
    ...keep(undefined, FORMAT, { properties: unknown, fields: unknownFields(rule) }),
  };
}

function readException(exception: Fields): PolicyException {
  const { context } = exception;
  const type = oneOf(exception, "type", IMAGE_PARTS) ?? refuse(context, at(exception, "type"), "type is missing.", `Use one of ${IMAGE_PARTS.join(", ")}.`);
  const descriptor = ruleDescriptor(type) ?? refuseUnknownType(context, exception, type);
  const { properties, unknown } = readParameters(propertiesOf(exception), descriptor);
  const namespaces = readNamespaces(exception);
  return {
    type,
    operator: IMAGE_OPERATORS.find((operator) => operator === properties["operator"]) as ImageOperator,
    values: properties["values"] as string[],
    ...(namespaces ? { namespaces } : {}),
    ...keep(undefined, FORMAT, { properties: unknown, fields: unknownFields(exception) }),
  };
}

function propertiesOf(item: Fields): Fields {
  return mapField(item, "properties") ?? fieldsOf(item.context, {}, pathTo(item, "properties"));
}

/** Absent, null and empty all mean every namespace. */
function readNamespaces(item: Fields): string[] | undefined {
  const namespaces = textList(item, "namespaces");
  return namespaces && namespaces.length > 0 ? namespaces : undefined;
}
