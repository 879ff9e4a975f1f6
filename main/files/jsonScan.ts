import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from "./characters.ts";

/**
 * Finds where a JSON value ends without parsing it. Strings, escapes and brackets are all that matters for that; whether
 * the value is valid is for `JSON.parse` to say afterwards. A scan can be continued in the next slice of bytes.
 */
export interface ValueScan {
  depth: number;
  /** The deepest nesting met. */
  deepest: number;
  inString: boolean;
  /** The slice ended behind a backslash. */
  escaped: boolean;
  /** A number, `true`, `false`, `null` or something that is none: it ends before a delimiter. */
  bare: boolean;
}


/** Starts a scan at the first byte of a value. */
export function startScan(first: number): ValueScan {
  const container = first === OPEN_BRACE || first === OPEN_BRACKET;
  return { depth: 0, deepest: 0, inString: false, escaped: false, bare: !container && first !== QUOTE };
}

/** Index behind the value's last byte, or -1 when the value goes on in the next slice. */
export function scanValue(bytes: Uint8Array, from: number, scan: ValueScan): number {
  return scan.bare ? scanBare(bytes, from) : scanNested(bytes, from, scan);
}

function scanBare(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || isSpace(byte)) return at;
  }
  return -1;
}

function scanNested(bytes: Uint8Array, from: number, scan: ValueScan): number {
  const end = bytes.length;
  let { depth, deepest, inString } = scan;
  let at = scan.escaped ? from + 1 : from;
  scan.escaped = false;
  while (at < end) {
    if (inString) {
      let byte = 0;
      while (at < end && (byte = bytes[at++] as number) !== QUOTE) if (byte === BACKSLASH) at++;
      if (at > end) {
        scan.escaped = true;
        break;
      }
      if (byte !== QUOTE) break;
      inString = false;
      if (depth === 0) return at;
      continue;
    }
    const byte = bytes[at++];
    if (byte === QUOTE) inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > deepest) deepest = depth;
    } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) {
      scan.deepest = deepest;
      return at;
    }
  }
  scan.depth = depth;
  scan.deepest = deepest;
  scan.inString = inString;
  return -1;
}

/** JSON's white space, and nothing else. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Index of the next byte that is no white space. */
export function behindSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at] ?? 0)) at++;
  return at;
}
