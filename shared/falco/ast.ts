/**
 * What a condition means, as Falco's own parser sees it: `and` and `or` take any number of children, `not not x` is `x`,
 * and parentheses leave no trace but the shape.
 */

/** UTF-16 units of the condition's text, from `start` up to but without `end`. */
export interface Span {
  start: number;
  end: number;
}

export type Condition =
  | { kind: "and" | "or"; children: Condition[]; span: Span }
  | { kind: "not"; child: Condition; span: Span }
  /** `operator` may hold a modifier: `startswith anyof`. */
  | { kind: "check"; left: Operand; operator: string; right?: Value; span: Span }
  | { kind: "macro"; name: string; span: Span };

/** What a check reads from the event: `proc.aname[2]`, `tolower(fd.name)`. */
export type Operand = Field | { kind: "transformer"; name: string; args: Argument[]; span: Span };

/** What a transformer is given; only `join` takes more than one operand. */
export type Argument = Operand | Text | { kind: "number"; text: string; span: Span } | { kind: "arguments"; items: Argument[]; span: Span };

export interface Field {
  kind: "field";
  name: string;
  argument?: string;
  span: Span;
}

export type Value =
  | Operand
  | Text
  | { kind: "number"; text: string; span: Span }
  | { kind: "values"; items: Text[]; span: Span }
  /** `in shells`: a name where a list in parentheses could stand. */
  | { kind: "name"; name: string; span: Span };

/** `text` is what is compared with, without quotes and escapes. */
export interface Text {
  kind: "text";
  text: string;
  quoted: boolean;
  span: Span;
}

/** Calls `visit` for every check and every macro name, from left to right. */
export function eachLeaf(condition: Condition, visit: (leaf: Extract<Condition, { kind: "check" | "macro" }>) => void): void {
  switch (condition.kind) {
    case "and":
    case "or":
      for (const child of condition.children) eachLeaf(child, visit);
      return;
    case "not":
      eachLeaf(condition.child, visit);
      return;
    default:
      visit(condition);
  }
}
