import { BARE_TEXT, BLANK, CONNECTIVES, FIELD, isWhole, LIST_MODIFIER, LIST_OPERATORS, matchAt, NUMBER, SYMBOLS, TRANSFORMER, VAL, WORD, WORDS } from "./lexicon.ts";
import { readQuoted } from "./quoting.ts";

/** For colours: a lexer that follows what may come next, and goes on after a mistake. */

export type TokenKind = "keyword" | "operator" | "field" | "string" | "number" | "macro" | "punctuation" | "blank" | "unknown";

/** UTF-16 units, from `start` up to but without `end`. */
export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
}

/** What the lexer waits for. `list` is inside the parentheses of `in (…)`, `name` a value that may be a list's name. */
type State = "operand" | "operator" | "value" | "name" | "list";

/** What was found: nothing to consume (`length` 0) only moves on to another state. */
interface Step {
  kind: TokenKind;
  length: number;
  next: State;
}

/**
 * Splits a condition, finished or not, into tokens that follow each other without a gap. Names of `lists` are coloured as
 * macros are. Never throws.
 */
export function tokens(text: string, lists: ReadonlySet<string> = new Set()): Token[] {
  const found: Token[] = [];
  let state: State = "operand";
  let at = 0;
  while (at < text.length) {
    const blank = matchAt(BLANK, text, at);
    const step: Step = blank === undefined ? STEPS[state](text, at, lists) : { kind: "blank", length: blank.length, next: state };
    state = step.next;
    if (step.length === 0) continue;
    const last = found.at(-1);
    if (last && last.kind === step.kind && step.kind === "unknown") last.end += step.length;
    else found.push({ kind: step.kind, start: at, end: at + step.length });
    at += step.length;
  }
  return found;
}

const STEPS: Record<State, (text: string, at: number, lists: ReadonlySet<string>) => Step> = {
  operand(text, at) {
    const transformer = matchAt(TRANSFORMER, text, at) ?? matchAt(VAL, text, at);
    if (transformer) return { kind: "keyword", length: transformer.length - 1, next: "operand" };
    const field = matchAt(FIELD, text, at);
    if (field) return { kind: "field", length: field.length + argumentLength(text, at + field.length), next: "operator" };
    const word = matchAt(WORD, text, at);
    if (word) return { kind: CONNECTIVES.has(word) ? "keyword" : "macro", length: word.length, next: "operand" };
    // What closes may be a transformer's parenthesis.
    if (isPunctuation(text, at)) return { kind: "punctuation", length: 1, next: text[at] === ")" ? "operator" : "operand" };
    // An argument of a transformer.
    const number = matchAt(NUMBER, text, at);
    if (number) return { kind: "number", length: number.length, next: "operand" };
    return stringAt(text, at, "operand") ?? { kind: "unknown", length: codePointLength(text, at), next: "operand" };
  },

  operator(text, at) {
    if (text[at] === ")") return { kind: "punctuation", length: 1, next: "operator" };
    const symbol = SYMBOLS.find(([each]) => text.startsWith(each, at));
    if (symbol) return { kind: "operator", length: symbol[0].length, next: "value" };
    const word = matchAt(WORD, text, at);
    if (word === undefined || !Object.hasOwn(WORDS, word)) return { kind: "unknown", length: 0, next: "operand" };
    return { kind: "operator", length: word.length, next: word === "exists" ? "operand" : LIST_OPERATORS.has(word) ? "name" : "value" };
  },

  value(text, at, lists) {
    if (matchAt(TRANSFORMER, text, at) || matchAt(VAL, text, at)) return { kind: "unknown", length: 0, next: "operand" };
    const modifier = matchAt(LIST_MODIFIER, text, at);
    if (modifier) return { kind: "operator", length: modifier.length, next: "name" };
    return stringAt(text, at, "operand") ?? bareAt(text, at, "operand", lists) ?? { kind: "unknown", length: 0, next: "operand" };
  },

  name(text, at, lists) {
    if (text[at] === "(") return { kind: "punctuation", length: 1, next: "list" };
    const word = matchAt(WORD, text, at);
    if (word && !matchAt(TRANSFORMER, text, at) && !matchAt(VAL, text, at)) return { kind: "macro", length: word.length, next: "operand" };
    return STEPS.value(text, at, lists);
  },

  list(text, at, lists) {
    if (text[at] === ")") return { kind: "punctuation", length: 1, next: "operand" };
    if (text[at] === ",") return { kind: "punctuation", length: 1, next: "list" };
    return stringAt(text, at, "list") ?? bareAt(text, at, "list", lists) ?? { kind: "unknown", length: codePointLength(text, at), next: "list" };
  },
};

/** `[2]` after a field's name; what is not closed on the way is left to the next steps. */
function argumentLength(text: string, at: number): number {
  return matchAt(/\[(?:"[^"]*"|'[^']*'|[^\]["' \t\n\v\f\r]*)\]/y, text, at)?.length ?? 0;
}

function isPunctuation(text: string, at: number): boolean {
  return "(),[]".includes(text.charAt(at));
}

/** A string without an end is coloured up to the end of its line. */
function stringAt(text: string, at: number, next: State): Step | undefined {
  if (text[at] !== '"' && text[at] !== "'") return undefined;
  const read = readQuoted(text, at);
  if (read.ok) return { kind: "string", length: read.end - at, next };
  if (read.offset !== at) return { kind: "string", length: closing(text, at) - at, next };
  const line = text.indexOf("\n", at);
  return { kind: "string", length: (line === -1 ? text.length : line) - at, next };
}

/** End of a closed string of which an escape is wrong. */
function closing(text: string, start: number): number {
  const quote = text.charAt(start);
  let end = start + 1;
  while (text[end] !== quote || text[end - 1] === "\\") end++;
  return end + 1;
}

function bareAt(text: string, at: number, next: State, lists: ReadonlySet<string>): Step | undefined {
  const bare = matchAt(BARE_TEXT, text, at);
  if (bare === undefined) return undefined;
  const kind = lists.has(bare) ? "macro" : isWhole(NUMBER, bare) ? "number" : "string";
  return { kind, length: bare.length, next };
}

function codePointLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
