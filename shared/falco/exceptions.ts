import { isScalar, isSeq } from "yaml";
import { FIELD, isModified, matchAt, OPERATORS, takesList } from "./lexicon.ts";
import { parseCondition } from "./parser.ts";
import { has, listAt, mapAt, requiredText, valueOffset, warnUnknown, type Item } from "./read.ts";
import type { SourceText } from "./scalar.ts";
import { entryPlace, isText, type ExceptionEntry, type ExceptionInfo } from "./state.ts";
import type { FilePlace } from "./types.ts";
import { entriesOf, isNothing, offsetOf, sourceText, type OpenFile } from "./yamlFile.ts";

/** Exceptions of a rule: `fields`, one operator for each (`comps`), and tuples of `values` that the rule leaves alone. */

const KEYS: ReadonlySet<string> = new Set(["name", "fields", "comps", "values"]);

/** Reads the item's `exceptions`. When they are appended, fields may be missing: the earlier ones count. */
export function readExceptions(item: Item, appended: boolean): ExceptionInfo[] {
  if (!has(item, "exceptions") || isNothing(item.entries.get("exceptions")?.value)) return [];
  const found: ExceptionInfo[] = [];
  for (const node of listAt(item, "exceptions") ?? []) {
    const exception = readException(item, node, appended);
    if (!exception) continue;
    if (found.some(({ name }) => name === exception.name))
      item.file.report("warning", offsetOf(node), `The exception '${exception.name}' is defined twice in the ${item.label}.`, "Give each its own name.");
    found.push(exception);
  }
  return found;
}

function readException(rule: Item, node: unknown, appended: boolean): ExceptionInfo | undefined {
  const { file } = rule;
  const map = mapAt(file, node);
  if (!map) {
    file.report("error", offsetOf(node), `Each exception of the ${rule.label} must be a map with name, fields and values.`, "Begin it with '- name:'.");
    return undefined;
  }
  const item: Item = { file, label: `exception of the ${rule.label}`, at: offsetOf(map), entries: entriesOf(file, map) };
  const name = requiredText(item, "name")?.text;
  if (name === undefined) return undefined;
  item.label = `exception '${name}'`;
  warnUnknown(item, KEYS);
  const exception: ExceptionInfo = { name, place: file.place(item.at), values: [] };
  const fields = readEntryAt(item, "fields");
  const comps = readEntryAt(item, "comps");
  if (fields) exception.fields = fields;
  if (comps) exception.comps = comps;
  if (!fields && !appended) {
    if (!has(item, "fields")) file.report("error", item.at, `The ${item.label} has no 'fields'.`, "Add the fields that its values are compared with.");
    return undefined;
  }
  if (has(item, "values")) exception.values = (listAt(item, "values") ?? []).flatMap((value) => readEntry(file, value) ?? []);
  else if (appended) file.report("warning", item.at, `The ${item.label} is appended without values, which changes nothing.`);
  return exception;
}

function readEntryAt(item: Item, key: string): ExceptionEntry | undefined {
  if (!has(item, key)) return undefined;
  const entry = readEntry(item.file, item.entries.get(key)?.value);
  if (!entry) item.file.report("error", valueOffset(item, key), `'${key}' of the ${item.label} must be a text or a list of texts.`, "Write for example [proc.name, fd.name].");
  return entry;
}

/** `values` hold tuples, and tuples hold lists for `in`: a list deeper than that is a mistake, or an alias that goes round. */
const MAX_ENTRY_DEPTH = 2;

function readEntry(file: OpenFile, node: unknown, depth = 0): ExceptionEntry | undefined {
  const value = file.open(node);
  if (isScalar(value)) {
    if (value.value !== "") return sourceText(file, value);
    file.report("error", offsetOf(value), "A value of an exception must not be empty.", "Write a value, or remove the entry.");
    return undefined;
  }
  if (!isSeq(value)) {
    if (value) file.report("error", offsetOf(value), "A value of an exception must be a text or a list of texts.", "Put a text with ': ' in it in quotes.");
    return undefined;
  }
  if (depth >= MAX_ENTRY_DEPTH) {
    file.report("error", offsetOf(node), "Lists nest too deep here: an exception has values, and a value can be a list of texts.", "Take away one pair of brackets.");
    return undefined;
  }
  return { items: value.items.flatMap((each) => readEntry(file, each, depth + 1) ?? []), place: file.place(offsetOf(value)) };
}

/** An exception with the shapes that Falco requires, its operators filled in. */
export type CompleteException = ExceptionInfo & { fields: ExceptionEntry; comps: ExceptionEntry };

type Report = (about: ExceptionEntry | ExceptionInfo, message: string, remedy?: string) => void;

export function placeOf(about: ExceptionEntry | ExceptionInfo): FilePlace {
  return "name" in about ? about.place : entryPlace(about);
}

/** Checks fields and operators against each other; undefined, and reported, when they do not fit. */
export function complete(exception: ExceptionInfo, report: Report): CompleteException | undefined {
  const { fields, comps } = exception;
  if (!fields) {
    report(exception, `The exception '${exception.name}' has no fields, and no earlier exception of this name gives them.`, "Add fields.");
    return undefined;
  }
  const known = isText(fields) ? [fields] : fields.items;
  const wrong = known.find((field) => !isText(field) || !isField(field.text));
  if (wrong) {
    report(wrong, "This is no name of a field.", "Write for example proc.name or proc.aname[2].");
    return undefined;
  }
  if (isText(fields)) return completeSingle({ ...exception, fields }, report);
  const filled = comps ?? { items: fields.items.map((field) => literal("=", field)), place: fields.place };
  if (isText(filled) || filled.items.length !== fields.items.length) {
    report(comps ?? exception, `The exception '${exception.name}' needs one operator in 'comps' for each of its ${fields.items.length} fields.`, "Add or remove operators, or leave 'comps' out: then each is =.");
    return undefined;
  }
  const operator = filled.items.find((each) => !isText(each) || !(OPERATORS.has(each.text.trim()) || isModified(each.text)));
  if (operator) {
    report(operator, "This is no operator.", `Use one of ${[...OPERATORS].join(", ")}.`);
    return undefined;
  }
  return { ...exception, fields, comps: filled };
}

function completeSingle(exception: ExceptionInfo & { fields: ExceptionEntry }, report: Report): CompleteException | undefined {
  const comps = exception.comps ?? literal("in", exception.fields);
  if (isText(comps) && takesList(comps.text.trim())) return { ...exception, comps };
  report(comps, `With a single field, 'comps' of the exception '${exception.name}' must be in, intersects, pmatch, or an operator with oneof, anyof or allof.`, "Or write the field as a list of one.");
  return undefined;
}

function isField(text: string): boolean {
  const name = matchAt(FIELD, text, 0);
  return name !== undefined && parseCondition(`${text} exists`).ok;
}

function literal(text: string, at: ExceptionEntry): ExceptionEntry {
  return { text, placeAt: () => entryPlace(at) };
}

/** One comparison that an exception comes down to, and the value that a problem with it is about. */
export interface Comparison {
  text: string;
  value: ExceptionEntry;
}

/** The comparisons of all tuples, as Falco writes them into the condition. Tuples of the wrong shape are reported. */
export function comparisonsOf({ name, fields, comps, values }: CompleteException, report: Report): Comparison[] {
  if (isText(fields) || isText(comps)) {
    return values.flatMap((value) => {
      if (isText(value)) return [{ text: `${textOf(fields)} ${textOf(comps)} (${quotedItem(value.text)})`, value }];
      report(value, `The exception '${name}' has a single field: each of its values must be a text, not a list.`, "Write the values one by one, or 'fields' as a list.");
      return [];
    });
  }
  return values.flatMap((tuple) => {
    if (isText(tuple) || tuple.items.length !== fields.items.length) {
      report(tuple, `Each entry of 'values' of the exception '${name}' must be a list of ${fields.items.length}, one for each field.`, "Add or remove values in it.");
      return [];
    }
    return tuple.items.map((value, at) => {
      const operator = textOf(comps.items[at]).trim();
      return { text: `${textOf(fields.items[at])} ${operator} ${rightSide(value, operator)}`, value };
    });
  });
}

/** The texts of `comps`. */
export function operatorsOf({ comps }: CompleteException): SourceText[] {
  return isText(comps) ? [comps] : comps.items.filter(isText);
}

function textOf(entry: ExceptionEntry | undefined): string {
  return entry && isText(entry) ? entry.text : "";
}

function rightSide(value: ExceptionEntry, operator: string): string {
  if (!isText(value)) return `(${value.items.map((each) => quotedItem(textOf(each))).join(", ")})`;
  if (!takesList(operator)) return quotedItem(value.text);
  return value.text.startsWith("(") ? value.text : `(${value.text})`;
}

/** How Falco writes a list's item or an exception's value into a condition: with blanks it is quoted, else left alone. */
export function quotedItem(text: string): string {
  return text.includes(" ") && !/^["']/.test(text) ? `"${text}"` : text;
}

/** Joins appended exceptions to those of the rule, by name. */
export function appendExceptions(exceptions: ExceptionInfo[], added: ExceptionInfo[], report: Report): void {
  for (const exception of added) {
    const earlier = exceptions.find(({ name }) => name === exception.name);
    if (!earlier) {
      if (!exception.fields) report(exception, `The exception '${exception.name}' has no fields, and no earlier exception of this name gives them.`, "Add fields.");
      else if (exception.values.length === 0) report(exception, `The appended exception '${exception.name}' has no values.`, "Add values.");
      else exceptions.push(exception);
    } else if (exception.fields ?? exception.comps) {
      report(exception.fields ?? exception.comps ?? exception, `The exception '${exception.name}' exists: only values can be appended to it.`, "Remove fields and comps here.");
    } else earlier.values.push(...exception.values);
  }
}

