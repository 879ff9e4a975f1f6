import { isScalar } from "yaml";
import { outputFields } from "./output.ts";
import { has, keyOffset, mapAt, optionalText, requiredText, valueOffset, type Item } from "./read.ts";
import { joined } from "./scalar.ts";
import { newerMessage, NEWER_REMEDY } from "./sensor.ts";
import type { RuleInfo } from "./state.ts";
import { MITIGATIONS, type FalcoMitigation, type FalcoProblem, type FilePlace } from "./types.ts";
import { entriesOf, isNothing, offsetOf, sourceText } from "./yamlFile.ts";

/** What the product asks of custom rules beyond Falco. Source: the documentation page on creating custom rules. */

/** `custom_fields` and `mitigation` are other names of `userDefinedFields` and `action`. */
export const VENDOR_KEYS = ["id", "userDefinedFields", "custom_fields", "action", "mitigation"];

const ID_START = "CR-";
const MAX_ID = 20;

type VendorKeys = Pick<RuleInfo, "id" | "mitigation" | "userDefinedFields" | "absent">;

export function readVendorKeys(item: Item): VendorKeys {
  const id = has(item, "id") ? requiredText(item, "id") : undefined;
  const mitigation = readMitigation(item);
  return {
    ...(id ? { id: { text: id.text, place: item.file.place(valueOffset(item, "id")) } } : {}),
    ...(mitigation ? { mitigation } : {}),
    userDefinedFields: readUserDefinedFields(item),
    absent: [["action", "mitigation"], ["userDefinedFields", "custom_fields"]].filter((names) => !names.some((name) => has(item, name))).map(([name = ""]) => name),
  };
}

function readMitigation(item: Item): FalcoMitigation | undefined {
  const key = firstOf(item, "action", "mitigation");
  const text = optionalText(item, key)?.text;
  if (text === undefined) return undefined;
  const mitigation = MITIGATIONS.find((each) => each === text);
  if (!mitigation) item.file.report("error", valueOffset(item, key), `'${text}' is no action.`, `Use one of ${MITIGATIONS.join(", ")}.`);
  return mitigation;
}

function readUserDefinedFields(item: Item): RuleInfo["userDefinedFields"] {
  const key = firstOf(item, "userDefinedFields", "custom_fields");
  const { file } = item;
  if (!has(item, key)) return [];
  const map = mapAt(file, item.entries.get(key)?.value);
  if (!map) {
    file.report("error", valueOffset(item, key), `'${key}' of the ${item.label} must be a map of names and texts.`, "Write for example 'process: \"%proc.name\"' under it.");
    return [];
  }
  return [...entriesOf(file, map)].flatMap(([name, entry]) => {
    const value = file.open(entry.value);
    if (isScalar(value) && !isNothing(value)) return [{ key: name, value: sourceText(file, value) }];
    file.report("error", isNothing(value) ? offsetOf(entry.key) : offsetOf(entry.value), `'${name}' under '${key}' must be a text.`, "Write it in quotes.");
    return [];
  });
}

/** The key that the item uses; it is reported when it uses both. */
function firstOf(item: Item, name: string, otherName: string): string {
  if (!has(item, otherName)) return name;
  if (!has(item, name)) return otherName;
  item.file.report("error", keyOffset(item, otherName), `The ${item.label} has both '${name}' and '${otherName}', which mean the same.`, `Keep '${name}'.`);
  return name;
}

type Report = (place: FilePlace, message: string, remedy?: string, severity?: FalcoProblem["severity"]) => void;

/** Checks ids over all rules. Two rules that take each other's place by name may share theirs. */
export function checkIds(rules: Iterable<RuleInfo>, report: Report): void {
  const seen = new Map<string, RuleInfo>();
  for (const rule of rules) {
    const { id } = rule;
    if (!id) {
      report(rule.place, `The rule '${rule.name}' has no id.`, `Add an id that starts with ${ID_START}, for example CR-00000001.`);
      continue;
    }
    if (!id.text.startsWith(ID_START) || id.text === ID_START) report(id.place, `The id '${id.text}' does not start with ${ID_START} and go on.`, "Write for example CR-00000001.");
    if (id.text.length > MAX_ID) report(id.place, `The id '${id.text}' has ${id.text.length} characters: at most ${MAX_ID} are allowed.`, "Shorten it.");
    const other = seen.get(id.text);
    if (other) report(id.place, `The id '${id.text}' is also that of the rule '${other.name}' (${other.place.file}, line ${other.place.line}).`, "Give each rule its own id.");
    else seen.set(id.text, rule);
  }
}

/** Tells of keys that the documentation asks of every custom rule; it does not say that a file without them is refused. */
export function checkProductKeys({ name, place, absent }: RuleInfo, report: Report): void {
  if (absent.length === 0) return;
  const remedy = absent.map((key) => (key === "action" ? "action: log" : 'userDefinedFields: {process: "%proc.name"}')).join(" and ");
  report(place, `The rule '${name}' has no ${absent.join(" and no ")}, which the product's documentation asks of every custom rule.`, `Add for example ${remedy}.`, "warning");
}

/** Checks the fields of a rule's output, and that those of its user-defined fields are among them. */
export function checkOutput(rule: RuleInfo, report: Report): void {
  const output = joined(rule.output);
  const { fields, stray, newer } = outputFields(output.text);
  for (const each of newer) report(output.placeAt(each.offset), newerMessage(each), NEWER_REMEDY, "warning");
  for (const offset of stray) report(output.placeAt(offset), `A '%' in the output of the rule '${rule.name}' must be followed by a field's name.`, "Write for example %proc.name; Falco has no way to print a '%' itself.");
  const printed = new Set(fields.map(({ name }) => name));
  for (const { key, value } of rule.userDefinedFields) {
    for (const { name, offset } of outputFields(value.text).fields)
      if (!printed.has(name)) report(value.placeAt(offset), `The user-defined field '${key}' uses %${name}, which the output of the rule '${rule.name}' does not.`, `Add %${name} to the output.`);
  }
}
