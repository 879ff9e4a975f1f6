import { isForbiddenKey, type JsonObject } from "../../kernel/json.ts";
import { LIMITS } from "./limits.ts";
import type { Places } from "./places.ts";

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Characters of a string up to its end, an escape or a control character. */
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * Reads one JSON value (RFC 8259) and records where everything stands, which `JSON.parse` cannot tell. Stricter than it
 * in two points: a key may not appear twice in an object (one of the two values would be lost), and depth is limited.
 * Throws an `AppFailure` with line and column.
 */
export function parseJson(text: string, places: Places): unknown {
  let at = 0;
  let left = LIMITS.values;

  const skipSpace = () => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at++;
    }
  };
  const expected = (what: string): never => {
    const found = at >= text.length ? "the end of the file" : `"${text.slice(at, at + 12).split("\n", 1)[0] ?? ""}"`;
    const remedy = at >= text.length ? "The file is cut off: get it again." : "Correct the file there.";
    return places.fail("unreadable", `The JSON is broken: ${what} is expected, ${found} is there.`, Math.min(at, text.length), remedy);
  };

  const readString = (): string => {
    const start = at;
    at++;
    let value = "";
    for (;;) {
      PLAIN.lastIndex = at;
      const plain = PLAIN.exec(text)?.[0] ?? "";
      value += plain;
      at += plain.length;
      const character = text[at];
      if (character === '"') {
        at++;
        if (!value.isWellFormed()) places.fail("unreadable", "The text holds half a character (a lone surrogate).", start, "Correct the escape there.");
        return value;
      }
      if (character !== "\\") return expected('the closing " of a text');
      value += readEscape();
    }
  };
  const readEscape = (): string => {
    const letter = text[at + 1] ?? "";
    const simple = ESCAPES[letter];
    if (simple !== undefined) {
      at += 2;
      return simple;
    }
    const hex = text.slice(at + 2, at + 6);
    if (letter !== "u" || !/^[0-9a-fA-F]{4}$/.test(hex)) return expected("an escape such as \\n or \\u0041");
    at += 6;
    return String.fromCharCode(Number.parseInt(hex, 16));
  };

  const readValue = (depth: number): unknown => {
    if (depth > LIMITS.depth) {
      places.fail("too-large", `The document is nested more than ${LIMITS.depth} levels deep.`, at, "A policy never is: check the file.");
    }
    if (--left < 0) places.fail("too-large", `The document holds more than ${LIMITS.values} values.`, at, "Split the file, or check that it is the right one.");
    const character = text[at];
    if (character === "{") return readObject(depth);
    if (character === "[") return readArray(depth);
    if (character === '"') return readString();
    for (const [word, value] of WORDS) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0];
    if (number === undefined) return expected("a value");
    at += number.length;
    return Number(number);
  };

  /** Reads the value under `key` of `container` and notes its place and spelling. */
  const readEntry = (container: object, key: string | number, depth: number): unknown => {
    skipSpace();
    const start = at;
    const value = readValue(depth + 1);
    const plain = typeof value !== "string" && (typeof value !== "object" || value === null);
    places.setEntry(container, key, start, plain ? text.slice(start, at) : undefined);
    skipSpace();
    return value;
  };

  const readObject = (depth: number): JsonObject => {
    const entries: JsonObject = {};
    places.setContainer(entries, at);
    at++;
    skipSpace();
    if (text[at] === "}") {
      at++;
      return entries;
    }
    for (;;) {
      if (text[at] !== '"') expected("a key in quotes");
      const keyAt = at;
      const key = readString();
      if (isForbiddenKey(key)) places.fail("invalid-input", `The key "${key}" is not allowed.`, keyAt, "Remove it.");
      if (Object.hasOwn(entries, key)) {
        places.fail("invalid-input", `The key "${key}" stands twice in one object.`, keyAt, "Remove one of the two.");
      }
      skipSpace();
      if (text[at] !== ":") expected('":"');
      at++;
      entries[key] = readEntry(entries, key, depth);
      if (text[at] === "}") break;
      if (text[at] !== ",") expected('"," or "}"');
      at++;
      skipSpace();
    }
    at++;
    return entries;
  };

  const readArray = (depth: number): unknown[] => {
    const items: unknown[] = [];
    places.setContainer(items, at);
    at++;
    skipSpace();
    if (text[at] === "]") {
      at++;
      return items;
    }
    for (;;) {
      items.push(readEntry(items, items.length, depth));
      if (text[at] === "]") break;
      if (text[at] !== ",") expected('"," or "]"');
      at++;
    }
    at++;
    return items;
  };

  skipSpace();
  const value = readValue(0);
  skipSpace();
  if (at < text.length) expected("the end of the file");
  return value;
}

const WORDS: [string, unknown][] = [["true", true], ["false", false], ["null", null]];
