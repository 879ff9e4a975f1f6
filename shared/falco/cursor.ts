import type { Text } from "./ast.ts";
import { BARE_TEXT, BLANK, matchAt } from "./lexicon.ts";
import { readQuoted } from "./quoting.ts";

/** Where a parse of a condition stands, and its steps over single tokens. */

/** Parentheses and transformers inside each other. Falco gives up a little below. */
export const MAX_NESTING = 200;

export interface Cursor {
  readonly text: string;
  at: number;
  /** End of the last token, before the blanks that follow it. */
  end: number;
  depth: number;
}

/** Leaves the descent; caught where it begins. */
export class Refusal extends Error {
  readonly offset: number;
  readonly expected: string[];

  constructor(offset: number, message: string, expected: string[] = []) {
    super(message);
    this.offset = offset;
    this.expected = expected;
  }
}

export function takeToken(cursor: Cursor, pattern: RegExp, isToken = true): string | undefined {
  const found = matchAt(pattern, cursor.text, cursor.at);
  if (found === undefined) return undefined;
  cursor.at += found.length;
  if (isToken) cursor.end = cursor.at;
  return found;
}

export function takeText(cursor: Cursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  cursor.end = cursor.at;
  return true;
}

/** Returns where it stands then. */
export function skipBlanks(cursor: Cursor): number {
  takeToken(cursor, BLANK, false);
  return cursor.at;
}

/** A text in quotes or without. */
export function takeValue(cursor: Cursor): Text | undefined {
  const start = cursor.at;
  const quoted = takeQuoted(cursor);
  if (quoted) return quoted;
  const text = takeToken(cursor, BARE_TEXT);
  return text === undefined ? undefined : { kind: "text", text, quoted: false, span: { start, end: cursor.end } };
}

export function takeQuoted(cursor: Cursor): Text | undefined {
  const start = cursor.at;
  if (cursor.text[start] !== '"' && cursor.text[start] !== "'") return undefined;
  const read = readQuoted(cursor.text, start);
  if (!read.ok) throw new Refusal(read.offset, read.message);
  cursor.at = cursor.end = read.end;
  return { kind: "text", text: read.text, quoted: true, span: { start, end: read.end } };
}

/** What stands inside parentheses. */
export function nested<T>(cursor: Cursor, parse: (cursor: Cursor) => T): T {
  if (cursor.depth >= MAX_NESTING) throw new Refusal(cursor.end - 1, `Nested more than ${MAX_NESTING} levels deep: Falco reads no such condition.`);
  cursor.depth++;
  skipBlanks(cursor);
  const inside = parse(cursor);
  cursor.depth--;
  skipBlanks(cursor);
  return inside;
}

/** Refuses what stands next. */
export function expected(cursor: Cursor, what: string[]): never {
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
