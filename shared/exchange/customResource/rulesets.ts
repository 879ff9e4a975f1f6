import type { JsonObject } from "../../kernel/json.ts";
import { LABEL_CONDITIONS, emptyRuleset, type Ruleset } from "../../model/ruleset.ts";
import { refuse, type ReadContext } from "../context.ts";
import { foreignLoss } from "../describe.ts";
import { at, fieldsOf, mapField, oneOf, text, unknownFields, type Fields } from "../fields.ts";
import { keep, keptFor, keptMap } from "../kept.ts";
import { toPolicyName } from "../names.ts";
import { readLabels, readRulesetRules, writeLabels, writeRulesetRules } from "../rulesetParts.ts";
import { readDefinitionFiles, writeDefinitionFiles } from "./customRules.ts";
import { nameNotes, readMetadata, writeMetadata } from "./metadata.ts";
import { API_VERSION, KINDS } from "./names.ts";

const FORMAT = "custom-resource";
/** Of `docs/policy-as-code.md` in the vendor's chart. */
const RULE_ID = /^TM-\d{8}$/;

/** Reads a RuntimeRuleset resource (vendor-facts §5.1; its `spec.definition` is free-form in the resource definition). */
export function readRuntimeRuleset(context: ReadContext, resource: JsonObject): Ruleset {
  const { ruleset, apiVersion, metadata, root, spec, definition } = open(context, resource);
  const { labels, keptLabels } = readLabels(definition);
  const condition = oneOf(definition, "labelMatchingCondition", LABEL_CONDITIONS);
  const { rules, unread } = readRulesetRules(definition, "ruleID", FORMAT);
  return {
    ...ruleset,
    labels,
    labelMatchingCondition: condition ?? "any",
    rules,
    ...keep(undefined, FORMAT, {
      apiVersion: apiVersion === API_VERSION ? undefined : apiVersion,
      metadata: metadata.kept(),
      fields: unknownFields(root),
      spec: unknownFields(spec),
      definition: unknownFields(definition),
      labels: keptLabels,
      unread,
    }),
  };
}

/** Reads a CustomRuleset resource: a ruleset of custom rules only. */
export function readCustomRuleset(context: ReadContext, resource: JsonObject): Ruleset {
  const root = fieldsOf(context, resource, "");
  const { ruleset, apiVersion, metadata, spec } = openHead(root);
  const customRules = readDefinitionFiles(spec, ruleset.name);
  const { extra } = keep(undefined, FORMAT, {
    apiVersion: apiVersion === API_VERSION ? undefined : apiVersion,
    metadata: metadata.kept(),
    fields: unknownFields(root),
    spec: unknownFields(spec),
  });
  return { ...ruleset, customRules, ...keep(undefined, FORMAT, { customRuleset: extra?.[FORMAT] }) };
}

function open(context: ReadContext, resource: JsonObject) {
  const root = fieldsOf(context, resource, "");
  const head = openHead(root);
  const definition = mapField(head.spec, "definition") ?? refuse(context, at(head.spec, "definition"), "spec.definition is missing.", "A RuntimeRuleset has spec.definition.rules.");
  return { ...head, root, definition };
}

function openHead(root: Fields) {
  const { context } = root;
  const apiVersion = text(root, "apiVersion");
  text(root, "kind");
  const map = mapField(root, "metadata") ?? refuse(context, at(root, "metadata"), "metadata is missing.", "Write the name there: metadata: { name: … }.");
  const metadata = readMetadata(map, toPolicyName, "ruleset");
  const spec = mapField(root, "spec") ?? refuse(context, at(root, "spec"), "spec is missing.", "A RuntimeRuleset has spec.definition.rules, a CustomRuleset its rule files in spec.definition.");
  return { apiVersion, metadata, spec, ruleset: emptyRuleset(metadata.name, metadata.description) };
}

/** A ruleset as resources: a RuntimeRuleset for predefined rules, a CustomRuleset of the same name for custom ones. */
export function toRulesetResources(ruleset: Ruleset): { resources: JsonObject[]; lossy: string[]; notes: string[] } {
  const lossy: string[] = [];
  const kept = keptFor(ruleset, FORMAT);
  const foreign = foreignLoss(ruleset, FORMAT, "The ruleset");
  if (foreign !== null) lossy.push(foreign);
  const isPlain = ruleset.labelMatchingCondition === "any" && Object.keys(kept).every((key) => key === "customRuleset");
  const isCustomOnly = ruleset.customRules.length > 0 && ruleset.rules.length === 0 && ruleset.labels.length === 0 && isPlain;
  const resources = [...(isCustomOnly ? [] : [runtimeRuleset(ruleset, kept, lossy)]), ...(ruleset.customRules.length > 0 ? [customRuleset(ruleset, kept, lossy)] : [])];
  const notes = nameNotes(ruleset, resources[0]?.["metadata"] as JsonObject, "ruleset");
  if (ruleset.customRules.length > 0) {
    // Decision 9: the operator makes such resources from a config map, and their form is published nowhere.
    notes.push("The vendor does not publish the form of a CustomRuleset: the rule files are written under their names, as in the config map of custom rules. If the product does not take it, put the files into the config map that visionOne.runtimeSecurity.customRules names in its Helm chart.");
  }
  return { resources, lossy, notes };
}

function runtimeRuleset(ruleset: Ruleset, kept: JsonObject, lossy: string[]): JsonObject {
  if (ruleset.labelMatchingCondition === "notAny" && ruleset.labels.length > 0) {
    lossy.push("“Pods with none of the labels” (labelMatchingCondition): it is written, but the product documents it for its API only and may take the labels as those to match.");
  }
  const foreignIds = ruleset.rules.map(({ id }) => id).filter((id) => !RULE_ID.test(id));
  if (foreignIds.length > 0) {
    lossy.push(`${foreignIds.join(", ")}: in a custom resource an id is TM- and eight digits; ${foreignIds.length === 1 ? "it is written as it is, and the product skips it" : "they are written as they are, and the product skips them"} if it does not know better.`);
  }
  return {
    apiVersion: kept["apiVersion"] ?? API_VERSION,
    kind: KINDS.ruleset,
    metadata: writeMetadata(ruleset, keptMap(kept, "metadata"), toPolicyName),
    spec: {
      definition: {
        ...(ruleset.labels.length > 0 ? { labels: writeLabels(ruleset, kept) } : {}),
        ...(ruleset.labelMatchingCondition === "any" ? {} : { labelMatchingCondition: ruleset.labelMatchingCondition }),
        rules: writeRulesetRules(ruleset, "ruleID", FORMAT, lossy),
        ...keptMap(kept, "definition"),
      },
      ...keptMap(kept, "spec"),
    },
    ...keptMap(kept, "fields"),
  };
}

function customRuleset(ruleset: Ruleset, kept: JsonObject, lossy: string[]): JsonObject {
  if (ruleset.labels.length > 0) lossy.push("The labels do not hold for the custom rules: a CustomRuleset has none.");
  const own = keptMap(kept, "customRuleset");
  return {
    apiVersion: own["apiVersion"] ?? API_VERSION,
    kind: KINDS.customRuleset,
    metadata: writeMetadata(ruleset, keptMap(own, "metadata"), toPolicyName),
    spec: { definition: writeDefinitionFiles(ruleset.customRules), ...keptMap(own, "spec") },
    ...keptMap(own, "fields"),
  };
}
