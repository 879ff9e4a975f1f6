import { isObject, type JsonObject } from "../kernel/json.ts";
import { refuse, remark, type ReadContext } from "./context.ts";

/**
 * One map of a document while it is read. Each getter marks its key as known; what is left in the end is what Sallyport
 * does not know and keeps. Getters are lenient where the meaning is plain (a number where a text belongs) and say so in
 * a remark; otherwise they give up with file, line, column and path.
 */
export interface Fields {
  map: JsonObject;
  /** Path for messages, for example `spec.rules[2]`. */
  path: string;
  context: ReadContext;
  known: Set<string>;
}

/** Starts reading a map. */
export function fieldsOf(context: ReadContext, map: JsonObject, path: string): Fields {
  return { map, path, context, known: new Set() };
}

/** The raw value; undefined when the key is absent or its value null. */
export function raw(fields: Fields, key: string): unknown {
  fields.known.add(key);
  return fields.map[key] ?? undefined;
}

/** Where a key stands, for messages. */
export function at(fields: Fields, key: string): { container: object; key: string; path: string } {
  return { container: fields.map, key, path: pathTo(fields, key) };
}

export function pathTo(fields: Fields, key: string): string {
  return fields.path === "" ? key : `${fields.path}.${key}`;
}

/** A text. Numbers and booleans are taken by their spelling, so that a tag 1.20 stays 1.20. */
export function text(fields: Fields, key: string): string | undefined {
  const value = raw(fields, key);
  return value === undefined ? undefined : asText(fields.context, value, fields.map, key, pathTo(fields, key));
}

/** A text that must be there. */
export function requiredText(fields: Fields, key: string): string {
  return text(fields, key) ?? refuse(fields.context, missing(fields, key), `${key} is missing.`, `Add ${pathTo(fields, key)}.`);
}

export function flag(fields: Fields, key: string): boolean | undefined {
  const value = raw(fields, key);
  if (value === undefined || typeof value === "boolean") return value;
  const read = typeof value === "string" ? FLAG_WORDS[value.toLowerCase()] : undefined;
  if (read === undefined) return refuse(fields.context, at(fields, key), `${key} must be true or false.`, "Write true or false.");
  remark(fields.context, `${pathTo(fields, key)} is the text "${String(value)}": read as ${read}.`, fields.map, key);
  return read;
}

const FLAG_WORDS: Record<string, boolean> = { true: true, yes: true, on: true, false: false, no: false, off: false };

/** One of some words. */
export function oneOf<T extends string>(fields: Fields, key: string, choices: readonly T[]): T | undefined {
  const value = text(fields, key);
  if (value === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === value);
  return choice ?? refuse(fields.context, at(fields, key), `${key} is "${value}".`, `Use one of ${choices.join(", ")}.`);
}

export function mapField(fields: Fields, key: string): Fields | undefined {
  const value = raw(fields, key);
  if (value === undefined) return undefined;
  if (!isObject(value)) return refuse(fields.context, at(fields, key), `${key} must be a map.`, "Write its fields on lines below it, indented alike, or as { … }.");
  return fieldsOf(fields.context, value, pathTo(fields, key));
}

export function list(fields: Fields, key: string): unknown[] | undefined {
  const value = raw(fields, key);
  if (value === undefined || Array.isArray(value)) return value as unknown[] | undefined;
  return refuse(fields.context, at(fields, key), `${key} must be a list.`, "Begin each entry with - on a line of its own, or write [ … ].");
}

/** A list of texts; a single text is taken as a list of one. */
export function textList(fields: Fields, key: string): string[] | undefined {
  const value = raw(fields, key);
  if (value === undefined) return undefined;
  const path = pathTo(fields, key);
  if (!Array.isArray(value)) {
    const single = asText(fields.context, value, fields.map, key, path);
    remark(fields.context, `${path} is a single text: read as a list of one.`, fields.map, key);
    return [single];
  }
  return value.map((item, index) => asText(fields.context, item, value, index, `${path}[${index}]`));
}

/** The entries that no getter asked for, noted as unknown; undefined when there are none. */
export function unknownFields(fields: Fields): JsonObject | undefined {
  const rest = Object.entries(fields.map).filter(([key]) => !fields.known.has(key));
  if (rest.length === 0) return undefined;
  for (const [key] of rest) {
    const name = pathTo(fields, key).replaceAll(/\[\d+\]/g, "[]");
    const known = fields.context.unknown.get(name);
    if (known) known.count++;
    else fields.context.unknown.set(name, { count: 1, place: fields.context.places.of(fields.map, key) });
  }
  return Object.fromEntries(rest);
}

function asText(context: ReadContext, value: unknown, container: object, key: string | number, path: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") {
    const spelling = context.places.spelling(container, key) ?? String(value);
    remark(context, `${path} is the ${typeof value} ${spelling}: read as the text "${spelling}".`, container, key);
    return spelling;
  }
  return refuse(context, { container, key, path }, `${path} must be a text.`, "Write one value there, in quotes where it has special characters.");
}

/** A missing key has no place of its own: its map's is the nearest. */
function missing(fields: Fields, key: string): { container: object; path: string } {
  return { container: fields.map, path: pathTo(fields, key) };
}
