import { BARE_ARGUMENT, FIELD, matchAt, TRANSFORMER } from "./lexicon.ts";

/** Fields in an output text: `%proc.name`, `%evt.arg[0]`, `%20fd.name` (cut to 20), `%toupper(user.name)`. */

export interface OutputFields {
  /** Names with their argument. */
  fields: { name: string; offset: number }[];
  /** Offsets of `%` that start no field. */
  stray: number[];
}

export function outputFields(text: string): OutputFields {
  const found: OutputFields = { fields: [], stray: [] };
  for (let at = text.indexOf("%"); at !== -1; at = text.indexOf("%", at + 1)) {
    let start = at + 1 + (matchAt(/\d+/y, text, at + 1)?.length ?? 0);
    for (let name = matchAt(TRANSFORMER, text, start); name; name = matchAt(TRANSFORMER, text, start)) start += name.length;
    const name = matchAt(FIELD, text, start);
    if (name === undefined) found.stray.push(at);
    else found.fields.push({ name: name + argumentAt(text, start + name.length), offset: at });
  }
  return found;
}

function argumentAt(text: string, at: number): string {
  if (text[at] !== "[") return "";
  const argument = matchAt(BARE_ARGUMENT, text, at + 1);
  return argument !== undefined && text[at + 1 + argument.length] === "]" ? `[${argument}]` : "";
}
