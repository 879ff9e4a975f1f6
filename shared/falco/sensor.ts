import type { Argument, Condition, Operand, Span, Value } from "./ast.ts";
import { eachLeaf } from "./ast.ts";
import { isModified, isWordOperator } from "./lexicon.ts";

/**
 * The rule language is read as the newest Falco reads it (0.45). The product's sensor brings an older one (vendor-facts
 * §5.3): what that one does not know is told, for it would refuse the whole file.
 */
export const SENSOR = { falco: "0.39", engineMinor: 43 } as const;

/** Something that came into the language after the sensor's Falco. */
export interface Newer {
  /** Where it stands, in UTF-16 units of the text. */
  offset: number;
  what: string;
  /** The Falco that brought it. */
  since: string;
}

export const NEWER_REMEDY = "Write it in another way, unless the sensor comes with a newer Falco.";

export function newerMessage({ what, since }: Pick<Newer, "what" | "since">): string {
  return `${what} needs Falco ${since}: the sensor's Falco ${SENSOR.falco} refuses a file that has it.`;
}

/** What in a condition the sensor's Falco does not know. `text` is the condition's. */
export function newerInCondition(condition: Condition, text: string): Newer[] {
  const found: Newer[] = [];
  eachLeaf(condition, (leaf) => {
    if (leaf.kind !== "check") return;
    found.push(...newerInOperand(leaf.left));
    if (!leaf.right) return;
    found.push(...newerInOperator(leaf.operator, { start: leaf.left.span.end, end: leaf.right.span.start }, text), ...newerInValue(leaf.right, text));
  });
  return found;
}

export function newerInOperand(operand: Operand): Newer[] {
  if (operand.kind === "field") return [];
  const since = SINCE[operand.name];
  const own = since === undefined ? [] : [{ offset: operand.span.start, what: `${operand.name}()`, since }];
  return [...own, ...operand.args.flatMap(newerInArgument)];
}

const SINCE: Record<string, string> = { len: "0.40", join: "0.42" };

function newerInArgument(argument: Argument): Newer[] {
  if (argument.kind === "arguments") return argument.items.flatMap(newerInArgument);
  return argument.kind === "field" || argument.kind === "transformer" ? newerInOperand(argument) : [];
}

function newerInOperator(operator: string, { start, end }: Span, text: string): Newer[] {
  const offset = start + (text.slice(start, end).length - text.slice(start, end).trimStart().length);
  if (isModified(operator)) return [{ offset, what: `'${operator}'`, since: "0.44" }];
  // Before, only a space could stand between a word and its text.
  const isBroken = isWordOperator(operator) && operator !== "in" && operator !== "intersects" && operator !== "pmatch" && !text.startsWith(" ", offset + operator.length);
  return isBroken ? [{ offset, what: `A line break or tab right after '${operator}'`, since: "0.40" }] : [];
}

function newerInValue(value: Value, text: string): Newer[] {
  switch (value.kind) {
    case "field":
    case "transformer":
      return newerInOperand(value);
    case "values":
      return value.items.flatMap((item) => newerInValue(item, text));
    case "text": {
      const escape = value.quoted ? /(?<!\\)(?:\\\\)*\\x/.exec(text.slice(value.span.start, value.span.end)) : null;
      return escape ? [{ offset: value.span.start + escape.index, what: "The escape \\x", since: "0.45" }] : [];
    }
    default:
      return [];
  }
}
