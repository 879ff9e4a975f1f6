import type { Argument, Field, Operand, Text, Value } from "./ast.ts";
import { expected, nested, skipBlanks, takeQuoted, takeText, takeToken, takeValue, type Cursor } from "./cursor.ts";
import { BARE_ARGUMENT, FIELD, JOINING, matchAt, NUMBER, TRANSFORMER, TRANSFORMERS, VAL, WORD, type OperatorKind } from "./lexicon.ts";

/** What stands left and right of an operator. */

/** A field or a transformer of one; undefined, with nothing read, when neither starts here. */
export function parseOperand(cursor: Cursor): Operand | undefined {
  const start = cursor.at;
  const name = takeToken(cursor, FIELD);
  if (name !== undefined) return parseField(cursor, name, start);
  const opened = takeToken(cursor, TRANSFORMER);
  if (opened === undefined) return undefined;
  const isJoining = JOINING.has(opened.slice(0, -1));
  const args = nested(cursor, (inside) => (isJoining ? parseSeries(inside, parseArgument) : [parseOperand(inside) ?? expected(inside, FIELD_OR_TRANSFORMER)]));
  return closeTransformer(cursor, opened, args, start);
}

const FIELD_OR_TRANSFORMER = ["a field", ...TRANSFORMERS.map((each) => `${each}()`)];

function closeTransformer(cursor: Cursor, opened: string, args: Argument[], start: number): Operand {
  skipBlanks(cursor);
  if (!takeText(cursor, ")")) expected(cursor, ["')'"]);
  return { kind: "transformer", name: opened.slice(0, -1), args, span: { start, end: cursor.end } };
}

/** An argument of a joining transformer. Words in a list of arguments must be quoted, unlike those of `in (…)`. */
function parseArgument(cursor: Cursor): Argument {
  const start = cursor.at;
  if (!takeText(cursor, "(")) return parseItem(cursor);
  const items = nested(cursor, (inside) => (inside.text[inside.at] === ")" ? [] : parseSeries(inside, parseItem)));
  if (!takeText(cursor, ")")) expected(cursor, ["','", "')'"]);
  return { kind: "arguments", items, span: { start, end: cursor.end } };
}

function parseItem(cursor: Cursor): Argument {
  return parseOperand(cursor) ?? takeQuoted(cursor) ?? takeNumber(cursor) ?? expected(cursor, ["a field", "a transformer", "a text in quotes", "a number"]);
}

function parseSeries<T>(cursor: Cursor, parse: (cursor: Cursor) => T): T[] {
  const items = [parse(cursor)];
  skipBlanks(cursor);
  while (takeText(cursor, ",")) {
    skipBlanks(cursor);
    items.push(parse(cursor));
    skipBlanks(cursor);
  }
  return items;
}

function takeNumber(cursor: Cursor): Extract<Value, { kind: "number" }> | undefined {
  const start = cursor.at;
  const text = takeToken(cursor, NUMBER);
  return text === undefined ? undefined : { kind: "number", text, span: { start, end: cursor.end } };
}

/** The rest of a field, after its name. */
function parseField(cursor: Cursor, name: string, start: number): Field {
  if (!takeText(cursor, "[")) return { kind: "field", name, span: { start, end: cursor.end } };
  const argument = takeQuoted(cursor)?.text ?? takeToken(cursor, BARE_ARGUMENT);
  if (argument === undefined) return expected(cursor, [`an argument of ${name}, such as a number or a name`]);
  if (!takeText(cursor, "]")) expected(cursor, ["']'"]);
  return { kind: "field", name, argument, span: { start, end: cursor.end } };
}

/** What follows an operator of this kind. */
export function parseValue(cursor: Cursor, kind: OperatorKind, operator: string): Value {
  const start = cursor.at;
  if (kind === "list" && takeText(cursor, "(")) return parseValues(cursor, start);
  const operand = parseRightOperand(cursor);
  if (operand) return operand;
  if (kind === "number") return takeNumber(cursor) ?? expected(cursor, [`a number after '${operator}'`]);
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
  return closeTransformer(cursor, opened, [parseField(cursor, name, at)], start);
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
