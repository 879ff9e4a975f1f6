import {
  BACKSLASH, CARRIAGE_RETURN, CLOSE_ARRAY, CLOSE_OBJECT, COMMA, LINE_FEED, OPEN_ARRAY, OPEN_OBJECT, QUOTE, SPACE, TAB, byteAt,
} from "./bytes";
import { intern, isFull, resetValues } from "./intern";
import { GROUP, OBJECT, TEXT, VALUE, actionOf, bitOf, fieldOf, findEntry, innerRowOf, setKeys } from "./keys";
import { FAIL, depthLimit, forgetContainers, limitDepth, noticeKey, sawContainers, skipColon, skipSpace, skipString, skipValue } from "./skip";

/**
 * Walks JSON objects one after the other, checks the whole grammar, and writes the wanted fields of each to a tape:
 * words that say which field, and an id of its value. What is odd (a repeated or escaped key, another type than
 * expected, a field too many) marks the object as irregular: the host parses it itself. No managed memory is used.
 */

/** Words on the tape that are no fields; fields are numbers from 1. */
const ELEMENT = 0x100;
const END = 0x101;

/** What is said of an object in its head. */
const SAW_CONTAINERS: u32 = 1;
const IRREGULAR: u32 = 2;

/** Why `scan` stopped (see the host, `wasm.ts`). */
const STOP_END: u32 = 0; // the buffer has no further complete, valid object
const STOP_VALUES_FULL: u32 = 1;
const STOP_TAPE_FULL: u32 = 2;

/** More tape words than a regular object needs: one that needs them all is irregular. */
const OBJECT_WORDS: u32 = 1 << 14;
const HEAD_WORDS: u32 = 4;

let tape: usize = 0;
let tapeCapacity: u32 = 0; // in words
let tapeUsed: u32 = 0;
let buffer: usize = 0;
let irregular: bool = false;
let objectStart: u32 = 0; // where the current object begins on the tape
let depth: u32 = 0;

const result: usize = memory.data(16); // words: objects, tape words used, bytes taken, stop reason

/** The address of the result words. */
export function resultAddress(): usize {
  return result;
}

/** Sets the table of wanted keys, the tape and the limit of nesting. */
export function setup(keys: usize, entriesPerRow: u32, tapeArea: usize, tapeWords: u32, maxDepth: u32): void {
  setKeys(keys, entriesPerRow);
  tape = tapeArea;
  tapeCapacity = tapeWords;
  limitDepth(maxDepth);
}

/** See `resetValues`. */
export function reset(slotArea: usize, slotCount: u32, idArea: usize, arenaArea: usize, arenaCapacity: u32): void {
  resetValues(slotArea, slotCount, idArea, arenaArea, arenaCapacity);
}

/**
 * Walks complete objects from the start of the buffer. `comma`: whether one stands before the first. `lines`: each object
 * stands on a line of its own (NDJSON), else commas stand between them (a list).
 */
export function scan(address: usize, length: u32, comma: bool, lines: bool): void {
  const end = address + length;
  buffer = address;
  let p = address;
  let done = address;
  let objects: u32 = 0;
  let stop = STOP_END;
  tapeUsed = 0;
  while (true) {
    p = nextObject(p, end, comma);
    if (!p) break;
    if (tapeUsed + OBJECT_WORDS > tapeCapacity) {
      stop = STOP_TAPE_FULL;
      break;
    }
    objectStart = tapeUsed;
    const start = p;
    p = takeRoot(p);
    if (p && lines) p = endOfLine(start, p, end);
    if (!p || p > end || isFull) {
      tapeUsed = objectStart;
      if (isFull) stop = STOP_VALUES_FULL;
      break;
    }
    objects++;
    done = p;
    comma = !lines;
  }
  store<u32>(result, objects);
  store<u32>(result, tapeUsed, 4);
  store<u32>(result, <u32>(done - address), 8);
  store<u32>(result, stop, 12);
}

/** Skips to the next object, over the comma before it. FAIL when there is none in the buffer. */
function nextObject(p: usize, end: usize, comma: bool): usize {
  p = skipSpace(p);
  if (p >= end) return FAIL;
  if (comma) {
    if (byteAt(p) != COMMA) return FAIL;
    p = skipSpace(p + 1);
  }
  return p < end && byteAt(p) == OPEN_OBJECT ? p : FAIL;
}

/** The place behind the line feed after an object; FAIL when the object does not have exactly one line to itself. */
function endOfLine(start: usize, p: usize, end: usize): usize {
  if (p > end || countLineFeeds(start, <u32>(p - start)) > 0) return FAIL;
  while (byteAt(p) == SPACE || byteAt(p) == TAB || byteAt(p) == CARRIAGE_RETURN) p++;
  return byteAt(p) == LINE_FEED ? p + 1 : FAIL;
}

/** How many line feeds there are in a run of bytes. */
export function countLineFeeds(p: usize, length: u32): u32 {
  const lineFeeds = i8x16.splat(<i8>LINE_FEED);
  let count: u32 = 0;
  let left = length;
  for (; left >= 16; left -= 16, p += 16) count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(p), lineFeeds)));
  for (; left > 0; left--, p++) if (byteAt(p) == LINE_FEED) count++;
  return count;
}

/**
 * Puts an object on the tape: a head of its number of words, what is said of it, where it starts and ends in the
 * buffer; then its fields. Of an irregular object there is only the head.
 */
function takeRoot(p: usize): usize {
  const head = tape + tapeUsed * 4;
  const start = <u32>(p - buffer);
  tapeUsed += HEAD_WORDS;
  irregular = false;
  depth = 0;
  forgetContainers();
  p = walkObject(0, p);
  if (irregular) tapeUsed = objectStart + HEAD_WORDS;
  store<u32>(head, tapeUsed - objectStart);
  store<u32>(head, (sawContainers ? SAW_CONTAINERS : 0) | (irregular ? IRREGULAR : 0), 4);
  store<u32>(head, start, 8);
  store<u32>(head, <u32>(p - buffer), 12);
  return p;
}

/** Appends a word to the tape. */
function emit(word: u32): void {
  if (tapeUsed - objectStart < OBJECT_WORDS) store<u32>(tape + tapeUsed++ * 4, word);
  else irregular = true;
}

/** Walks an object by a row of wanted keys, from its opening brace. */
function walkObject(row: u32, p: usize): usize {
  if (++depth > depthLimit()) return FAIL;
  let seen: u32 = 0;
  p = skipSpace(p + 1);
  if (byteAt(p) != CLOSE_OBJECT) {
    while (true) {
      if (byteAt(p) != QUOTE) return FAIL;
      const key = p + 1;
      p = skipString(key);
      if (!p) return FAIL;
      const length = <u32>(p - 1 - key);
      p = skipColon(p);
      if (!p) return FAIL;
      noticeKey(key, length);
      const entry = findEntry(row, key, length);
      if (entry) {
        // Of a repeated key the last value counts; leave that to the host.
        if (seen & bitOf(entry)) irregular = true;
        seen |= bitOf(entry);
        p = takeMember(entry, p);
      } else {
        p = skipUnwanted(key, length, p);
      }
      if (!p) return FAIL;
      p = skipSpace(p);
      if (byteAt(p) != COMMA) break;
      p = skipSpace(p + 1);
    }
    if (byteAt(p) != CLOSE_OBJECT) return FAIL;
  }
  depth--;
  return p + 1;
}

/** Skips the value of a key that isn't wanted. An escape in the key may hide a wanted one. */
function skipUnwanted(key: usize, length: u32, p: usize): usize {
  for (let i: u32 = 0; i < length; i++) {
    if (byteAt(key + i) == BACKSLASH) irregular = true;
  }
  return skipValue(p, depth);
}

/** Puts the value of a wanted key on the tape. */
function takeMember(entry: usize, p: usize): usize {
  const field = fieldOf(entry);
  switch (actionOf(entry)) {
    case VALUE:
      return takeValue(field, p);
    case TEXT:
      return takeText(field, p);
    case OBJECT:
      return takeObject(field, innerRowOf(entry), p);
    case GROUP:
      return takeGroup(field, innerRowOf(entry), p);
    default:
      return takeArray(field, innerRowOf(entry), p);
  }
}

function takeValue(field: u32, p: usize): usize {
  const end = skipValue(p, depth);
  if (!end) return FAIL;
  emit(field);
  emit(intern(p, <u32>(end - p)));
  return end;
}

/** Puts the place of a string on the tape: offset and length in the buffer, quotes included. */
function takeText(field: u32, p: usize): usize {
  if (byteAt(p) != QUOTE) return skipUnexpected(p);
  const end = skipString(p + 1);
  if (!end) return FAIL;
  emit(field);
  emit(<u32>(p - buffer));
  emit(<u32>(end - p));
  return end;
}

function takeObject(field: u32, row: u32, p: usize): usize {
  if (byteAt(p) != OPEN_OBJECT) return skipUnexpected(p);
  emit(field);
  p = walkObject(row, p);
  emit(END);
  return p;
}

/** Cuts the words of an object off the tape again and puts an id for them there. */
function takeGroup(field: u32, row: u32, p: usize): usize {
  if (byteAt(p) != OPEN_OBJECT) return skipUnexpected(p);
  const start = tapeUsed;
  p = walkObject(row, p);
  if (!p || irregular) return p;
  const id = intern(tape + start * 4, (tapeUsed - start) * 4);
  tapeUsed = start;
  emit(field);
  emit(id);
  return p;
}

function takeArray(field: u32, row: u32, p: usize): usize {
  if (byteAt(p) != OPEN_ARRAY) return skipUnexpected(p);
  emit(field);
  p = skipSpace(p + 1);
  if (byteAt(p) != CLOSE_ARRAY) {
    while (true) {
      emit(ELEMENT);
      p = byteAt(p) == OPEN_OBJECT ? walkObject(row, p) : skipUnexpected(p);
      if (!p) return FAIL;
      p = skipSpace(p);
      if (byteAt(p) != COMMA) break;
      p = skipSpace(p + 1);
    }
    if (byteAt(p) != CLOSE_ARRAY) return FAIL;
  }
  emit(END);
  return p + 1;
}

/** Skips a value of another type than expected; the host parses this object. */
function skipUnexpected(p: usize): usize {
  irregular = true;
  return skipValue(p, depth);
}
