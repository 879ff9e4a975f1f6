import type { JsonObject } from "../../kernel/json.ts";
import type { Attestor } from "../../model/attestor.ts";
import { LABEL_CONDITIONS, emptyRuleset, type Ruleset } from "../../model/ruleset.ts";
import { readKeyAttestor, writeKeyAttestor } from "../attestorParts.ts";
import { rename, type ReadContext } from "../context.ts";
import { foreignLoss } from "../describe.ts";
import { fieldsOf, oneOf, raw, requiredText, text, unknownFields, type Fields } from "../fields.ts";
import { keep, keptFor, keptMap } from "../kept.ts";
import { toAttestorName, toPolicyName } from "../names.ts";
import { readLabels, readRulesetRules, writeLabels, writeRulesetRules } from "../rulesetParts.ts";

/** Rulesets and attestors of the vendor's public API v3.0 (vendor-facts §4, §5.1, §9). */

const FORMAT = "api";
/** Set by the service; nothing to tell about. */
const SERVICE_FIELDS = ["id", "managementType", "createdDateTime", "updatedDateTime"];

export function readApiRuleset(context: ReadContext, source: JsonObject, path: string): Ruleset {
  const root = fieldsOf(context, source, path);
  const { name, written } = readName(root, toPolicyName, "A ruleset");
  const description = text(root, "description") ?? "";
  const { labels, keptLabels } = readLabels(root);
  const labelMatchingCondition = oneOf(root, "labelMatchingCondition", LABEL_CONDITIONS) ?? "any";
  const { rules, unread } = readRulesetRules(root, "id", context.format);
  return {
    ...emptyRuleset(name, description),
    labels,
    labelMatchingCondition,
    rules,
    ...keep(undefined, context.format, { name: written, fields: restOf(root, [...SERVICE_FIELDS, "type"]), labels: keptLabels, unread }),
  };
}

export function toApiRuleset(ruleset: Ruleset): { source: JsonObject; lossy: string[] } {
  const kept = keptFor(ruleset, FORMAT);
  const lossy: string[] = [];
  const foreign = foreignLoss(ruleset, FORMAT, "The ruleset");
  if (foreign !== null) lossy.push(foreign);
  if (ruleset.customRules.length > 0) lossy.push(customRulesLoss(ruleset, "the API's JSON"));
  return {
    source: {
      name: writtenName(ruleset, kept, toPolicyName),
      ...(ruleset.description === "" ? {} : { description: ruleset.description }),
      ...(ruleset.labels.length > 0 ? { labels: writeLabels(ruleset, kept) } : {}),
      ...(ruleset.labelMatchingCondition === "any" ? {} : { labelMatchingCondition: ruleset.labelMatchingCondition }),
      rules: writeRulesetRules(ruleset, "id", FORMAT, lossy),
      ...keptMap(kept, "fields"),
    },
    lossy,
  };
}

/** What to tell where only predefined rules can be written. */
export function customRulesLoss({ customRules }: Ruleset, where: string): string {
  const files = customRules.map(({ name }) => name).join(", ");
  return `The custom rules (${files}): ${where} has predefined rules only; bring the files to the product as a custom ruleset.`;
}

export function readApiAttestor(context: ReadContext, source: JsonObject, path: string): Attestor {
  const root = fieldsOf(context, source, path);
  const { name, written } = readName(root, toAttestorName, "An attestor");
  const { attestor, options } = readKeyAttestor(root, name, text(root, "description") ?? "");
  return { ...attestor, ...keep(undefined, FORMAT, { name: written, fields: restOf(root, SERVICE_FIELDS), options }) };
}

/** Null for an attestor that the product cannot have. */
export function toApiAttestor(attestor: Attestor): { source: JsonObject; lossy: string[] } | null {
  const kept = keptFor(attestor, FORMAT);
  const body = writeKeyAttestor(attestor, keptMap(kept, "options"));
  if (!body) return null;
  const foreign = foreignLoss(attestor, FORMAT, "The attestor");
  return {
    source: {
      name: writtenName(attestor, kept, toAttestorName),
      ...(attestor.description === "" ? {} : { description: attestor.description }),
      ...body,
      ...keptMap(kept, "fields"),
    },
    lossy: foreign === null ? [] : [foreign],
  };
}

function readName(root: Fields, toName: (name: string) => string, noun: string): { name: string; written: string | undefined } {
  const written = requiredText(root, "name");
  const name = toName(written);
  if (name === written) return { name, written: undefined };
  rename(root.context, written, `${noun} cannot be named "${written}": it becomes "${name}", and is "${written}" again where it is exported in the same format.`, root.map, "name");
  return { name, written };
}

function writtenName(item: { name: string }, kept: JsonObject, toName: (name: string) => string): string {
  const keptName = kept["name"];
  return typeof keptName === "string" && toName(keptName) === item.name ? keptName : item.name;
}

/** Fields to be kept: those of the service, in silence, and those that nobody knows. */
function restOf(root: Fields, serviceFields: string[]): JsonObject | undefined {
  const service = Object.fromEntries(serviceFields.map((key) => [key, raw(root, key)]).filter(([, value]) => value !== undefined));
  const rest = { ...service, ...unknownFields(root) };
  return Object.keys(rest).length > 0 ? rest : undefined;
}
