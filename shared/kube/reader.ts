import { isObject } from "../kernel/json.ts";
import type { JsonObject } from "../kernel/json.ts";
import type { Note } from "../model/finding.ts";

/**
 * Reads fields of an untrusted object. Null counts as absent, as it does for Kubernetes; a value of a wrong type counts
 * as absent too and leaves a note.
 */
export interface FieldReader {
  notes: Note[];
}

const NO_NOTES: readonly Note[] = [];

/** The notes of a reader, which is done. Most have none, and share that. */
export function notesOf({ notes }: FieldReader): readonly Note[] {
  return notes.length === 0 ? NO_NOTES : notes;
}

const WRONG_TYPE = "shape.type";

export function readBoolean(reader: FieldReader, owner: JsonObject | undefined, key: string, path: string): boolean | undefined {
  const value = owner?.[key];
  if (value === undefined || value === null || typeof value === "boolean") return value ?? undefined;
  return wrongType(reader, join(path, key), "true or false", value);
}

export function readInteger(reader: FieldReader, owner: JsonObject | undefined, key: string, path: string): number | undefined {
  const value = owner?.[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  return wrongType(reader, join(path, key), "a whole number", value);
}

export function readString(reader: FieldReader, owner: JsonObject | undefined, key: string, path: string): string | undefined {
  const value = owner?.[key];
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  return wrongType(reader, join(path, key), "text", value);
}

export function readObject(reader: FieldReader, owner: JsonObject | undefined, key: string, path: string): JsonObject | undefined {
  const value = owner?.[key];
  if (value === undefined || value === null) return undefined;
  return isObject(value) ? value : wrongType(reader, join(path, key), "an object", value);
}

/** The list under a key; empty when absent or no list. */
export function readList(reader: FieldReader, owner: JsonObject | undefined, key: string, path: string): unknown[] {
  const value = owner?.[key];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  wrongType(reader, join(path, key), "a list", value);
  return [];
}

/** The texts of a list; other members leave a note each. */
export function readStrings(reader: FieldReader, owner: JsonObject | undefined, key: string, path: string): string[] {
  const result: string[] = [];
  readList(reader, owner, key, path).forEach((value, index) => {
    if (typeof value === "string") result.push(value);
    else wrongType(reader, `${join(path, key)}[${index}]`, "text", value);
  });
  return result;
}

/** Notes that a value is of a wrong type and gives undefined in its place. */
export function wrongType(reader: FieldReader, path: string, wanted: string, value: unknown): undefined {
  reader.notes.push({ code: WRONG_TYPE, path, message: `Expected ${wanted}, found ${describe(value)}; read as absent.` });
  return undefined;
}

export function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
