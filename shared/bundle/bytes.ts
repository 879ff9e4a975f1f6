/** Bytes and text, without Node and DOM: strict, so that equal bytes are the only spelling of equal content. */

/** UTF-8. A lone surrogate cannot be encoded: undefined. */
export function encodeUtf8(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length * 3);
  let used = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[used++] = unit;
      continue;
    }
    const point = text.codePointAt(index) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) return undefined;
    if (point < 0x800) {
      bytes[used++] = 0xc0 | (point >> 6);
      bytes[used++] = 0x80 | (point & 0x3f);
    } else if (point < 0x10000) {
      bytes[used++] = 0xe0 | (point >> 12);
      bytes[used++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[used++] = 0x80 | (point & 0x3f);
    } else {
      index++; // it took two UTF-16 units
      bytes[used++] = 0xf0 | (point >> 18);
      bytes[used++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[used++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[used++] = 0x80 | (point & 0x3f);
    }
  }
  return bytes.slice(0, used);
}

/** ASCII text as bytes. Other text is a bug of the caller. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) throw new RangeError(`Not ASCII: ${JSON.stringify(text)}`);
    bytes[index] = code;
  }
  return bytes;
}

/** Characters joined at once: a longer list of arguments would overflow the stack. */
const PIECE = 4096;

/** Text of UTF-8 bytes; undefined for anything that is none: overlong forms, surrogates, cut-off sequences. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const pieces: string[] = [];
  for (let index = 0; index < bytes.length; ) {
    const end = endOfAscii(bytes, index);
    if (end > index) {
      // Most text is ASCII: its bytes are its characters.
      pieces.push(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(index, end)));
      index = end;
      continue;
    }
    const sequence = sequenceAt(bytes, index);
    if (!sequence) return undefined;
    pieces.push(String.fromCodePoint(sequence.point));
    index += sequence.length;
  }
  return pieces.join("");
}

/** Where the ASCII that begins at a place ends, or a piece of it. */
function endOfAscii(bytes: Uint8Array, start: number): number {
  const most = Math.min(bytes.length, start + PIECE);
  let end = start;
  while (end < most && (bytes[end] ?? 0) < 0x80) end++;
  return end;
}

/** By number of continuation bytes: the bits of the first byte that mark it, and the smallest code point written so. */
const FORMS = [
  { mask: 0x80, mark: 0x00, least: 0 },
  { mask: 0xe0, mark: 0xc0, least: 0x80 },
  { mask: 0xf0, mark: 0xe0, least: 0x800 },
  { mask: 0xf8, mark: 0xf0, least: 0x10000 },
];

function sequenceAt(bytes: Uint8Array, start: number): { point: number; length: number } | undefined {
  const first = bytes[start] ?? 0;
  const following = FORMS.findIndex(({ mask, mark }) => (first & mask) === mark);
  const form = FORMS[following];
  if (!form) return undefined;
  let point = first & ~form.mask;
  for (let index = start + 1; index <= start + following; index++) {
    const byte = bytes[index];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (byte & 0x3f);
  }
  const isScalar = point >= form.least && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isScalar ? { point, length: following + 1 } : undefined;
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_VALUES = new Map(Array.from(BASE64, (character, value) => [character, value]));

/** Base64 with padding (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3);
    const count = Math.min(3, bytes.length - index);
    const bits = (a << 16) | (b << 8) | c;
    const characters = [18, 12, 6, 0].map((shift, place) => (place <= count ? (BASE64[(bits >> shift) & 63] ?? "") : "="));
    pieces.push(characters.join(""));
  }
  return pieces.join("");
}

/** The bytes of base64 text; undefined for any other spelling than that of `encodeBase64`. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let used = 0;
  for (let index = 0; index < text.length - padding; index++) {
    const value = BASE64_VALUES.get(text[index] ?? "");
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[used++] = (bits >> held) & 0xff;
  }
  const isUnusedZero = (bits & ((1 << held) - 1)) === 0;
  return isUnusedZero ? bytes : undefined;
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let used = 0;
  for (const part of parts) {
    joined.set(part, used);
    used += part.length;
  }
  return joined;
}
