import { isObject, type JsonObject } from "../../kernel/json.ts";
import type { AppError } from "../../kernel/result.ts";
import type { Policy } from "../../model/policy.ts";
import type { Ruleset } from "../../model/ruleset.ts";
import { readApiRuleset } from "../api/objects.ts";
import { readApiPolicy } from "../api/read.ts";
import { attempt, createContext, remarksOf, type ReadContext } from "../context.ts";
import { keep } from "../kept.ts";
import type { ReadDocument } from "../read.ts";
import { createPlaces } from "../text/index.ts";
import { POLICY_RESOURCE, RULESET_RESOURCE, toLabel } from "./names.ts";
import { resolverOf, type Resolver } from "./resolve.ts";

const FORMAT = "terraform";

/** One `.tf` file as the HCL parser gives it: blocks by type and labels, each with its bodies. */
export interface ParsedTerraform {
  file: string;
  content: unknown;
}

/** What of a resource is understood; the rest is kept as it was read. */
const POLICY_ATTRIBUTES = new Set([
  "name", "description", "default", "namespaced", "runtime", "xdr_enabled", "malware_scan_mitigation", "malware_scan_enabled", "malware_scan_schedule",
  "secret_scan_mitigation", "secret_scan_enabled", "secret_scan_schedule", "secret_scan_skip_if_rule_not_change", "secret_scan_exclude_paths",
]);
const RULESET_ATTRIBUTES = new Set(["name", "description", "labels", "rules"]);

/**
 * Reads policies and rulesets of the vendor's Terraform provider. Variables with a default, locals and references to
 * rulesets are resolved over all the files together, as Terraform does within a folder. What is only known to Terraform
 * when it runs is lost, and said.
 */
export function readTerraform(files: ParsedTerraform[]): { files: { file: string; documents: ReadDocument[] }[]; problems: AppError[] } {
  const resolver = resolverOf(files.map(({ content }) => content));
  const problems: AppError[] = [];
  const read = files.map(({ file, content }) => {
    const documents: ReadDocument[] = [];
    const before = problems.length;
    for (const { type, label, body } of resourcesOf(content)) {
      const context = createContext(file, FORMAT, createPlaces("", file));
      const result = attempt((): ReadDocument | undefined => {
        if (type === POLICY_RESOURCE) return readDocument("policy", readPolicy(context, resolver, label, body), context);
        if (type === RULESET_RESOURCE) return readDocument("ruleset", readRuleset(context, resolver, label, body), context);
        return undefined;
      });
      problems.push(...context.problems.map(withoutPlace), ...("error" in result ? [withoutPlace(result.error)] : []));
      if ("value" in result && result.value) documents.push(result.value);
    }
    if (documents.length === 0 && problems.length === before && !holdsDefinitions(content)) {
      problems.push({ code: "invalid-input", message: `No ${POLICY_RESOURCE} or ${RULESET_RESOURCE} in it.`, details: { file } });
    }
    return { file, documents };
  });
  return { files: read, problems };
}

/** A file of variables or locals is there for the others. */
function holdsDefinitions(content: unknown): boolean {
  return isObject(content) && (content["variable"] !== undefined || content["locals"] !== undefined);
}

/** The parser tells no places of values: a path has to do. */
function withoutPlace(error: AppError): AppError {
  const { line: _line, column: _column, ...details } = error.details ?? {};
  return { ...error, details };
}

function readDocument(kind: "policy" | "ruleset", document: Policy | Ruleset, context: ReadContext): ReadDocument {
  return { kind, document, format: FORMAT, remarks: remarksOf(context), lost: context.lost } as ReadDocument;
}

function* resourcesOf(content: unknown): Iterable<{ type: string; label: string; body: JsonObject }> {
  const types = isObject(content) && isObject(content["resource"]) ? content["resource"] : {};
  for (const [type, labels] of Object.entries(types)) {
    for (const [label, bodies] of Object.entries(isObject(labels) ? labels : {})) {
      for (const body of Array.isArray(bodies) ? bodies : []) if (isObject(body)) yield { type, label, body };
    }
  }
}

/** The provider's attributes under the API's names; references to rulesets become their names. */
function readPolicy(context: ReadContext, resolver: Resolver, label: string, body: JsonObject): Policy {
  const path = `${POLICY_RESOURCE}.${label}`;
  const { known, rest } = split(body, POLICY_ATTRIBUTES);
  const references: JsonObject = {};
  const value = resolver.resolve(context, known, "", (reference, name) => (references[name] = reference)) as JsonObject;
  const source: JsonObject = {
    ...rest,
    name: value["name"],
    description: value["description"],
    default: value["default"] ?? {},
    namespaced: value["namespaced"],
    runtime: value["runtime"],
    xdrEnabled: value["xdr_enabled"],
    malwareScan: scanOf(value, "malware_scan", {}),
    secretScan: scanOf(value, "secret_scan", { skipIfRuleNotChanged: value["secret_scan_skip_if_rule_not_change"] }),
  };
  const policy = readApiPolicy(context, source, path);
  return {
    ...policy,
    ...withKept(policy, {
      label: label === toLabel(policy.name) ? undefined : label,
      references: Object.keys(references).length > 0 ? references : undefined,
    }),
  };
}

function scanOf(value: JsonObject, prefix: string, more: JsonObject): JsonObject | undefined {
  if (!Object.keys(value).some((key) => key.startsWith(`${prefix}_`) && value[key] !== null)) return undefined;
  const excluded = value[`${prefix}_exclude_paths`];
  return {
    mitigation: value[`${prefix}_mitigation`],
    schedule: { cron: value[`${prefix}_schedule`], enabled: value[`${prefix}_enabled`] ?? false, ...more },
    ...(excluded === undefined ? {} : { excludedPaths: excluded }),
  };
}

function readRuleset(context: ReadContext, resolver: Resolver, label: string, body: JsonObject): Ruleset {
  const { known, rest } = split(body, RULESET_ATTRIBUTES);
  const value = resolver.resolve(context, known, "") as JsonObject;
  const ruleset = readApiRuleset(context, { ...rest, ...value, rules: value["rules"] ?? [] }, `${RULESET_RESOURCE}.${label}`);
  return { ...ruleset, ...withKept(ruleset, { label: label === toLabel(ruleset.name) ? undefined : label }) };
}

function withKept(item: { extra?: Record<string, unknown> }, entries: JsonObject): { extra?: Record<string, unknown> } {
  const present = item.extra?.[FORMAT];
  return keep(item.extra, FORMAT, { ...(isObject(present) ? present : {}), ...entries });
}

function split(body: JsonObject, names: ReadonlySet<string>): { known: JsonObject; rest: JsonObject } {
  const entries = Object.entries(body);
  return {
    known: Object.fromEntries(entries.filter(([key]) => names.has(key))),
    rest: Object.fromEntries(entries.filter(([key]) => !names.has(key))),
  };
}
