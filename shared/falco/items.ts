import { isMap, isScalar, isSeq } from "yaml";
import { BARE_TEXT, isWhole, WORD } from "./lexicon.ts";
import { LIST_OVERRIDABLE, MACRO_OVERRIDABLE, readAppend, readOverride, reportBoth, reportNothingEarlier } from "./override.ts";
import { has, listAt, mapAt, requiredText, textsAt, valueOffset, warnUnknown, type Item } from "./read.ts";
import { readRule } from "./ruleItem.ts";
import { SENSOR } from "./sensor.ts";
import { nextOrder, touch, type RuleState } from "./state.ts";
import { entriesOf, isNothing, offsetOf, type OpenFile } from "./yamlFile.ts";

/** Reads the items of a file, one after the other, into what the earlier ones left. */

const ENGINE = "required_engine_version";
const PLUGINS = "required_plugin_versions";
const LIST_KEYS: ReadonlySet<string> = new Set(["list", "items", "append", "override"]);
const MACRO_KEYS: ReadonlySet<string> = new Set(["macro", "condition", "append", "override"]);

/** Which key makes an item what it is. Falco looks for them in this order. */
const READERS: [string, (state: RuleState, item: Item) => void][] = [
  [ENGINE, readEngineVersion],
  [PLUGINS, readPluginVersions],
  ["list", readList],
  ["macro", readMacro],
  ["rule", readRule],
];

export function readItems(state: RuleState, file: OpenFile): void {
  for (const { contents } of file.documents) {
    const root = file.open(contents);
    if (isNothing(root)) continue;
    if (!isSeq(root)) {
      file.report("error", offsetOf(contents), "A rule file is a list of rules, macros and lists.", "Begin each item with '- rule:', '- macro:' or '- list:'.");
      continue;
    }
    for (const node of root.items) if (!isNothing(file.open(node))) readItem(state, file, node);
  }
}

function readItem(state: RuleState, file: OpenFile, node: unknown): void {
  const map = file.open(node);
  if (!isMap(map)) {
    if (map) file.report("error", offsetOf(node), "Each item of a rule file must be a map.", "Begin it with '- rule:', '- macro:' or '- list:'.");
    return;
  }
  const entries = entriesOf(file, map);
  const found = READERS.find(([key]) => entries.has(key));
  if (!found) {
    file.report("warning", offsetOf(map), "This item is no rule, macro or list and is skipped.", "Begin it with '- rule:', '- macro:' or '- list:'.");
    return;
  }
  const [kind, read] = found;
  const name = file.open(entries.get(kind)?.value);
  const label = isScalar(name) && kind !== ENGINE ? `${kind} '${String(name.value)}'` : kind;
  read(state, { file, label, at: offsetOf(map), entries });
}

function readEngineVersion(_: RuleState, item: Item): void {
  warnUnknown(item, new Set([ENGINE]));
  const version = requiredText(item, ENGINE)?.text;
  if (version === undefined) return;
  const parts = /^(?:(\d+)|(\d+)\.(\d+)\.(\d+)(?:-[\w.]+)?(?:\+[\w.]+)?)$/.exec(version);
  const at = valueOffset(item, ENGINE);
  if (!parts) {
    item.file.report("error", at, `'${version}' is no engine version.`, "Write it as 0.43.0, or as a whole number.");
    return;
  }
  const [, whole, major, minor] = parts;
  if (Number(major ?? 0) > 0 || Number(whole ?? minor) > SENSOR.engineMinor)
    item.file.report("warning", at, `The sensor's Falco ${SENSOR.falco} has engine version 0.${SENSOR.engineMinor}.0 and loads no file that requires ${version}.`, "Lower it, unless the sensor comes with a newer Falco.");
}

function readPluginVersions(_: RuleState, item: Item): void {
  warnUnknown(item, new Set([PLUGINS]));
  for (const node of listAt(item, PLUGINS) ?? []) {
    const plugin = readPlugin(item, node, new Set(["name", "version", "alternatives"]));
    if (plugin && has(plugin, "alternatives")) for (const each of listAt(plugin, "alternatives") ?? []) readPlugin(item, each, new Set(["name", "version"]));
  }
}

function readPlugin(parent: Item, node: unknown, keys: ReadonlySet<string>): Item | undefined {
  const map = mapAt(parent.file, node);
  if (!map) {
    parent.file.report("error", offsetOf(node), "A required plugin must be a map with name and version.", "Write for example '- name: json' and below it 'version: 0.7.0'.");
    return undefined;
  }
  const item: Item = { file: parent.file, label: "required plugin", at: offsetOf(map), entries: entriesOf(parent.file, map) };
  warnUnknown(item, keys);
  requiredText(item, "name");
  const version = requiredText(item, "version")?.text;
  if (version !== undefined && !/^\d+\.\d+\.\d+(?:-[\w.]+)?(?:\+[\w.]+)?$/.test(version))
    item.file.report("error", valueOffset(item, "version"), `'${version}' is no version of a plugin.`, "Write it as 0.4.0.");
  return item;
}

function readList(state: RuleState, item: Item): void {
  warnUnknown(item, LIST_KEYS);
  const name = requiredText(item, "list")?.text;
  const items = readListItems(item);
  const appended = isAppended(item, LIST_OVERRIDABLE, "items");
  if (name === undefined || !items) return;
  if (!isWhole(BARE_TEXT, name))
    item.file.report("warning", valueOffset(item, "list"), `No condition can use a list called '${name}'.`, "Use letters, digits, _, - and . only.");
  const earlier = state.lists.get(name);
  if (!appended) {
    state.lists.set(name, { name, place: item.file.place(item.at), items, ...nextOrder(state, state.lists, name) });
  } else if (earlier) {
    earlier.items.push(...items);
    touch(state, earlier);
  } else reportNothingEarlier(item, "list");
}

function readListItems(item: Item): ReturnType<typeof textsAt> {
  if (has(item, "items")) return textsAt(item, "items");
  item.file.report("error", item.at, `The ${item.label} has no 'items'.`, "Add 'items', a list of texts.");
  return undefined;
}

function readMacro(state: RuleState, item: Item): void {
  warnUnknown(item, MACRO_KEYS);
  const name = requiredText(item, "macro")?.text;
  const condition = requiredText(item, "condition");
  const appended = isAppended(item, MACRO_OVERRIDABLE, "condition");
  if (name === undefined || !condition) return;
  if (!isWhole(WORD, name))
    item.file.report("warning", valueOffset(item, "macro"), `No condition can use a macro called '${name}'.`, "Begin with a letter; use letters, digits and _ only.");
  const earlier = state.macros.get(name);
  if (!appended) {
    state.macros.set(name, { name, place: item.file.place(item.at), condition: [condition], ...nextOrder(state, state.macros, name) });
  } else if (earlier) {
    earlier.condition.push(condition);
    touch(state, earlier);
  } else reportNothingEarlier(item, "macro");
}

function isAppended(item: Item, overridable: typeof LIST_OVERRIDABLE, key: string): boolean {
  const append = readAppend(item, `Write 'override:' with '${key}: append' under it.`);
  const override = readOverride(item, overridable);
  if (append && override) reportBoth(item);
  return append || (override?.append.has(key) ?? false);
}
