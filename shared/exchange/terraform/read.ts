import { isObject, type JsonObject } from "../../kernel/json.ts";
import type { AppError } from "../../kernel/result.ts";
import type { Policy } from "../../model/policy.ts";
import type { Ruleset } from "../../model/ruleset.ts";
import { readApiRuleset } from "../api/objects.ts";
import { readApiPolicy } from "../api/read.ts";
import { attempt, createContext, factsOf, refuse, type ReadContext } from "../context.ts";
import { keep } from "../kept.ts";
import type { ReadDocument } from "../read.ts";
import { createPlaces } from "../text/index.ts";
import { POLICY_RESOURCE, RULESET_RESOURCE, toLabel } from "./names.ts";
import { mark, placesOf, type PlaceNode } from "./places.ts";
import { resolverOf, type Resolver } from "./resolve.ts";

const FORMAT = "terraform";

/** One `.tf` file as the HCL parser gives it: blocks by type and labels, each with its bodies. */
export interface ParsedTerraform {
  file: string;
  /** The text that was parsed: the parser tells no places, so they are looked up in it. */
  text: string;
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
export function readTerraform(files: ParsedTerraform[]): { files: { file: string; documents: ReadDocument[]; isForeign: boolean }[]; problems: AppError[] } {
  const resolver = resolverOf(files.map(({ content }) => content));
  const problems: AppError[] = [];
  const read = files.map(({ file, text, content }) => {
    const documents: ReadDocument[] = [];
    const before = problems.length;
    const places = createPlaces(text, file);
    const root = placesOf(text);
    for (const resource of resourcesOf(content, root)) {
      const context = createContext(file, FORMAT, places);
      const result = attempt((): ReadDocument => {
        mark(places, resource.body, resource.place);
        return resource.type === POLICY_RESOURCE
          ? readDocument("policy", readPolicy(context, resolver, resource), context)
          : readDocument("ruleset", readRuleset(context, resolver, resource), context);
      });
      problems.push(...context.problems, ...("error" in result ? [result.error] : []));
      if ("value" in result) documents.push(result.value);
    }
    const isForeign = documents.length === 0 && problems.length === before;
    if (isForeign && !holdsDefinitions(content)) {
      problems.push({ code: "invalid-input", message: `No ${POLICY_RESOURCE} or ${RULESET_RESOURCE} in it.`, details: { file, remedy: "Choose the file with these resources; modules are not followed." } });
    }
    return { file, documents, isForeign };
  });
  return { files: read, problems };
}

/** A file of variables or locals is there for the others. */
function holdsDefinitions(content: unknown): boolean {
  return isObject(content) && (content["variable"] !== undefined || content["locals"] !== undefined);
}

function readDocument(kind: "policy" | "ruleset", document: Policy | Ruleset, context: ReadContext): ReadDocument {
  return { kind, document, ...factsOf(context) } as ReadDocument;
}

interface Resource {
  type: string;
  label: string;
  body: JsonObject;
  place: PlaceNode | undefined;
}

/** The vendor's resources of a file, in the order in which they stand there. */
function resourcesOf(content: unknown, root: PlaceNode): Resource[] {
  const types = isObject(content) && isObject(content["resource"]) ? content["resource"] : {};
  const found = [POLICY_RESOURCE, RULESET_RESOURCE].flatMap((type) =>
    Object.entries(isObject(types[type]) ? types[type] : {}).flatMap(([label, bodies]) =>
      (Array.isArray(bodies) ? bodies : []).flatMap((body: unknown, index): Resource[] =>
        isObject(body) ? [{ type, label, body, place: root.inside.get("resource")?.inside.get(type)?.inside.get(label)?.inside.get(index) }] : [],
      ),
    ),
  );
  return found.toSorted((a, b) => (a.place?.offset ?? 0) - (b.place?.offset ?? 0));
}

/** The provider's attributes under the API's names; references to rulesets become their names. */
function readPolicy(context: ReadContext, resolver: Resolver, { label, body, place }: Resource): Policy {
  const path = `${POLICY_RESOURCE}.${label}`;
  const { known, rest } = split(context, body, POLICY_ATTRIBUTES, place);
  const references: JsonObject = {};
  const value = resolver.resolve(context, known, (reference, name) => (references[name] = reference));
  checkName(context, body, value, path);
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
  mark(context.places, source, apiPlaces(place));
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

/** The places of a policy's attributes under the API's names. */
function apiPlaces(place: PlaceNode | undefined): PlaceNode | undefined {
  if (!place) return undefined;
  const renamed = new Map(place.inside);
  const xdr = place.inside.get("xdr_enabled");
  if (xdr) renamed.set("xdrEnabled", xdr);
  renamed.set("malwareScan", scanPlaces(place, "malware_scan"));
  renamed.set("secretScan", scanPlaces(place, "secret_scan"));
  return { offset: place.offset, inside: renamed };
}

/** A scan that the API has as a map stands in several attributes here, those of its schedule among them. */
function scanPlaces(place: PlaceNode, prefix: string): PlaceNode {
  const names = { mitigation: "mitigation", cron: "schedule", enabled: "enabled", skipIfRuleNotChanged: "skip_if_rule_not_change", excludedPaths: "exclude_paths" };
  const inside = new Map<string | number, PlaceNode>();
  for (const [name, attribute] of Object.entries(names)) {
    const found = place.inside.get(`${prefix}_${attribute}`);
    if (found) inside.set(name, found);
  }
  const [first = place] = inside.values();
  return { offset: first.offset, inside: inside.set("schedule", { offset: first.offset, inside: new Map(inside) }) };
}

/** Without a name nothing can be kept: the usual reason is an expression. */
function checkName(context: ReadContext, body: JsonObject, value: JsonObject, path: string): void {
  if (body["name"] === undefined || value["name"] !== null) return;
  refuse(context, { container: body, key: "name", path: `${path}.name` }, `name is ${String(body["name"])}, which only Terraform can work out.`, "Write the name itself, or give its variable a default in these files; count and for_each are not worked out.");
}

function readRuleset(context: ReadContext, resolver: Resolver, { label, body, place }: Resource): Ruleset {
  const path = `${RULESET_RESOURCE}.${label}`;
  const { known, rest } = split(context, body, RULESET_ATTRIBUTES, place);
  const value = resolver.resolve(context, known);
  checkName(context, body, value, path);
  const source = { ...rest, ...value, rules: value["rules"] ?? [] };
  mark(context.places, source, place);
  const ruleset = readApiRuleset(context, source, path);
  return { ...ruleset, ...withKept(ruleset, { label: label === toLabel(ruleset.name) ? undefined : label }) };
}

function withKept(item: { extra?: Record<string, unknown> }, entries: JsonObject): { extra?: Record<string, unknown> } {
  const present = item.extra?.[FORMAT];
  return keep(item.extra, FORMAT, { ...(isObject(present) ? present : {}), ...entries });
}

function split(context: ReadContext, body: JsonObject, names: ReadonlySet<string>, place: PlaceNode | undefined): { known: JsonObject; rest: JsonObject } {
  const entries = Object.entries(body);
  const known = Object.fromEntries(entries.filter(([key]) => names.has(key)));
  mark(context.places, known, place);
  return { known, rest: Object.fromEntries(entries.filter(([key]) => !names.has(key))) };
}
