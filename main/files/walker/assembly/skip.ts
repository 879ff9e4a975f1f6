import {
  BACKSLASH, CLOSE_OBJECT, COLON, COMMA, DIGIT_0, DOT, LETTER_E, LETTER_F, LETTER_N, LETTER_T, LETTER_U, MINUS, OPEN_ARRAY,
  OPEN_OBJECT, PLUS, QUOTE, SPACE, byteAt, isDigit, isHexDigit, stringStopBits, whitespaceBits,
} from "./bytes";

/**
 * Skipping over JSON, with validation by the full grammar. A function takes the address where a thing starts and returns
 * the address just after it, or FAIL when the text is not valid.
 */

export const FAIL: usize = 0;

/** Room for the closing bracket of each open container. */
const DEPTH_ROOM: u32 = 1024;
const closers: usize = memory.data(1024);
let maxDepth: u32 = DEPTH_ROOM;

/** How deep a value may nest; deeper ones are refused. */
export function limitDepth(limit: u32): void {
  maxDepth = min(limit, DEPTH_ROOM);
}

/** The limit in force. */
export function depthLimit(): u32 {
  return maxDepth;
}

/**
 * Whether a skipped key was `containers`: a kind that is not known by name and has such a key somewhere may carry a pod
 * spec, and the host looks at it itself.
 */
export let sawContainers: bool = false;

/** Forgets what was seen in the item before. */
export function forgetContainers(): void {
  sawContainers = false;
}

const CONTAINERS_LENGTH: usize = 10;
const WORD_CONTAINE: u64 = 0x656e6961746e6f63; // "containe", little-endian
const WORD_RS: u32 = 0x7372;

/** Takes notice of a key, given from just after its opening quote to its closing quote. */
export function noticeKey(key: usize, length: usize): void {
  if (length == CONTAINERS_LENGTH && load<u64>(key) == WORD_CONTAINE && load<u16>(key, 8) == WORD_RS) sawContainers = true;
}

/** Skips white space. The byte at hand is usually none, or one space before a value; runs go 16 bytes at a time. */
export function skipSpace(p: usize): usize {
  return byteAt(p) > SPACE ? p : skipSpaceRun(p);
}

/** Skips white space that is there, or stops at once at a control character that isn't white space. */
function skipSpaceRun(p: usize): usize {
  if (byteAt(p) == SPACE && byteAt(p + 1) > SPACE) return p + 1;
  while (true) {
    const others = ~whitespaceBits(v128.load(p)) & 0xffff;
    if (others) return p + ctz(others);
    p += 16;
  }
}

/** Skips a string, from just after its opening quote to just after its closing quote. */
export function skipString(p: usize): usize {
  while (true) {
    const stops = stringStopBits(v128.load(p));
    if (!stops) {
      p += 16;
      continue;
    }
    p += ctz(stops);
    const c = byteAt(p);
    if (c == QUOTE) return p + 1;
    if (c != BACKSLASH) return FAIL;
    p = skipEscape(p);
    if (!p) return FAIL;
  }
}

/** Skips an escape sequence, from its backslash. */
function skipEscape(p: usize): usize {
  const c = byteAt(p + 1);
  if (isSimpleEscape(c)) return p + 2;
  if (c != LETTER_U) return FAIL;
  for (let i = 2; i < 6; i++) if (!isHexDigit(p + i)) return FAIL;
  return p + 6;
}

/** Whether a character after a backslash makes an escape of two characters: `"\/bfnrt`. */
function isSimpleEscape(c: u32): bool {
  switch (c) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    default:
      return false;
  }
}

/** Skips one or more digits. */
function skipDigits(p: usize): usize {
  if (!isDigit(p)) return FAIL;
  do p++;
  while (isDigit(p));
  return p;
}

/** Skips a number. */
function skipNumber(p: usize): usize {
  if (byteAt(p) == MINUS) p++;
  p = byteAt(p) == DIGIT_0 ? p + 1 : skipDigits(p);
  if (!p) return FAIL;
  if (byteAt(p) == DOT) {
    p = skipDigits(p + 1);
    if (!p) return FAIL;
  }
  if ((byteAt(p) | 0x20) == LETTER_E) {
    p++;
    if (byteAt(p) == PLUS || byteAt(p) == MINUS) p++;
    p = skipDigits(p);
  }
  return p;
}

// Little-endian words of the literals. `false` is compared from its second letter.
const WORD_TRUE: u32 = 0x65757274;
const WORD_NULL: u32 = 0x6c6c756e;
const WORD_ALSE: u32 = 0x65736c61;

/** Skips true, false, null or a number. */
function skipScalar(p: usize): usize {
  switch (byteAt(p)) {
    case LETTER_T:
      return load<u32>(p) == WORD_TRUE ? p + 4 : FAIL;
    case LETTER_N:
      return load<u32>(p) == WORD_NULL ? p + 4 : FAIL;
    case LETTER_F:
      return load<u32>(p + 1) == WORD_ALSE ? p + 5 : FAIL;
    default:
      return skipNumber(p);
  }
}

/** Skips from just after a key's closing quote, over the colon, to the value. */
export function skipColon(p: usize): usize {
  p = skipSpace(p);
  return byteAt(p) == COLON ? skipSpace(p + 1) : FAIL;
}

/** Skips a key and its colon, to the value. */
function skipKey(p: usize): usize {
  if (byteAt(p) != QUOTE) return FAIL;
  const key = p + 1;
  p = skipString(key);
  if (!p) return FAIL;
  noticeKey(key, p - 1 - key);
  return skipColon(p);
}

/**
 * Skips any value inside `outer` open containers. Nesting is kept in `closers`, not on the call stack, so that deep input
 * can't exhaust it.
 */
export function skipValue(p: usize, outer: u32): usize {
  let depth: u32 = 0;
  while (true) {
    const c = byteAt(p);
    if (c == QUOTE) {
      p = skipString(p + 1);
      if (!p) return FAIL;
    } else if (c == OPEN_OBJECT || c == OPEN_ARRAY) {
      if (outer + depth >= maxDepth) return FAIL;
      const closer = c + 2; // in ASCII, both closing brackets are two after the opening ones
      store<u8>(closers + depth, closer);
      p = skipSpace(p + 1);
      if (byteAt(p) != closer) {
        depth++;
        if (c == OPEN_OBJECT) {
          p = skipKey(p);
          if (!p) return FAIL;
        }
        continue;
      }
      p++;
    } else {
      p = skipScalar(p);
      if (!p) return FAIL;
    }

    // A value has ended: leave the containers that end here, then go to the next value.
    while (true) {
      if (depth == 0) return p;
      p = skipSpace(p);
      const closer = byteAt(closers + depth - 1);
      if (byteAt(p) == COMMA) {
        p = skipSpace(p + 1);
        if (closer == CLOSE_OBJECT) {
          p = skipKey(p);
          if (!p) return FAIL;
        }
        break;
      }
      if (byteAt(p) != closer) return FAIL;
      depth--;
      p++;
    }
  }
}
