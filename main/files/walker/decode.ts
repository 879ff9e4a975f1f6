import { identityFacts, podSpecPath, shapeFacts } from "../../../shared/kube/project.ts";
import type { ShapeFacts } from "../../../shared/kube/project.ts";
import type { Projection } from "../../../shared/kube/facts.ts";
import type { JsonObject } from "../../../shared/kernel/json.ts";
import { FIELDS } from "./keyTable.ts";
import type { Wasm } from "./wasm.ts";

/** Words on the tape that are no fields (see `assembly/index.ts`). */
const ELEMENT = 0x100;
const END = 0x101;
const HEAD_WORDS = 4;
const SAW_CONTAINERS = 1;
const IRREGULAR = 2;

/** What the items of a typed list (`PodList`) are when they do not say it themselves. */
export interface TypedList {
  kind: string;
  apiVersion: string;
}

/** Who is told of the objects that were walked. */
export interface Taker {
  /** The facts may be shared with other objects: they must not be changed. */
  projected(projection: Projection): void;
  /** An object that the tape does not tell enough of. The bytes are valid JSON, and good until the call returns. */
  other(bytes: Buffer): void;
}

/**
 * Turns the walker's tape into projections. What the tape says of an object is put together again as an object of the
 * wanted fields alone and goes through the same `shared/kube` code as every other; values, groups and what they mean for
 * judging are worked out once for each id.
 */
export interface Decoder {
  /** Tells of each object on the tape, in order. `text`: where offsets of the tape lead. */
  decode(objects: number, text: Buffer, taker: Taker, typed: TypedList | undefined): void;
  /** Forgets what was worked out; ids begin anew. */
  forget(): void;
}

export function createDecoder(wasm: Wasm): Decoder {
  let values: unknown[] = [];
  let groups: (JsonObject | undefined)[] = [];
  let shapes = new Map<string, ShapeFacts>();

  /** A kept value, parsed once. */
  function valueOf(id: number): unknown {
    return id in values ? values[id] : (values[id] = JSON.parse(wasm.value(id).toString()));
  }

  /** A kept group: its words in the arena, read as an object once. */
  function groupOf(id: number, text: Buffer): JsonObject {
    const known = groups[id];
    if (known) return known;
    const bytes = wasm.value(id);
    const words = new Int32Array(bytes.length / 4);
    Buffer.from(words.buffer).set(bytes);
    return (groups[id] = readFields({ words, at: 0 }, words.length, text));
  }

  /** Undefined when the tape does not tell enough. */
  function decodeOne(words: Int32Array, start: number, text: Buffer, typed: TypedList | undefined): Projection | undefined {
    const flags = words[start + 1] ?? 0;
    if (flags & IRREGULAR) return undefined;
    const object = readFields({ words, at: start + HEAD_WORDS }, start + (words[start] ?? 0), text);
    if (typed && object["kind"] === undefined) Object.assign(object, { kind: typed.kind, apiVersion: object["apiVersion"] ?? typed.apiVersion });
    const { kind, apiVersion } = object;
    // A list within the list, or an item whose kind the list tells.
    if (typeof kind !== "string" || kind === "" || kind.endsWith("List")) return undefined;
    const version = typeof apiVersion === "string" ? apiVersion : "";
    const path = podSpecPath(kind, version);
    if (path) return { type: "workload", facts: { ...identityFacts(object, kind, version), ...shapeOf(object, kind, path) } };
    // Whether an unknown kind carries a pod spec, and how a namespace is labelled, is not on the tape.
    const isPlain = kind !== "Namespace" && !(flags & SAW_CONTAINERS);
    return isPlain ? { type: "notWorkload", apiVersion: version, kind, carriesPodSpec: false } : undefined;
  }

  /** What objects of one kind with the same spec and status have in common. */
  function shapeOf(object: JsonObject, kind: string, path: string[]): ShapeFacts {
    const key = `${kind} ${identityOf(object["spec"])} ${kind === "Pod" ? identityOf(object["status"]) : ""}`;
    let shape = shapes.get(key);
    if (!shape) shapes.set(key, (shape = shapeFacts(object, kind, path)));
    return shape;
  }

  /** Groups are objects that are made once, so that a number can stand for each. */
  const numbers = new WeakMap<object, number>();
  let counter = 0;
  function identityOf(group: unknown): number {
    if (typeof group !== "object" || group === null) return 0;
    const known = numbers.get(group);
    if (known !== undefined) return known;
    numbers.set(group, ++counter);
    return counter;
  }

  /** Reads fields up to a place, or to the word that ends an inner object. */
  function readFields(from: Cursor, end: number, text: Buffer): JsonObject {
    const object: JsonObject = {};
    while (from.at < end) {
      const word = next(from);
      if (word === END || word === ELEMENT) {
        if (word === ELEMENT) from.at--;
        break;
      }
      const field = FIELDS[word];
      if (!field) throw new Error(`The walker's tape has an unknown field ${word}.`);
      object[field.key] = readField(field.action, from, end, text);
    }
    return object;
  }

  function readField(action: NonNullable<(typeof FIELDS)[number]>["action"], from: Cursor, end: number, text: Buffer): unknown {
    switch (action) {
      case "value":
        return valueOf(next(from));
      case "text":
        return textAt(text, next(from), next(from));
      case "group":
        return groupOf(next(from), text);
      case "object":
        return readFields(from, end, text);
      case "array":
        return readElements(from, end, text);
    }
  }

  /** The elements of an array: each begins with ELEMENT and ends where the next one, or the array, does. */
  function readElements(from: Cursor, end: number, text: Buffer): JsonObject[] {
    const elements: JsonObject[] = [];
    while (from.words[from.at] === ELEMENT) {
      from.at++;
      elements.push(readElement(from, end, text));
    }
    from.at++; // END of the array
    return elements;
  }

  function readElement(from: Cursor, end: number, text: Buffer): JsonObject {
    const element: JsonObject = {};
    for (let word = from.words[from.at]; word !== ELEMENT && word !== END && from.at < end; word = from.words[from.at]) {
      const field = FIELDS[next(from)];
      if (!field) throw new Error(`The walker's tape has an unknown field ${String(word)}.`);
      element[field.key] = readField(field.action, from, end, text);
    }
    return element;
  }

  return {
    decode(objects, text, taker, typed) {
      const words = wasm.tape();
      for (let at = 0, left = objects; left > 0; left--) {
        const projection = decodeOne(words, at, text, typed);
        if (projection) taker.projected(projection);
        else taker.other(text.subarray(words[at + 2], words[at + 3]));
        at += words[at] ?? 0;
      }
    },
    forget() {
      values = [];
      groups = [];
      shapes = new Map();
    },
  };
}

interface Cursor {
  words: Int32Array;
  at: number;
}

function next(from: Cursor): number {
  return from.words[from.at++] ?? END;
}

const BACKSLASH = 0x5c;

/** A string at a place of the text, its quotes included. */
function textAt(text: Buffer, offset: number, length: number): string {
  const inner = text.subarray(offset + 1, offset + length - 1);
  if (inner.includes(BACKSLASH)) return JSON.parse(text.toString("utf8", offset, offset + length)) as string;
  return text.toString("utf8", offset + 1, offset + length - 1);
}
