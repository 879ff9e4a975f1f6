import { isObject, type JsonObject } from "../../kernel/json.ts";
import { stableStringify } from "../../kernel/stable.ts";
import {
  IMAGE_OPERATORS, IMAGE_PARTS, emptyPolicy, type Action, type Definition, type Mitigation, type NamespacedDefinition, type Platform, type Policy,
  type PolicyException, type PolicyRule,
} from "../../model/policy.ts";
import { parameterProblems } from "../../rules/parameters.ts";
import { ruleDescriptor } from "../../rules/index.ts";
import { refuse, remark, rename, type ReadContext } from "../context.ts";
import { at, fieldsOf, flag, list, mapField, oneOf, pathTo, raw, requiredText, text, textList, unknownFields, type Fields } from "../fields.ts";
import { readExceptions, readRules } from "../items.ts";
import { keep } from "../kept.ts";
import { toPolicyName } from "../names.ts";
import { readScans } from "./scans.ts";
import { LEGACY_TYPES, fromStatement, toStatements, type ApiPair, type ApiStatement } from "./map.ts";

const ACTIONS = ["none", "log", "block"] as const satisfies readonly Action[];
const MITIGATIONS = ["none", "log", "isolate", "terminate"] as const satisfies readonly Mitigation[];
/** Set by the service; nothing to tell about. */
const SERVICE_FIELDS = ["id", "type", "managementType", "createdDateTime", "updatedDateTime", "rulesetsUpdatedDateTime"];

/**
 * Reads one policy of the vendor's public API v3.0 (vendor-facts §9). Terraform's resources come here too, under the API's
 * names: what is kept is kept for the format of the context.
 */
export function readApiPolicy(context: ReadContext, source: JsonObject, path: string): Policy {
  const root = fieldsOf(context, source, path);
  const written = requiredText(root, "name");
  const name = toPolicyName(written);
  if (name !== written) {
    rename(context, written, `A policy cannot be named "${written}": it becomes "${name}", and is "${written}" again where it is exported in the same format.`, source, "name");
  }
  const defaults = mapField(root, "default");
  const runtime = mapField(root, "runtime");
  const { rulesets, keptRulesets } = readRulesets(runtime);
  const policy: Policy = {
    ...emptyPolicy(name, readPlatform(root), text(root, "description") ?? ""),
    xdrTelemetry: flag(root, "xdrEnabled") ?? true,
    cluster: defaults ? readDefinition(defaults) : { rules: [], exceptions: [] },
    namespaced: (list(root, "namespaced") ?? []).map((item, index) => readNamespaced(root, item, index)),
    runtime: { rulesets },
    ...readScans(root),
  };
  const service = Object.fromEntries(SERVICE_FIELDS.map((key) => [key, raw(root, key)]).filter(([, value]) => value !== undefined));
  const fields = { ...service, ...unknownFields(root) };
  return {
    ...policy,
    ...keep(undefined, context.format, {
      name: name === written ? undefined : written,
      fields: Object.keys(fields).length > 0 ? fields : undefined,
      default: defaults ? unknownFields(defaults) : undefined,
      runtime: runtime ? unknownFields(runtime) : undefined,
      rulesets: keptRulesets,
    }),
  };
}

function readPlatform(root: Fields): Platform {
  const platform = text(root, "platform");
  if (platform === undefined || platform === "kubernetes") return "kubernetes";
  if (/^(?:amazon[ _-]?)?ecs$/i.test(platform)) return "ecs";
  return refuse(root.context, at(root, "platform"), `platform is "${platform}".`, "Sallyport knows kubernetes and ecs.");
}

function readDefinition(fields: Fields): Definition {
  return { rules: readRules(fields, "rules", readRule) ?? [], exceptions: readExceptions(fields, "exceptions", readException) ?? [] };
}

function readNamespaced(root: Fields, item: unknown, index: number): NamespacedDefinition {
  const path = `${pathTo(root, "namespaced")}[${index}]`;
  if (!isObject(item)) return refuse(root.context, { ...at(root, "namespaced"), path }, "A namespaced definition must be a map.", "Write it with name, namespaces and rules.");
  const fields = fieldsOf(root.context, item, path);
  const name = requiredText(fields, "name");
  const namespaces = textList(fields, "namespaces") ?? [];
  // What a definition leaves out it inherits: absent and empty are not the same.
  const rules = readRules(fields, "rules", readRule);
  const exceptions = readExceptions(fields, "exceptions", readException);
  return {
    name,
    namespaces,
    ...(rules ? { rules } : {}),
    ...(exceptions ? { exceptions } : {}),
    ...keep(undefined, fields.context.format, { fields: unknownFields(fields) }),
  };
}

/** An id of the service: the name, a hyphen and a KSUID (vendor-facts §9). */
const RULESET_ID = /^([A-Za-z0-9_.]{1,64})-[0-9A-Za-z]{27,28}$/;

/** The API names rulesets by id, which begins with the name; the id and what an entry holds beside it are kept by that. */
function readRulesets(runtime: Fields | undefined): { rulesets: string[]; keptRulesets: JsonObject | undefined } {
  const kept: JsonObject = {};
  const rulesets = (runtime ? list(runtime, "rulesets") ?? [] : []).map((item, index) => {
    const path = `${pathTo(runtime as Fields, "rulesets")}[${index}]`;
    if (!isObject(item)) return refuse((runtime as Fields).context, { ...at(runtime as Fields, "rulesets"), path }, "A ruleset must be a map with an id.", "Write { id: … } for each.");
    const fields = fieldsOf((runtime as Fields).context, item, path);
    const id = requiredText(fields, "id");
    const name = RULESET_ID.exec(id)?.[1] ?? id;
    const entry = { ...(name === id ? {} : { id }), ...unknownFields(fields) };
    if (Object.keys(entry).length > 0) kept[name] = entry;
    return name;
  });
  return { rulesets, keptRulesets: Object.keys(kept).length > 0 ? kept : undefined };
}

function readRule(rule: Fields): PolicyRule {
  const { context } = rule;
  const meaning = readMeaning(rule);
  const action = oneOf(rule, "action", ACTIONS) ?? "none";
  const written = oneOf(rule, "mitigation", MITIGATIONS) ?? "none";
  const needsBlock = (written === "isolate" || written === "terminate") && action !== "block";
  if (needsBlock) {
    remark(context, `Continuous ${written} needs Deployment block: it is read as log.`, rule.map, "mitigation");
  }
  const enabled = flag(rule, "enabled") ?? true;
  return {
    type: meaning.type,
    enabled,
    action,
    mitigation: needsBlock ? "log" : written,
    properties: meaning.properties,
    ...keep(undefined, context.format, { statement: meaning.original, mitigation: needsBlock ? written : undefined, fields: unknownFields(rule) }),
  };
}

function readException(exception: Fields): PolicyException {
  const { context } = exception;
  const meaning = readMeaning(exception);
  const type = IMAGE_PARTS.find((part) => part === meaning.type);
  const operator = IMAGE_OPERATORS.find((candidate) => candidate === meaning.properties["operator"]);
  if (!type || !operator) return refuse(context, at(exception, "type"), `An exception cannot be about ${meaning.type}.`, "Exceptions are about registry, image, tag or imagePath; remove this one, or leave it: it is written back.");
  const isOff = flag(exception, "enabled") === false;
  // Exceptions reuse the schema of rules; these two mean nothing here.
  const ignored = Object.fromEntries(["action", "mitigation"].flatMap((key) => (raw(exception, key) === undefined ? [] : [[key, raw(exception, key)]])));
  const fields = { ...ignored, ...unknownFields(exception) };
  return {
    type,
    operator,
    values: meaning.properties["values"] as string[],
    ...(isOff ? { enabled: false } : {}),
    ...keep(undefined, context.format, { statement: meaning.original, fields: Object.keys(fields).length > 0 ? fields : undefined }),
  };
}

interface Meaning {
  type: string;
  properties: JsonObject;
  /** Type and statement as written, where writing the rule anew would give others. */
  original: JsonObject | undefined;
}

function readMeaning(item: Fields): Meaning {
  const { context } = item;
  const type = requiredText(item, "type");
  const statement = readStatement(item, type);
  const read = fromStatement(statement);
  if (typeof read === "string") {
    const legacy = LEGACY_TYPES.includes(type) ? `${type} is a finding of the discontinued Smart Check, which has no counterpart.` : read;
    return refuse(context, at(item, "type"), legacy, "Correct it, or leave it: it is written back as it is.");
  }
  const descriptor = ruleDescriptor(read.type);
  const [problem] = descriptor ? parameterProblems(descriptor, read.properties) : [];
  if (problem) refuse(context, at(item, "statement"), `${problem.path} is wrong.`, problem.message);
  for (const conversion of read.conversions) remark(context, `${item.path}: ${conversion}.`, item.map, "type");
  const source: JsonObject = { type, ...(item.map["statement"] === undefined ? {} : { statement: item.map["statement"] }) };
  const [canonical] = toStatements(read.type, read.properties) ?? [];
  const isCanonical = canonical !== undefined && stableStringify(statementSource(canonical)) === stableStringify(source);
  return { type: read.type, properties: read.properties, original: isCanonical ? undefined : source };
}

/** `statement.properties` is a list of pairs; the predecessor product wrote one pair straight into `statement`. */
function readStatement(item: Fields, type: string): ApiStatement {
  const statement = mapField(item, "statement");
  if (!statement) return { type, pairs: [] };
  const properties = list(statement, "properties");
  if (!properties) return { type, pairs: statement.map["key"] === undefined ? [] : [readPair(statement)] };
  const pairs = properties.map((property, index) => {
    const path = `${pathTo(statement, "properties")}[${index}]`;
    if (!isObject(property)) return refuse(item.context, { container: properties, key: index, path }, "A property must be a map with key and value.", "Write { key: …, value: … } for each.");
    return readPair(fieldsOf(item.context, property, path));
  });
  return { type, pairs };
}

function readPair(fields: Fields): ApiPair {
  return { key: requiredText(fields, "key"), value: requiredText(fields, "value") };
}

/** Type and statement as the API writes them. */
export function statementSource({ type, pairs }: ApiStatement): JsonObject {
  return { type, ...(pairs.length > 0 ? { statement: { properties: pairs.map(({ key, value }) => ({ key, value })) } } : {}) };
}
