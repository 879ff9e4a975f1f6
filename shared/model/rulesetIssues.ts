import type { FieldIssue } from "../kernel/result.ts";
import { descriptionIssues, nameIssues } from "./names.ts";
import type { CustomRuleFile, PodLabel, Ruleset, RuntimeRule } from "./ruleset.ts";

/** Limits of vendor-facts §5.1 and §5.3. */
export const MOST_RULESET_RULES = 100;
export const LONGEST_LABEL = 32;
export const LONGEST_RULE_ID = 20;
export const LARGEST_RULE_FILE = 1024 * 1024;
/** A file name is shorter than this. */
export const FILE_NAME_LIMIT = 128;

/**
 * What keeps a ruleset from being saved, each problem at its field (`rules[2].id`, `customRules[0].name`). What stands
 * inside custom rule files is checked by the Falco reader.
 */
export function validateRuleset(ruleset: Ruleset): FieldIssue[] {
  return [
    ...nameIssues("name", ruleset.name),
    ...descriptionIssues("description", ruleset.description),
    ...ruleset.labels.flatMap((label, index) => labelIssues(`labels[${index}]`, label, ruleset.labels.slice(0, index))),
    ...ruleIssues(ruleset),
    ...ruleset.customRules.flatMap((file, index) => fileIssues(`customRules[${index}]`, file, ruleset.customRules.slice(0, index))),
  ];
}

/** What a ruleset can be saved with but its author should know: removed, unknown and absent rules. */
export function rulesetWarnings(ruleset: Ruleset, catalogue: readonly RuntimeRule[]): FieldIssue[] {
  const known = new Map(catalogue.map((rule) => [rule.id, rule]));
  const warnings = ruleset.rules.flatMap(({ id }, index): FieldIssue[] => {
    const path = `rules[${index}].id`;
    const rule = known.get(id);
    if (!rule) return [{ path, message: `${id} is not among the predefined rules that Sallyport knows; the product may know it.` }];
    return rule.removed === undefined ? [] : [{ path, message: `The vendor removed ${id} (${rule.name}) on ${rule.removed}: newer versions of the product skip it.` }];
  });
  if (ruleset.rules.length === 0 && ruleset.customRules.length === 0) warnings.push({ path: "rules", message: "The ruleset has no rules: it does nothing." });
  return warnings;
}

function labelIssues(path: string, { key, value }: PodLabel, earlier: PodLabel[]): FieldIssue[] {
  const issues: FieldIssue[] = [];
  for (const [name, text] of [["key", key], ["value", value]] as const) {
    if (text === "") issues.push({ path: `${path}.${name}`, message: `Enter the label's ${name}.` });
    else if (text.length > LONGEST_LABEL) issues.push({ path: `${path}.${name}`, message: `A label's ${name} has at most ${LONGEST_LABEL} characters; this one has ${text.length}.` });
  }
  if (issues.length === 0 && earlier.some((label) => label.key === key && label.value === value)) issues.push({ path, message: "This label is named twice." });
  return issues;
}

function ruleIssues({ rules }: Ruleset): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (rules.length > MOST_RULESET_RULES) issues.push({ path: "rules", message: `A ruleset has at most ${MOST_RULESET_RULES} rules; this one has ${rules.length}.` });
  const seen = new Set<string>();
  rules.forEach(({ id }, index) => {
    const path = `rules[${index}].id`;
    if (id === "") issues.push({ path, message: "Choose a rule." });
    else if (id.length > LONGEST_RULE_ID) issues.push({ path, message: `A rule's id has at most ${LONGEST_RULE_ID} characters; this one has ${id.length}.` });
    else if (seen.has(id)) issues.push({ path, message: `The rule ${id} is named twice.` });
    seen.add(id);
  });
  return issues;
}

function fileIssues(path: string, { name, text }: CustomRuleFile, earlier: CustomRuleFile[]): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const at = `${path}.name`;
  if (!/^[a-zA-Z0-9_.-]+\.ya?ml$/.test(name)) issues.push({ path: at, message: "A rule file's name has only letters, digits, dots, underscores and hyphens, and ends with .yaml or .yml." });
  else if (name.length >= FILE_NAME_LIMIT) issues.push({ path: at, message: `A rule file's name is shorter than ${FILE_NAME_LIMIT} characters; this one has ${name.length}.` });
  else if (earlier.some((file) => file.name === name)) issues.push({ path: at, message: `There are two files named ${name}.` });
  if (text.trim() === "") issues.push({ path: `${path}.text`, message: `${name} is empty.` });
  if (utf8Length(text) >= LARGEST_RULE_FILE) issues.push({ path: `${path}.text`, message: `${name} must be smaller than 1 MB.` });
  return issues;
}

/** Bytes of a text in UTF-8. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
