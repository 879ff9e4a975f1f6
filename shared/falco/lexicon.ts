/** The words of Falco's condition language (libsinsp's filter grammar, up to Falco 0.45). */

export type OperatorKind = "unary" | "number" | "text" | "list";

/** A symbol that begins another stands after it. */
export const SYMBOLS: [string, OperatorKind][] = [
  ["==", "text"], ["=", "text"], ["!=", "text"], ["<=", "number"], ["<", "number"], [">=", "number"], [">", "number"],
];

export const WORDS: Record<string, OperatorKind> = {
  exists: "unary",
  glob: "text", iglob: "text", regex: "text",
  contains: "text", icontains: "text", bcontains: "text",
  startswith: "text", bstartswith: "text", endswith: "text",
  in: "list", intersects: "list", pmatch: "list",
};

export const OPERATORS: ReadonlySet<string> = new Set([...SYMBOLS.map(([symbol]) => symbol), ...Object.keys(WORDS)]);

/** Those that take several values in parentheses. */
export const LIST_OPERATORS: ReadonlySet<string> = new Set(["in", "intersects", "pmatch"]);

export function isWordOperator(operator: string): boolean {
  return Object.hasOwn(WORDS, operator);
}

/** Whether it compares with a list: `in`, or a text's operator with a modifier (`=  anyof`, in any blanks). */
export function takesList(operator: string): boolean {
  return LIST_OPERATORS.has(operator) || isModified(operator);
}

export function isModified(operator: string): boolean {
  const [base = "", modifier = "", ...rest] = operator.trim().split(/\s+/);
  const kind = WORDS[base] ?? SYMBOLS.find(([symbol]) => symbol === base)?.[1];
  return rest.length === 0 && MODIFIERS.includes(modifier) && kind === "text";
}

export const TRANSFORMERS = ["tolower", "toupper", "b64", "basename", "len", "join"];

/** Those that take several arguments, and lists of them. */
export const JOINING: ReadonlySet<string> = new Set(["join"]);

/** Compares with each value of a list: `startswith anyof (kube-, etcd-)`. Exactly one, at least one, or all must fit. */
export const MODIFIERS = ["oneof", "anyof", "allof"];

export const CONNECTIVES: ReadonlySet<string> = new Set(["and", "or", "not"]);

// Every pattern is sticky: it matches at its `lastIndex` or not at all.

/** Between tokens. */
export const BLANK = /[ \t\b\r\n]+/y;
export const NOT = /not[ \t\n\v\f\r]+/y;
export const WORD = /[a-zA-Z][a-zA-Z0-9_]*/y;
export const FIELD = /[a-zA-Z][a-zA-Z0-9_]*(?:\.[a-zA-Z][a-zA-Z0-9_]*)+/y;
export const BARE_ARGUMENT = /[^\]["' \t\n\v\f\r]+/y;
export const BARE_TEXT = /[^()"' \t\n\v\f\r=,]+/y;
export const NUMBER = /0[xX][0-9a-fA-F]+|[+-]?[0-9]+\.?[0-9]*(?:[eE][+-][0-9]+)?/y;
/** With the parenthesis: a blank in between makes it a macro's name. */
export const TRANSFORMER = new RegExp(`(?:${TRANSFORMERS.join("|")})\\(`, "y");
export const VAL = /val\(/y;
/** Only before a list: elsewhere it is a plain word, as before Falco 0.44. */
export const LIST_MODIFIER = new RegExp(`(?:${MODIFIERS.join("|")})(?=[ \\t\\b\\r\\n]*\\()`, "y");

/** What `pattern` (sticky) matches at `offset`; undefined when it does not, or matches nothing. */
export function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] || undefined;
}

/** Whether the whole text is one match of `pattern` (sticky). */
export function isWhole(pattern: RegExp, text: string): boolean {
  return matchAt(pattern, text, 0)?.length === text.length && text !== "";
}
