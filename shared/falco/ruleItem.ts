import { appendExceptions, placeOf, readExceptions } from "./exceptions.ts";
import { CAPTURE_KEYS, readAppend, readOverride, reportBoth, reportNothingEarlier, reportUncovered, RULE_OVERRIDABLE, type Override } from "./override.ts";
import { has, keyOffset, optionalFlag, optionalText, requiredText, textsAt, valueOffset, warnUnknown, type Item } from "./read.ts";
import { nextOrder, touch, type RuleInfo, type RuleState } from "./state.ts";
import { readVendorKeys, VENDOR_KEYS } from "./vendor.ts";
import { PRIORITIES, type FalcoPriority } from "./types.ts";

/** Items `rule`: a definition, a change of an earlier rule, or (the old way) its switch. */

const KEYS: ReadonlySet<string> = new Set([
  "rule", "desc", "condition", "output", "priority", "enabled", "source", "tags", "exceptions", "append", "override",
  "warn_evttypes", "skip-if-unknown-filter", ...CAPTURE_KEYS.keys(), ...VENDOR_KEYS,
]);
const DEFINING = ["condition", "output", "desc", "priority"];

export function readRule(state: RuleState, item: Item): void {
  warnUnknown(item, KEYS);
  readCaptureKeys(item);
  const name = requiredText(item, "rule")?.text;
  const append = readAppend(item, "Write 'override:' with for example 'condition: append' under it.");
  const override = readOverride(item, RULE_OVERRIDABLE);
  if (name === undefined) return;
  if (append && override) reportBoth(item);
  if (append || override) changeRule(state, item, name, override);
  else if (DEFINING.some((key) => has(item, key))) defineRule(state, item, name);
  else switchRule(state, item, name);
}

function defineRule(state: RuleState, item: Item, name: string): void {
  const { file } = item;
  const desc = requiredText(item, "desc");
  const condition = requiredText(item, "condition");
  const output = requiredText(item, "output");
  const priority = readPriority(item);
  const source = optionalText(item, "source")?.text ?? "syscall";
  const rest = {
    enabled: optionalFlag(item, "enabled") ?? true,
    warnEventTypes: optionalFlag(item, "warn_evttypes") ?? true,
    tags: new Set(readTags(item)),
    exceptions: readExceptions(item, false),
    ...readVendorKeys(item),
  };
  optionalFlag(item, "skip-if-unknown-filter");
  if (source !== "syscall")
    file.report("warning", valueOffset(item, "source"), `The ${item.label} is skipped unless a plugin of the sensor gives events of the source '${source}'.`);
  if (!desc || !condition || !output || !priority) return;
  const earlier = state.rules.get(name);
  if (earlier && earlier.source !== source) {
    file.report("error", item.at, `The ${item.label} is defined again with another source than before ('${earlier.source}').`, "Give it another name.");
    return;
  }
  if (earlier) file.report("warning", item.at, `The ${item.label} takes the place of that of ${earlier.place.file}, line ${earlier.place.line}.`, "Give it another name to keep both.");
  state.rules.set(name, {
    name, place: file.place(item.at), desc: [desc.text], condition: [condition], output: [output], priority, source, ...rest, ...nextOrder(state, state.rules, name),
  });
}

function changeRule(state: RuleState, item: Item, name: string, override: Override | undefined): void {
  warnVendorKeys(item);
  const rule = state.rules.get(name);
  if (!rule) {
    reportNothingEarlier(item, "rule");
    return;
  }
  if (!override) {
    // The old `append: true` adds these two and skips everything else.
    const keys = ["condition", "exceptions"].filter((key) => has(item, key));
    if (keys.length === 0) item.file.report("error", item.at, `The ${item.label} appends nothing.`, "Add a condition or exceptions.");
    appendTo(rule, item, new Set(keys));
  } else {
    reportUncovered(item, override, [...RULE_OVERRIDABLE.append, ...RULE_OVERRIDABLE.replace]);
    appendTo(rule, item, override.append);
    replaceIn(rule, item, override.replace);
  }
  touch(state, rule);
}

function appendTo(rule: RuleInfo, item: Item, keys: Set<string>): void {
  for (const key of ["condition", "output"] as const) {
    const text = keys.has(key) && requiredText(item, key);
    if (text) rule[key].push(text);
  }
  const desc = keys.has("desc") && requiredText(item, "desc");
  if (desc) rule.desc.push(desc.text);
  if (keys.has("tags")) for (const tag of readTags(item)) rule.tags.add(tag);
  if (keys.has("exceptions")) {
    appendExceptions(rule.exceptions, readExceptions(item, true), (about, message, remedy) => {
      item.file.reportAt(placeOf(about), "error", message, remedy);
    });
  }
}

function replaceIn(rule: RuleInfo, item: Item, keys: Set<string>): void {
  for (const key of ["condition", "output"] as const) {
    const text = keys.has(key) && requiredText(item, key);
    if (text) rule[key] = [text];
  }
  const desc = keys.has("desc") && requiredText(item, "desc");
  if (desc) rule.desc = [desc.text];
  if (keys.has("tags")) rule.tags = new Set(readTags(item));
  if (keys.has("exceptions")) rule.exceptions = readExceptions(item, false);
  if (keys.has("priority")) rule.priority = readPriority(item) ?? rule.priority;
  if (keys.has("enabled")) rule.enabled = optionalFlag(item, "enabled") ?? rule.enabled;
  if (keys.has("warn_evttypes")) rule.warnEventTypes = optionalFlag(item, "warn_evttypes") ?? rule.warnEventTypes;
}

/** A rule with nothing but `enabled` switches an earlier one on or off. */
function switchRule(state: RuleState, item: Item, name: string): void {
  warnVendorKeys(item);
  if (!has(item, "enabled")) {
    item.file.report("error", item.at, `The ${item.label} has no desc, condition, output and priority.`, "Add them.");
    return;
  }
  const enabled = optionalFlag(item, "enabled");
  const rule = state.rules.get(name);
  if (!rule) {
    reportNothingEarlier(item, "rule");
    return;
  }
  item.file.report("warning", keyOffset(item, "enabled"), "To switch a rule with 'enabled' alone is an old spelling, which a later Falco will refuse.", "Write 'override:' with 'enabled: replace' under it.");
  rule.enabled = enabled ?? rule.enabled;
}

function readCaptureKeys(item: Item): void {
  for (const [key, since] of CAPTURE_KEYS) {
    if (!has(item, key)) continue;
    item.file.report("warning", keyOffset(item, key), `'${key}' of the ${item.label} is for Falco ${since} and later; the sensor records nothing.`, "Remove it.");
    const text = key === "capture" ? undefined : requiredText(item, key)?.text;
    if (key === "capture") optionalFlag(item, key);
    else if (text !== undefined && !/^\d{1,10}$/.test(text)) item.file.report("error", valueOffset(item, key), `'${key}' of the ${item.label} must be a whole number, not '${text}'.`, "Write it in digits, or remove it.");
  }
}

function readPriority(item: Item): FalcoPriority | undefined {
  const text = requiredText(item, "priority")?.text;
  if (text === undefined) return undefined;
  const wanted = text.toLowerCase() === "info" ? "informational" : text.toLowerCase();
  const priority = PRIORITIES.find((each) => each.toLowerCase() === wanted);
  if (!priority) item.file.report("error", valueOffset(item, "priority"), `'${text}' is no priority.`, `Use one of ${PRIORITIES.join(", ")}.`);
  return priority;
}

function readTags(item: Item): string[] {
  return has(item, "tags") ? (textsAt(item, "tags") ?? []).map(({ text }) => text) : [];
}

function warnVendorKeys(item: Item): void {
  for (const key of VENDOR_KEYS)
    if (has(item, key)) item.file.report("warning", keyOffset(item, key), `'${key}' counts only where the rule is defined and is skipped here.`, "Give it in the rule's own item.");
}

