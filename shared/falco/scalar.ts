import type { FilePlace } from "./types.ts";

/** Where each character of a YAML scalar's value stands in the file: folding, quotes and escapes taken back. */

/** How the scalar was written, as the yaml package names it. */
export type ScalarStyle = "BLOCK_FOLDED" | "BLOCK_LITERAL" | "PLAIN" | "QUOTE_DOUBLE" | "QUOTE_SINGLE";

interface Unit {
  character: string;
  offset: number;
}

/**
 * For each UTF-16 unit of `value` its offset in `source`, and one more for the end. A blank that folding made stands
 * right after the character before it. `start` and `end` are the scalar's range in `source`.
 */
export function offsetsOf(value: string, source: string, style: ScalarStyle, start: number, end: number): number[] {
  const units = UNITS[style](source, start, end);
  const offsets: number[] = [];
  let next = 0;
  let after = units[0]?.offset ?? start;
  for (let at = 0; at < value.length; at++) {
    const unit = units[next];
    if (unit && unit.character === value[at]) {
      offsets.push(unit.offset);
      next++;
      after = (units[next]?.offset ?? end) - unit.offset > 1 ? unit.offset + 1 : (units[next]?.offset ?? unit.offset + 1);
    } else offsets.push(after);
  }
  offsets.push(after);
  return offsets;
}

/** The characters that survive folding as they are: all but unescaped blanks, in order. */
const UNITS: Record<ScalarStyle, (source: string, start: number, end: number) => Unit[]> = {
  BLOCK_FOLDED: blockUnits,
  BLOCK_LITERAL: blockUnits,
  PLAIN: inkUnits,
  QUOTE_SINGLE(source, start, end) {
    const units = inkUnits(source, start + 1, end - 1);
    return units.filter(({ character }, at) => !(character === "'" && isSecondQuote(units, at)));
  },
  QUOTE_DOUBLE: escapedUnits,
};

/** A block's header, with its comment, ends with its line. */
function blockUnits(source: string, start: number, end: number): Unit[] {
  const line = source.indexOf("\n", start);
  return line === -1 ? [] : inkUnits(source, line + 1, end);
}

function inkUnits(source: string, start: number, end: number): Unit[] {
  const units: Unit[] = [];
  for (let offset = start; offset < end; offset++) {
    const character = source.charAt(offset);
    if (!isBlank(character)) units.push({ character, offset });
  }
  return units;
}

/** Of `''`, which means one quote. Quotes come in pairs here, so an odd number of neighbours before makes it the second. */
function isSecondQuote(units: Unit[], at: number): boolean {
  let before = at;
  while (before > 0 && units[before - 1]!.character === "'" && units[before - 1]!.offset === units[before]!.offset - 1) before--;
  return (at - before) % 2 === 1;
}

const CODE_LENGTH: Record<string, number> = { x: 2, u: 4, U: 8 };
const CODES: Record<string, string> = {
  "0": "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", N: "\u0085", _: "\u00a0", L: "\u2028", P: "\u2029",
};

function escapedUnits(source: string, start: number, end: number): Unit[] {
  const units: Unit[] = [];
  for (let offset = start + 1; offset < end - 1; offset++) {
    const character = source.charAt(offset);
    if (character !== "\\") {
      if (!isBlank(character)) units.push({ character, offset });
      continue;
    }
    const code = source.charAt(offset + 1);
    const length = CODE_LENGTH[code];
    const meant = length === undefined ? (CODES[code] ?? code) : codePoint(source.slice(offset + 2, offset + 2 + length));
    // An escaped line break joins two lines and means nothing itself.
    if (meant !== "\n" || code === "n") for (const unit of meant.split("")) units.push({ character: unit, offset });
    offset += 1 + (length ?? 0);
  }
  return units;
}

function codePoint(digits: string): string {
  const code = Number.parseInt(digits, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\n" || character === "\r";
}

/** A text that was put together from scalars, perhaps of several files, and knows where each part comes from. */
export interface SourceText {
  text: string;
  /** The place of an offset, which may be the text's end: then right after its last character that is no blank. */
  placeAt(offset: number): FilePlace;
}

/** Parts one after the other, a blank between them: what Falco makes of `append`. */
export function joined(parts: SourceText[]): SourceText {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const text = parts.map((part) => part.text).join(" ");
  return {
    text,
    placeAt(offset) {
      let start = 0;
      for (const part of parts) {
        if (offset <= start + part.text.length || part === parts.at(-1)) return part.placeAt(offset - start);
        start += part.text.length + 1;
      }
      throw new Error("A text without parts has no place.");
    },
  };
}
