/** Characters and runs of bytes. Behind the text stand at least 64 zero bytes, which take the place of bounds checks. */

export const TAB: u32 = 0x09;
export const LINE_FEED: u32 = 0x0a;
export const CARRIAGE_RETURN: u32 = 0x0d;
export const SPACE: u32 = 0x20;
export const QUOTE: u32 = 0x22;
export const PLUS: u32 = 0x2b;
export const COMMA: u32 = 0x2c;
export const MINUS: u32 = 0x2d;
export const DOT: u32 = 0x2e;
export const DIGIT_0: u32 = 0x30;
export const COLON: u32 = 0x3a;
export const OPEN_ARRAY: u32 = 0x5b;
export const BACKSLASH: u32 = 0x5c;
export const CLOSE_ARRAY: u32 = 0x5d;
export const LETTER_A: u32 = 0x61;
export const LETTER_E: u32 = 0x65;
export const LETTER_F: u32 = 0x66;
export const LETTER_N: u32 = 0x6e;
export const LETTER_T: u32 = 0x74;
export const LETTER_U: u32 = 0x75;
export const OPEN_OBJECT: u32 = 0x7b;
export const CLOSE_OBJECT: u32 = 0x7d;

/** The byte at an address. */
export function byteAt(p: usize): u32 {
  return load<u8>(p);
}

/** Whether the byte at an address is a decimal digit. */
export function isDigit(p: usize): bool {
  return byteAt(p) - DIGIT_0 < 10;
}

/** Whether the byte at an address is a hexadecimal digit. */
export function isHexDigit(p: usize): bool {
  return isDigit(p) || (byteAt(p) | 0x20) - LETTER_A < 6;
}

/** Whether two runs of bytes are equal. */
export function sameBytes(a: usize, b: usize, length: u32): bool {
  let i: u32 = 0;
  for (; i + 16 <= length; i += 16) {
    if (!i8x16.all_true(i8x16.eq(v128.load(a + i), v128.load(b + i)))) return false;
  }
  for (; i < length; i++) {
    if (byteAt(a + i) != byteAt(b + i)) return false;
  }
  return true;
}

/** Sixteen copies of a character. */
function splat(c: u32): v128 {
  return i8x16.splat(<i8>c);
}

/** One bit for each of 16 bytes that is JSON white space. */
export function whitespaceBits(v: v128): i32 {
  const spaceOrLineFeed = v128.or(i8x16.eq(v, splat(SPACE)), i8x16.eq(v, splat(LINE_FEED)));
  const returnOrTab = v128.or(i8x16.eq(v, splat(CARRIAGE_RETURN)), i8x16.eq(v, splat(TAB)));
  return i8x16.bitmask(v128.or(spaceOrLineFeed, returnOrTab));
}

/** One bit for each of 16 bytes that ends a plain run in a string: quote, backslash or control character. */
export function stringStopBits(v: v128): i32 {
  const quoteOrBackslash = v128.or(i8x16.eq(v, splat(QUOTE)), i8x16.eq(v, splat(BACKSLASH)));
  return i8x16.bitmask(v128.or(quoteOrBackslash, i8x16.lt_u(v, splat(SPACE))));
}
