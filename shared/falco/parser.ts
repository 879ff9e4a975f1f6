import type { Condition, Operand } from "./ast.ts";
import { expected, nested, Refusal, skipBlanks, takeText, takeToken, type Cursor } from "./cursor.ts";
import { BLANK, CONNECTIVES, isWordOperator, LIST_MODIFIER, matchAt, NOT, OPERATORS, SYMBOLS, WORD, WORDS, type OperatorKind } from "./lexicon.ts";
import { parseOperand, parseValue } from "./operands.ts";
import { placesOf } from "./place.ts";

/**
 * A recursive descent parser of conditions, by the grammar of libsinsp's filters. It accepts what Falco accepts, with
 * Falco's peculiarities: `a or(b) and c` ends after `(b)`, a word operator wants a blank before its text.
 */

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

function parseComparison(cursor: Cursor, left: Operand): Condition {
  const start = left.span.start;
  skipBlanks(cursor);
  const found = operatorAt(cursor);
  if (!found) return expected(cursor, [`an operator (${[...OPERATORS].join(", ")})`]);
  const [operator, kind] = found;
  cursor.at += operator.length;
  cursor.end = cursor.at;
  if (kind === "unary") return { kind: "check", left, operator, span: { start, end: cursor.end } };
  if (kind === "text" && isWordOperator(operator) && !matchAt(BLANK, cursor.text, cursor.at)) expected(cursor, [`a blank after '${operator}'`]);
  skipBlanks(cursor);
  const modifier = kind === "text" ? takeToken(cursor, LIST_MODIFIER) : undefined;
  if (modifier) skipBlanks(cursor);
  const whole = modifier ? `${operator} ${modifier}` : operator;
  const right = parseValue(cursor, modifier ? "list" : kind, whole);
  return { kind: "check", left, operator: whole, right, span: { start, end: cursor.end } };
}

function operatorAt({ text, at }: Cursor): [string, OperatorKind] | undefined {
  const symbol = SYMBOLS.find(([each]) => text.startsWith(each, at));
  if (symbol) return symbol;
  const word = matchAt(WORD, text, at);
  return word !== undefined && Object.hasOwn(WORDS, word) ? [word, WORDS[word]!] : undefined;
}
