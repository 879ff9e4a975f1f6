import { isScalar } from "yaml";
import { has, keyOffset, mapAt, optionalFlag, type Item } from "./read.ts";
import { entriesOf, offsetOf } from "./yamlFile.ts";

/** Which keys of an item are appended to, and which replace, those of the earlier item of its name. */
export interface Override {
  append: Set<string>;
  replace: Set<string>;
}

/** Keys that make Falco record what happens around a finding, and the Falco that brought each. Of no use in the product. */
export const CAPTURE_KEYS: ReadonlyMap<string, string> = new Map([
  ["capture", "0.42"], ["capture_duration", "0.42"], ["capture_events", "0.44"], ["capture_filesize", "0.44"],
]);

/** What Falco lets an item change. */
export const LIST_OVERRIDABLE = { append: ["items"], replace: ["items"] };
export const MACRO_OVERRIDABLE = { append: ["condition"], replace: ["condition"] };
export const RULE_OVERRIDABLE = {
  append: ["condition", "output", "desc", "tags", "exceptions"],
  replace: ["condition", "output", "desc", "priority", "tags", "exceptions", "enabled", "warn_evttypes", "skip-if-unknown-filter", ...CAPTURE_KEYS.keys()],
};

/** Reads `override`; undefined when the item has none. Wrong entries are reported and left out. */
export function readOverride(item: Item, allowed: { append: string[]; replace: string[] }): Override | undefined {
  const { file } = item;
  if (!has(item, "override")) return undefined;
  const override: Override = { append: new Set(), replace: new Set() };
  const map = mapAt(file, item.entries.get("override")?.value);
  if (!map || map.items.length === 0) {
    file.report("error", keyOffset(item, "override"), `'override' of the ${item.label} must name keys, each with append or replace.`, "Write for example 'condition: append' under it.");
    return override;
  }
  for (const [key, { key: keyNode, value }] of entriesOf(file, map)) {
    const scalar = file.open(value);
    const operation = isScalar(scalar) ? String(scalar.value) : "";
    if (operation !== "append" && operation !== "replace") {
      file.report("error", value ? offsetOf(value) : offsetOf(keyNode), `'${key}' can be overridden with append or replace, not with '${operation}'.`, `Write '${key}: append' or '${key}: replace'.`);
      continue;
    }
    if (!allowed[operation].includes(key)) {
      const remedy = operation === "append" && allowed.replace.includes(key) ? "Use replace." : `It can be done for ${allowed[operation].join(", ")}.`;
      file.report("error", offsetOf(keyNode), `'${key}' of the ${item.label} cannot be ${operation === "append" ? "appended to" : "replaced"}.`, remedy);
    } else if (!has(item, key)) {
      file.report("error", offsetOf(keyNode), `'${key}' is to be overridden, but the ${item.label} does not give it.`, `Add '${key}' to the item, or take it out of 'override'.`);
    } else override[operation].add(key);
  }
  return override;
}

/** Reports what an item with `override` gives but does not say what to do with. */
export function reportUncovered(item: Item, override: Override, keys: string[]): void {
  for (const key of new Set(keys))
    if (has(item, key) && !override.append.has(key) && !override.replace.has(key) && !namesOverride(item, key))
      item.file.report("error", keyOffset(item, key), `'${key}' of the ${item.label} has no entry under 'override'.`, `Add '${key}: append' or '${key}: replace' there, or remove it.`);
}

/** A wrong entry for the key was reported already. */
function namesOverride(item: Item, key: string): boolean {
  const map = mapAt(item.file, item.entries.get("override")?.value);
  return map?.items.some(({ key: each }) => isScalar(each) && each.value === key) ?? false;
}

/** Reads the old `append: true`. */
export function readAppend(item: Item, remedy: string): boolean {
  const append = optionalFlag(item, "append") ?? false;
  if (append) item.file.report("warning", keyOffset(item, "append"), "'append: true' is an old spelling, which a later Falco will refuse.", remedy);
  return append;
}

export function reportBoth(item: Item): void {
  item.file.report("error", keyOffset(item, "append"), `The ${item.label} has both 'append' and 'override'.`, "Keep 'override'.");
}

export function reportNothingEarlier(item: Item, kind: "rule" | "macro" | "list"): void {
  const remedy = `Define the ${kind} before, in this file or one before it, or remove append and override.`;
  item.file.report("error", item.at, `There is no earlier ${kind} of this name that the ${item.label} could change.`, remedy);
}
