import { Composer, Lexer, Parser, isAlias, isMap, isScalar, isSeq, type Document, type ErrorCode, type Node, type Pair, type Scalar, type YAMLMap } from "yaml";
import { isForbiddenKey, isObject, type JsonObject } from "../../kernel/json.ts";
import { AppFailure, type AppError } from "../../kernel/result.ts";
import { LIMITS } from "./limits.ts";
import type { Places } from "./places.ts";

/** More tokens than any policy has; reading them would take longer than a person waits. */
const MAX_TOKENS = 350_000;

/**
 * Reads every document of a YAML stream (YAML 1.2 core, merge keys as kubectl reads them) into plain values and records
 * where they stand. Anchors are shared, not copied, and what they would grow to is counted, so that a bomb costs nothing.
 * Duplicate keys are refused. A document that is broken is a problem with line and column, and the others are read;
 * what is too large ends reading with an `AppFailure`.
 */
export function parseYaml(text: string, places: Places): { values: unknown[]; problems: AppError[] } {
  const values: unknown[] = [];
  const problems: AppError[] = [];
  // The library's own check for duplicate keys is quadratic; `readMap` does it.
  const composer = new Composer({ uniqueKeys: false, merge: false, prettyErrors: false });
  for (const document of composer.compose(tokens(text, places))) {
    try {
      const [error] = document.errors;
      if (error) places.fail("unreadable", `The YAML is broken: ${error.message}`, error.pos[0], REMEDIES[error.code] ?? "Correct the file there: a bracket, a quote or the indentation before it is a frequent cause.");
      values.push(readDocument(document, places));
    } catch (error) {
      if (!(error instanceof AppFailure) || error.error.code === "too-large") throw error;
      problems.push(error.error);
    }
  }
  return { values, problems };
}

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "Indent with spaces.",
  BAD_INDENT: "Indent what belongs together alike.",
  BAD_DQ_ESCAPE: "Write \\\\ for a backslash, or put the text into single quotes.",
  MULTIPLE_ANCHORS: "Leave one of the anchors.",
  MULTIPLE_TAGS: "Leave one of the tags.",
  MULTILINE_IMPLICIT_KEY: "A quote or a bracket above is not closed, or a line is indented wrongly.",
  MISSING_CHAR: "Add what is missing there.",
};

/** Tokens of the text, counted and with their nesting checked before the library recurses into them. */
function* tokens(text: string, places: Places) {
  const parser = new Parser();
  let offset = 0;
  let count = 0;
  let flowDepth = 0;
  let indicatorsOnLine = 0;
  /** Indentations that are open, ascending; undefined while a line's own is not known yet. */
  const indents: number[] = [];
  let lineIndent: number | undefined = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === "[" || lexeme === "{") flowDepth++;
    else if (lexeme === "]" || lexeme === "}") flowDepth--;
    else if (lexeme === "-" || lexeme === "?") indicatorsOnLine++;
    if (lexeme === "\n" || lexeme === "\r\n") {
      indicatorsOnLine = 0;
      lineIndent = 0;
    } else if (lineIndent !== undefined) {
      if (/^ +$/.test(lexeme)) lineIndent = lexeme.length;
      else {
        while ((indents.at(-1) ?? -1) >= lineIndent) indents.pop();
        indents.push(lineIndent);
        lineIndent = undefined;
      }
    }
    if (Math.max(flowDepth, indicatorsOnLine, indents.length) > LIMITS.depth) failDepth(places, offset);
    if (++count > MAX_TOKENS) {
      places.fail("too-large", "The document holds too much for a policy.", offset, "Split the file, or check that it is the right one.");
    }
    // Control lexemes announce the next one and take no room in the text.
    if (!CONTROL_LEXEMES.has(lexeme)) offset += lexeme.length;
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

/** Byte order mark, start of a document, end of flow, scalar: see yaml's `cst.ts`. The mark alone has a length. */
const CONTROL_LEXEMES = new Set(["\u0002", "\u0018", "\u001f"]);

function failDepth(places: Places, offset: number): never {
  return places.fail("too-large", `The document is nested more than ${LIMITS.depth} levels deep.`, offset, "A policy never is: check the file.");
}

interface Anchored {
  value: unknown;
  size: number;
}

function readDocument(document: Document.Parsed, places: Places): unknown {
  const anchors = new Map<string, Anchored>();
  /** Values so far, aliases followed. */
  let size = 0;

  const count = (values: number, node: Node) => {
    size += values;
    if (size > LIMITS.values) {
      places.fail("too-large", `The document grows to more than ${LIMITS.values} values when its aliases are followed.`, offsetOf(node), "Write the repeated parts out.");
    }
  };

  const read = (node: Node, depth: number): unknown => {
    if (depth > LIMITS.depth) failDepth(places, offsetOf(node));
    if (isAlias(node)) {
      const anchored = anchors.get(node.source);
      if (!anchored) places.fail("unreadable", `The alias *${node.source} names an anchor that does not stand before it.`, offsetOf(node), "Write the value itself, or quote a text that begins with *.");
      count(anchored.size, node);
      return anchored.value;
    }
    const before = size;
    count(1, node);
    const value = isMap(node) ? readMap(node, depth) : isSeq(node) ? readSequence(node, depth) : readScalar(node as Scalar);
    if ("anchor" in node && typeof node.anchor === "string") anchors.set(node.anchor, { value, size: size - before });
    return value;
  };

  const readSequence = (node: { items: unknown[] } & Node, depth: number): unknown[] => {
    const items: unknown[] = [];
    places.setContainer(items, offsetOf(node));
    for (const item of node.items as (Node | null)[]) {
      places.setEntry(items, items.length, item ? offsetOf(item) : offsetOf(node), spellingOf(item));
      items.push(item ? read(item, depth + 1) : null);
    }
    return items;
  };

  const readMap = (node: YAMLMap, depth: number): JsonObject => {
    const entries: JsonObject = {};
    places.setContainer(entries, offsetOf(node));
    const merged: unknown[] = [];
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const keyAt = offsetOf(pair.key);
      const key = readKey(pair.key, places);
      if (isForbiddenKey(key)) places.fail("invalid-input", `The key "${key}" is not allowed.`, keyAt, "Remove it.");
      if (Object.hasOwn(entries, key)) {
        places.fail("invalid-input", `The key "${key}" stands twice in one object.`, keyAt, "Remove one of the two.");
      }
      const value = pair.value ? read(pair.value, depth + 1) : null;
      if (key === "<<" && isScalar(pair.key) && pair.key.type === "PLAIN") {
        merged.push(...(Array.isArray(value) ? value : [value]));
        continue;
      }
      entries[key] = value;
      places.setEntry(entries, key, pair.value ? offsetOf(pair.value) : keyAt, spellingOf(pair.value));
    }
    for (const source of merged) {
      if (!isObject(source)) places.fail("unreadable", 'Only a map can be merged with "<<".', offsetOf(node), "Name the anchor of a map there.");
      for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(entries, key)) entries[key] = value;
    }
    return entries;
  };

  const readScalar = (node: Scalar): unknown => {
    const { value } = node;
    if (typeof value === "string") {
      if (!value.isWellFormed()) places.fail("unreadable", "The text holds half a character (a lone surrogate).", offsetOf(node), "Correct the escape there.");
      return value;
    }
    if (value === null || value === undefined) return null;
    if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
    // Dates, infinity and the like have no place in JSON: their text is the value.
    return node.source ?? "";
  };

  return document.contents ? read(document.contents, 0) : null;
}

function readKey(key: Node | null, places: Places): string {
  if (isScalar(key) && key.value !== null) return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
  return places.fail("unreadable", "A key must be a plain word.", key ? offsetOf(key) : 0, "A template that was not rendered looks like this, too: quote the text or render it.");
}

/** The text of a plain scalar that is not read as text. */
function spellingOf(node: Node | null | undefined): string | undefined {
  return isScalar(node) && typeof node.value !== "string" ? node.source : undefined;
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}
