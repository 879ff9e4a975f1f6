import type { Condition, Field, Operand, Span, Text, Value } from "./ast.ts";
import {
  BARE_ARGUMENT, BARE_TEXT, BLANK, CONNECTIVES, FIELD, matchAt, NOT, NUMBER, OPERATORS, SYMBOLS, TRANSFORMER, TRANSFORMERS, VAL, WORD, WORDS,
  type OperatorKind,
} from "./lexicon.ts";
import { placesOf } from "./place.ts";
import { readQuoted } from "./quoting.ts";

/**
 * A recursive descent parser of conditions, by the grammar of libsinsp's filters. It accepts what Falco accepts, with
 * Falco's peculiarities: `a or(b) and c` ends after `(b)`, a word operator wants a blank before its text.
 */

/** Parentheses and transformers inside each other. Falco gives up a little below. */
export const MAX_NESTING = 200;

/** `offset` counts UTF-16 units from 0; `line` and `column` are 1-based places in the condition's own text. */
export interface ConditionProblem {
  offset: number;
  line: number;
  column: number;
  message: string;
  /** What could stand there, each as the user would write or call it. */
  expected: string[];
}

export type ParsedCondition = { ok: true; condition: Condition } | { ok: false; problem: ConditionProblem };

interface Cursor {
  readonly text: string;
  at: number;
  /** End of the last token, before the blanks that follow it. */
  end: number;
  depth: number;
}

/** Leaves the descent; never leaves this file. */
class Refusal extends Error {
  readonly offset: number;
  readonly expected: string[];

  constructor(offset: number, message: string, expected: string[] = []) {
    super(message);
    this.offset = offset;
    this.expected = expected;
  }
}

/** Reads one condition. Never throws. Names of macros and lists are not resolved. */
export function parseCondition(text: string): ParsedCondition {
  const cursor: Cursor = { text, at: 0, end: 0, depth: 0 };
  try {
    const condition = parseOr(cursor);
    if (cursor.at < text.length) expected(cursor, ["'and'", "'or'", "the end of the condition"]);
    return { ok: true, condition };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const place = placesOf(text)(error.offset);
    return { ok: false, problem: { offset: error.offset, ...place, message: error.message, expected: error.expected } };
  }
}

function parseOr(cursor: Cursor): Condition {
  return parseChain(cursor, "or", (inner) => parseChain(inner, "and", parseNot));
}

function parseChain(cursor: Cursor, word: "and" | "or", next: (cursor: Cursor) => Condition): Condition {
  const start = skipBlanks(cursor);
  const first = next(cursor);
  const children = [first];
  skipBlanks(cursor);
  while (takeText(cursor, word)) {
    children.push(parseAfter(cursor, word, next));
    skipBlanks(cursor);
  }
  return children.length === 1 ? first : { kind: word, children, span: { start, end: cursor.end } };
}

/** What follows `and` or `or`: without a blank, only a group, and it stands for the whole operand. */
function parseAfter(cursor: Cursor, word: string, next: (cursor: Cursor) => Condition): Condition {
  if (takeToken(cursor, BLANK, false)) return next(cursor);
  if (takeText(cursor, "(")) return parseGroup(cursor);
  if (cursor.at >= cursor.text.length) return expected(cursor, OPERAND);
  return expected(cursor, [`a blank or '(' after '${word}'`]);
}

function parseNot(cursor: Cursor): Condition {
  const start = skipBlanks(cursor);
  let negated = false;
  while (takeToken(cursor, NOT)) negated = !negated;
  if (takeText(cursor, "not(")) {
    const child = parseGroup(cursor);
    return negated ? child : { kind: "not", child, span: { start, end: cursor.end } };
  }
  const child = parseCheck(cursor);
  return negated ? { kind: "not", child, span: { start, end: cursor.end } } : child;
}

/** The rest of a group, after its "(". */
function parseGroup(cursor: Cursor): Condition {
  const inside = nested(cursor, parseOr);
  if (!takeText(cursor, ")")) expected(cursor, ["'and'", "'or'", "')'"]);
  return inside;
}

const OPERAND = ["a field check", "a macro", "'('", "'not'"];

function parseCheck(cursor: Cursor): Condition {
  const start = skipBlanks(cursor);
  if (takeText(cursor, "(")) return parseGroup(cursor);
  const left = parseOperand(cursor);
  if (left) return parseComparison(cursor, left);
  const name = takeToken(cursor, WORD);
  if (name === undefined) return expected(cursor, OPERAND);
  if (CONNECTIVES.has(name)) {
    cursor.at = start;
    return expected(cursor, OPERAND);
  }
  skipBlanks(cursor);
  if (operatorAt(cursor)) {
    const message = `'${name}' is read as a macro, which takes no operator: a field's name has a dot, as in proc.name.`;
    throw new Refusal(cursor.at, message, ["'and'", "'or'"]);
  }
  return { kind: "macro", name, span: { start, end: start + name.length } };
}

/** A field or a transformer of one; undefined, with nothing read, when neither starts here. */
function parseOperand(cursor: Cursor): Operand | undefined {
  const start = cursor.at;
  const name = takeToken(cursor, FIELD);
  if (name !== undefined) return parseField(cursor, name, start);
  const transformer = takeToken(cursor, TRANSFORMER);
  if (transformer === undefined) return undefined;
  const of = nested(cursor, (inside) => parseOperand(inside) ?? expected(inside, ["a field", ...TRANSFORMERS.map((each) => `${each}()`)]));
  return closeTransformer(cursor, transformer, of, start);
}

function closeTransformer(cursor: Cursor, opened: string, of: Operand, start: number): Operand {
  skipBlanks(cursor);
  if (!takeText(cursor, ")")) expected(cursor, ["')'"]);
  return { kind: "transformer", name: opened.slice(0, -1), of, span: { start, end: cursor.end } };
}

/** The rest of a field, after its name. */
function parseField(cursor: Cursor, name: string, start: number): Field {
  if (!takeText(cursor, "[")) return { kind: "field", name, span: { start, end: cursor.end } };
  const argument = takeQuoted(cursor)?.text ?? takeToken(cursor, BARE_ARGUMENT);
  if (argument === undefined) return expected(cursor, [`an argument of ${name}, such as a number or a name`]);
  if (!takeText(cursor, "]")) expected(cursor, ["']'"]);
  return { kind: "field", name, argument, span: { start, end: cursor.end } };
}

function parseComparison(cursor: Cursor, left: Operand): Condition {
  const start = left.span.start;
  skipBlanks(cursor);
  const found = operatorAt(cursor);
  if (!found) return expected(cursor, [`an operator (${[...OPERATORS].join(", ")})`]);
  const [operator, kind] = found;
  cursor.at += operator.length;
  cursor.end = cursor.at;
  if (kind === "unary") return { kind: "check", left, operator, span: { start, end: cursor.end } };
  if (kind === "text" && operator in WORDS && !matchAt(BLANK, cursor.text, cursor.at)) expected(cursor, [`a blank after '${operator}'`]);
  skipBlanks(cursor);
  const right = parseValue(cursor, kind, operator);
  return { kind: "check", left, operator, right, span: { start, end: cursor.end } };
}

function operatorAt({ text, at }: Cursor): [string, OperatorKind] | undefined {
  const symbol = SYMBOLS.find(([each]) => text.startsWith(each, at));
  if (symbol) return symbol;
  const word = matchAt(WORD, text, at);
  return word !== undefined && Object.hasOwn(WORDS, word) ? [word, WORDS[word]!] : undefined;
}

function parseValue(cursor: Cursor, kind: OperatorKind, operator: string): Value {
  const start = cursor.at;
  if (kind === "list" && takeText(cursor, "(")) return parseValues(cursor, start);
  const operand = parseRightOperand(cursor);
  if (operand) return operand;
  if (kind === "number") {
    const text = takeToken(cursor, NUMBER);
    return text === undefined ? expected(cursor, [`a number after '${operator}'`]) : { kind: "number", text, span: { start, end: cursor.end } };
  }
  if (kind === "list") {
    const name = takeToken(cursor, WORD);
    return name === undefined ? expected(cursor, [`values in parentheses after '${operator}'`]) : { kind: "name", name, span: { start, end: cursor.end } };
  }
  return takeValue(cursor) ?? expected(cursor, [`a value after '${operator}'`]);
}

/** On the right a field needs `val()` or a transformer, else it would be read as plain text. */
function parseRightOperand(cursor: Cursor): Operand | undefined {
  const start = cursor.at;
  const opened = takeToken(cursor, VAL);
  if (opened === undefined) return matchAt(TRANSFORMER, cursor.text, start) ? parseOperand(cursor) : undefined;
  const at = skipBlanks(cursor);
  const name = takeToken(cursor, FIELD);
  if (name === undefined) return expected(cursor, ["a field in val()"]);
  return closeTransformer(cursor, opened, parseField(cursor, name, at), start);
}

/** The rest of a list of values, after its "(". It may be empty. */
function parseValues(cursor: Cursor, start: number): Value {
  const items: Text[] = [];
  skipBlanks(cursor);
  const first = takeValue(cursor);
  skipBlanks(cursor);
  if (first) {
    items.push(first);
    while (takeText(cursor, ",")) {
      skipBlanks(cursor);
      items.push(takeValue(cursor) ?? expected(cursor, ["a value after ','"]));
      skipBlanks(cursor);
    }
  }
  if (!takeText(cursor, ")")) expected(cursor, first ? ["','", "')'"] : ["a value", "')'"]);
  return { kind: "values", items, span: { start, end: cursor.end } };
}

function takeValue(cursor: Cursor): Text | undefined {
  const start = cursor.at;
  const quoted = takeQuoted(cursor);
  if (quoted) return { kind: "text", text: quoted.text, quoted: true, span: quoted.span };
  const text = takeToken(cursor, BARE_TEXT);
  return text === undefined ? undefined : { kind: "text", text, quoted: false, span: { start, end: cursor.end } };
}

function takeQuoted(cursor: Cursor): { text: string; span: Span } | undefined {
  const start = cursor.at;
  if (cursor.text[start] !== '"' && cursor.text[start] !== "'") return undefined;
  const read = readQuoted(cursor.text, start);
  if (!read.ok) throw new Refusal(read.offset, read.message);
  cursor.at = cursor.end = read.end;
  return { text: read.text, span: { start, end: read.end } };
}

function takeToken(cursor: Cursor, pattern: RegExp, isToken = true): string | undefined {
  const found = matchAt(pattern, cursor.text, cursor.at);
  if (found === undefined) return undefined;
  cursor.at += found.length;
  if (isToken) cursor.end = cursor.at;
  return found;
}

function takeText(cursor: Cursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  cursor.end = cursor.at;
  return true;
}

function skipBlanks(cursor: Cursor): number {
  takeToken(cursor, BLANK, false);
  return cursor.at;
}

function nested<T>(cursor: Cursor, parse: (cursor: Cursor) => T): T {
  if (cursor.depth >= MAX_NESTING) throw new Refusal(cursor.end - 1, `Nested more than ${MAX_NESTING} levels deep: Falco reads no such condition.`);
  cursor.depth++;
  skipBlanks(cursor);
  const inside = parse(cursor);
  cursor.depth--;
  skipBlanks(cursor);
  return inside;
}

function expected(cursor: Cursor, what: string[]): never {
  skipBlanks(cursor);
  const atEnd = cursor.at >= cursor.text.length;
  const found = atEnd ? "the condition ends" : `'${matchAt(FOUND, cursor.text, cursor.at) ?? ""}' stands here`;
  throw new Refusal(atEnd ? cursor.end : cursor.at, `${oneOf(what)} is expected, but ${found}.`, what);
}

/** A word to show; one code point when no word starts there. */
const FOUND = /[^()"' \t\n\v\f\r\b=,]{1,40}|./suy;

function oneOf(what: string[]): string {
  const text = what.length === 1 ? what.join("") : `${what.slice(0, -1).join(", ")} or ${what.at(-1)}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
