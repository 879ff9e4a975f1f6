import { isObject, type JsonObject } from "../kernel/json.ts";
import { RUNTIME_MITIGATIONS, type PodLabel, type Ruleset, type RulesetRule } from "../model/ruleset.ts";
import { attempt, refuse, remark } from "./context.ts";
import { foreignLoss } from "./describe.ts";
import { at, fieldsOf, list, mapField, oneOf, pathTo, requiredText, unknownFields, type Fields } from "./fields.ts";
import type { DocumentFormat } from "./formats.ts";
import { keep, keptFor, keptMap, writtenExtra } from "./kept.ts";
import { LIMITS } from "./text/limits.ts";

/** Rules and labels of a ruleset: the same in every format but for the name of a rule's id. */

/** A rule that could not be read: it is left out here and written back in its place. */
interface UnreadRule {
  /** Place among the source's rules. */
  index: number;
  source: unknown;
}

/**
 * Reads `rules`. One that cannot be read is reported with its number, as the vendor's operator does, and kept aside.
 * @param idKey `ruleID` in a custom resource, `id` elsewhere
 */
export function readRulesetRules(parent: Fields, idKey: "id" | "ruleID", format: DocumentFormat): { rules: RulesetRule[]; unread: UnreadRule[] | undefined } {
  const { context } = parent;
  const items = list(parent, "rules") ?? [];
  if (items.length > LIMITS.items) {
    refuse(context, { ...at(parent, "rules"), container: items, key: LIMITS.items }, `${pathTo(parent, "rules")} has ${items.length} entries.`, `A file's ruleset has at most ${LIMITS.items}: split it.`);
  }
  const unread: UnreadRule[] = [];
  const seen = new Set<string>();
  const rules = items.flatMap((source, index): RulesetRule[] => {
    const path = `${pathTo(parent, "rules")}[${index}]`;
    const result = attempt((): RulesetRule => {
      if (!isObject(source)) return refuse(context, { container: items, key: index, path }, "It must be a map.", "Write it with the rule's id and mitigation, or remove it.");
      const fields = fieldsOf(context, source, path);
      const id = requiredText(fields, idKey);
      const mitigation = oneOf(fields, "mitigation", RUNTIME_MITIGATIONS) ?? "log";
      // Only our own documents have a place for what other formats know besides.
      const extra = format === "sallyport" ? mapField(fields, "extra")?.map : undefined;
      return { id, mitigation, ...keep(extra, format, { fields: unknownFields(fields) }) };
    });
    if ("error" in result) {
      context.problems.push({ ...result.error, message: `rule ${index + 1}: ${result.error.message} It is kept but not part of the ruleset.` });
      unread.push({ index, source });
      return [];
    }
    if (seen.has(result.value.id)) {
      remark(context, `${path}: ${result.value.id} is named twice; the first one counts.`, items, index);
      return [];
    }
    seen.add(result.value.id);
    return [result.value];
  });
  return { rules, unread: unread.length > 0 ? unread : undefined };
}

/** Writes the rules, those that could not be read in their places. */
export function writeRulesetRules(ruleset: Ruleset, idKey: "id" | "ruleID", format: DocumentFormat, lossy: string[]): unknown[] {
  const written: unknown[] = ruleset.rules.map((rule, index) => {
    const foreign = foreignLoss(rule, format, `Rule ${index + 1} (${rule.id})`);
    if (foreign !== null) lossy.push(foreign);
    const extra = format === "sallyport" ? writtenExtra(rule) : {};
    return { [idKey]: rule.id, mitigation: rule.mitigation, ...extra, ...keptMap(keptFor(rule, format), "fields") };
  });
  for (const { index, source } of unreadRules(keptFor(ruleset, format))) written.splice(index, 0, source);
  return written;
}

function unreadRules(kept: JsonObject): UnreadRule[] {
  return Array.isArray(kept["unread"]) ? (kept["unread"] as UnreadRule[]) : [];
}

/** A label with fields that Sallyport does not know. They are kept beside the labels, which have no place for them. */
type KeptLabel = PodLabel & { fields: JsonObject };

/** Reads `labels`: a list of `key` and `value`. */
export function readLabels(parent: Fields): { labels: PodLabel[]; keptLabels: KeptLabel[] | undefined } {
  const kept: KeptLabel[] = [];
  const labels = (list(parent, "labels") ?? []).map((item, index): PodLabel => {
    const path = `${pathTo(parent, "labels")}[${index}]`;
    if (!isObject(item)) return refuse(parent.context, { ...at(parent, "labels"), path }, "A label must be a map with key and value.", "Write { key: …, value: … } for each.");
    const fields = fieldsOf(parent.context, item, path);
    const label = { key: requiredText(fields, "key"), value: requiredText(fields, "value") };
    const unknown = unknownFields(fields);
    if (unknown) kept.push({ ...label, fields: unknown });
    return label;
  });
  return { labels, keptLabels: kept.length > 0 ? kept : undefined };
}

/** Writes the labels, each with what was kept of it. */
export function writeLabels({ labels }: Ruleset, kept: JsonObject): JsonObject[] {
  const all = Array.isArray(kept["labels"]) ? (kept["labels"] as KeptLabel[]) : [];
  return labels.map(({ key, value }) => ({ key, value, ...all.find((label) => label.key === key && label.value === value)?.fields }));
}
