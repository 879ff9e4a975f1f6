/** Quoted strings of conditions: what ends one, and its escapes. */

const ESCAPES: Record<string, string> = {
  b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", "\\": "\\", "/": "/",
  // Falco keeps this for old rules that meant a backslash.
  " ": "\\",
};

export type QuotedString = { ok: true; text: string; end: number } | { ok: false; offset: number; message: string };

/**
 * Reads the quoted string that starts at `start`. As for Falco, a quote ends it unless the character before is a
 * backslash, also when that backslash is itself escaped.
 */
export function readQuoted(source: string, start: number): QuotedString {
  const quote = source.charAt(start);
  let close = start + 1;
  while (close < source.length && !(source[close] === quote && source[close - 1] !== "\\")) close++;
  if (close >= source.length) return { ok: false, offset: start, message: "The string that starts here is not closed." };
  let text = "";
  for (let at = start + 1; at < close; at++) {
    if (source[at] !== "\\") {
      text += source.charAt(at);
      continue;
    }
    const escaped = source.charAt(at + 1);
    if (escaped === "x") {
      const digits = /^[0-9a-fA-F]{2}/.exec(source.slice(at + 2, close))?.[0];
      if (digits === undefined) return { ok: false, offset: at, message: "After \\x two hexadecimal digits must follow." };
      text += byteCharacter(Number.parseInt(digits, 16));
      at += 3;
      continue;
    }
    const character = escaped === quote ? quote : ESCAPES[escaped];
    if (character === undefined) return { ok: false, offset: at, message: `Falco knows no escape \\${escaped} in a string between ${quote}.` };
    text += character;
    at++;
  }
  return { ok: true, text, end: close + 1 };
}

/**
 * A byte that `\xHH` stands for. From 0x80 on it is no character by itself: a lone surrogate keeps it, which no text of a
 * file holds.
 */
function byteCharacter(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : BYTES + byte);
}

const BYTES = 0xdc00;

/** Writes a text so that `readQuoted` reads it back. */
export function quote(text: string): string {
  const escaped = text
    .replaceAll(/[\b\f\n\r\t\\"]/g, (character) => PRINTED[character] ?? character)
    .replaceAll(/(?<![\ud800-\udbff])[\udc80-\udcff]/g, (byte) => `\\x${(byte.charCodeAt(0) - BYTES).toString(16)}`);
  // A backslash before the closing quote would keep the string open: its other spelling ends in a blank.
  return `"${escaped.replace(/\\\\$/, "\\ ")}"`;
}

const PRINTED: Record<string, string> = { "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"' };
