import type { Argument } from "./ast.ts";
import { Refusal } from "./cursor.ts";
import { BARE_ARGUMENT, FIELD, matchAt, TRANSFORMER } from "./lexicon.ts";
import { parseOperand } from "./operands.ts";
import { newerInOperand, type Newer } from "./sensor.ts";

/** Fields in an output text: `%proc.name`, `%evt.arg[0]`, `%20fd.name` (cut to 20), `%toupper(user.name)`, `%join(":", (fd.rip, fd.rport))`. */

export interface OutputFields {
  /** Names with their argument. */
  fields: { name: string; offset: number }[];
  /** Offsets of `%` that start no field. */
  stray: number[];
  /** What the sensor's Falco does not know. */
  newer: Newer[];
}

export function outputFields(text: string): OutputFields {
  const found: OutputFields = { fields: [], stray: [], newer: [] };
  for (let at = text.indexOf("%"); at !== -1; at = text.indexOf("%", at + 1)) {
    const start = at + 1 + (matchAt(/\d+/y, text, at + 1)?.length ?? 0);
    if (matchAt(TRANSFORMER, text, start)) {
      transformed(text, start, at, found);
      continue;
    }
    const name = matchAt(FIELD, text, start);
    if (name === undefined) found.stray.push(at);
    else found.fields.push({ name: name + argumentAt(text, start + name.length), offset: at });
  }
  return found;
}

function transformed(text: string, start: number, offset: number, found: OutputFields): void {
  const operand = tryOperand(text, start);
  if (!operand) {
    found.stray.push(offset);
    return;
  }
  found.newer.push(...newerInOperand(operand));
  found.fields.push(...fieldsOf(operand).map((name) => ({ name, offset })));
}

function tryOperand(text: string, at: number): ReturnType<typeof parseOperand> {
  try {
    return parseOperand({ text, at, end: at, depth: 0 });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function fieldsOf(argument: Argument): string[] {
  if (argument.kind === "field") return [argument.name + (argument.argument === undefined ? "" : `[${argument.argument}]`)];
  if (argument.kind === "transformer") return argument.args.flatMap(fieldsOf);
  return argument.kind === "arguments" ? argument.items.flatMap(fieldsOf) : [];
}

function argumentAt(text: string, at: number): string {
  if (text[at] !== "[") return "";
  const argument = matchAt(BARE_ARGUMENT, text, at + 1);
  return argument !== undefined && text[at + 1 + argument.length] === "]" ? `[${argument}]` : "";
}
