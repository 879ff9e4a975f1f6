import { isMap, isScalar, isSeq, type Scalar, type YAMLSeq } from "yaml";
import { sourceText, isNothing, offsetOf, type Entry, type OpenFile } from "./yamlFile.ts";
import type { SourceText } from "./scalar.ts";

/** One item of a rule file, by key, and where it starts. */
export interface Item {
  file: OpenFile;
  /** What messages call it: `rule 'Shell in a pod'`. */
  label: string;
  at: number;
  entries: Map<string, Entry>;
}

/** Whether the item has the key, with or without a value. */
export function has(item: Item, key: string): boolean {
  return item.entries.has(key);
}

/** Offset of the key; of the item when it has none. */
export function keyOffset(item: Item, key: string): number {
  const entry = item.entries.get(key);
  return entry ? offsetOf(entry.key) : item.at;
}

/** Offset of the value, or of the key when nothing follows it. */
export function valueOffset(item: Item, key: string): number {
  const entry = item.entries.get(key);
  return entry?.value && !isNothing(entry.value) ? offsetOf(entry.value) : keyOffset(item, key);
}

/** The key's text, which must be there. A problem is reported, and then there is no text. */
export function requiredText(item: Item, key: string): SourceText | undefined {
  const scalar = requiredScalar(item, key);
  return scalar && sourceText(item.file, scalar);
}

export function optionalText(item: Item, key: string): SourceText | undefined {
  return has(item, key) ? requiredText(item, key) : undefined;
}

function requiredScalar(item: Item, key: string): Scalar | undefined {
  const entry = item.entries.get(key);
  if (!entry) {
    item.file.report("error", item.at, `The ${item.label} has no '${key}'.`, `Add '${key}'.`);
    return undefined;
  }
  const value = item.file.open(entry.value);
  if (isNothing(value) || (isScalar(value) && value.value === "")) {
    item.file.report("error", offsetOf(entry.key), `'${key}' of the ${item.label} is empty.`, `Write the ${key}.`);
    return undefined;
  }
  if (isScalar(value)) return value;
  item.file.report("error", offsetOf(entry.value), `'${key}' of the ${item.label} must be a text, not a list or a map.`, "Write it on the same line, or below '>' or '|'.");
  return undefined;
}

const TRUE = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;

/** Yes or no, in the words that Falco's YAML reader takes for them. */
export function optionalFlag(item: Item, key: string): boolean | undefined {
  const text = optionalText(item, key)?.text;
  if (text === undefined || TRUE.test(text)) return text === undefined ? undefined : true;
  if (!FALSE.test(text)) item.file.report("error", valueOffset(item, key), `'${key}' of the ${item.label} must be true or false, not '${text}'.`, "Write true or false.");
  return FALSE.test(text) ? false : undefined;
}

/** A list's elements; undefined, and reported, when it is something else. */
export function listAt(item: Item, key: string): YAMLSeq["items"] | undefined {
  const entry = item.entries.get(key);
  const value = item.file.open(entry?.value);
  if (isSeq(value)) return value.items;
  item.file.report("error", valueOffset(item, key), `'${key}' of the ${item.label} must be a list.`, "Write for example [a, b], or one line beginning with '- ' for each.");
  return undefined;
}

/** The scalars of a list, with their places; others are reported and left out. */
export function textsAt(item: Item, key: string): SourceText[] | undefined {
  return listAt(item, key)?.flatMap((node) => {
    const element = item.file.open(node);
    if (isScalar(element)) return [sourceText(item.file, element)];
    if (element) item.file.report("error", offsetOf(node), `'${key}' of the ${item.label} must hold texts only, no lists or maps.`, "Write each as one text; put one with ': ' in it in quotes.");
    return [];
  });
}

/** The item behind a node, when it is a map. */
export function mapAt(file: OpenFile, node: unknown): ReturnType<typeof asMap> {
  return asMap(file.open(node));
}

function asMap(node: ReturnType<OpenFile["open"]>) {
  return isMap(node) ? node : undefined;
}

/** Warns of each key that Falco would skip. */
export function warnUnknown(item: Item, known: ReadonlySet<string>): void {
  for (const [key, entry] of item.entries) {
    if (known.has(key)) continue;
    const close = [...known].find((each) => each.toLowerCase() === key.toLowerCase());
    const remedy = close === undefined ? "Remove it, or check its spelling." : `Write '${close}'.`;
    item.file.report("warning", offsetOf(entry.key), `'${key}' means nothing in the ${item.label} and is skipped.`, remedy);
  }
}
