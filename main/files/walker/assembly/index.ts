import {
  BACKSLASH, CARRIAGE_RETURN, CLOSE_ARRAY, CLOSE_OBJECT, COMMA, LINE_FEED, OPEN_ARRAY, OPEN_OBJECT, QUOTE, SPACE, TAB, byteAt,
} from "./bytes";
import { intern, isFull } from "./intern";
import { APART, GROUP, OBJECT, TEXT, VALUE, actionOf, bitOf, fieldOf, findEntry, innerRowOf, setKeys } from "./keys";
import { FAIL, depthLimit, forgetContainers, limitDepth, noticeKey, sawContainers, skipColon, skipSpace, skipString, skipValue } from "./skip";

/**
 * Walks JSON objects one after the other, checks the whole grammar, and writes a record of each: where it stands, what
 * it has in common with others (its wanted fields, interned as one value), and its texts, which are copied. What is odd (a
 * repeated or escaped key, another type than expected, a field too many) marks the object as irregular: the host parses
 * it itself. No managed memory is used.
 */

/** Words among the fields of an object that are no fields; fields are numbers from 1. */
const ELEMENT = 0x100;
const END = 0x101;

/** What is said of an object in its record. */
const SAW_CONTAINERS: u32 = 1;
const IRREGULAR: u32 = 2;

/** Why `scan` stopped (see the host, `wasm.ts`). */
const STOP_END: u32 = 0; // the buffer has no further complete, valid object
const STOP_VALUES_FULL: u32 = 1;
const STOP_RECORDS_FULL: u32 = 2;

/**
 * Words of a record: start, end, flags, id of the fields, then for each text where its copy begins and its length + 1, and
 * for each value that stands apart its id + 1; 0 where there is none.
 */
const TEXTS: u32 = 3;
const APARTS: u32 = 1;
const APARTS_AT: u32 = (4 + TEXTS * 2) * 4;
const RECORD_SIZE: u32 = APARTS_AT + APARTS * 4;

let tape: usize = 0; // the fields of the current object
let tapeCapacity: u32 = 0; // in words
let tapeUsed: u32 = 0;
let records: usize = 0;
let recordCapacity: u32 = 0;
let texts: usize = 0;
let textUsed: u32 = 0;
let record: usize = 0; // of the current object
let irregular: bool = false;
let depth: u32 = 0;

const result: usize = memory.data(16); // words: objects, bytes of text, bytes taken, stop reason

/** The address of the result words. */
export function resultAddress(): usize {
  return result;
}

/** Sets the table of wanted keys and the limit of nesting. */
export function setup(keys: usize, entriesPerRow: u32, maxDepth: u32): void {
  setKeys(keys, entriesPerRow);
  limitDepth(maxDepth);
}

/** Sets the areas that `scan` writes. That of the texts has room for as many bytes as are walked. */
export function setOutput(tapeArea: usize, tapeWords: u32, recordArea: usize, recordCount: u32, textArea: usize): void {
  tape = tapeArea;
  tapeCapacity = tapeWords;
  records = recordArea;
  recordCapacity = recordCount;
  texts = textArea;
}

export { copyKept, setMark } from "./copy";
export { countValues, moveSlots, resetValues, usedArena, widenArena } from "./intern";

/**
 * Walks complete objects from the start of the buffer. `comma`: whether one stands before the first. `lines`: each object
 * stands on a line of its own (NDJSON), else commas stand between them (a list).
 */
export function scan(address: usize, length: u32, comma: bool, lines: bool): void {
  const end = address + length;
  let p = address;
  let done = address;
  let objects: u32 = 0;
  let stop = STOP_END;
  textUsed = 0;
  while (true) {
    p = nextObject(p, end, comma);
    if (!p) break;
    if (objects == recordCapacity) {
      stop = STOP_RECORDS_FULL;
      break;
    }
    const start = p;
    const textStart = textUsed;
    record = records + objects * RECORD_SIZE;
    p = takeRoot(p);
    if (p && lines) p = endOfLine(start, p, end);
    if (!p || p > end || isFull) {
      textUsed = textStart;
      if (isFull) stop = STOP_VALUES_FULL;
      break;
    }
    store<u32>(record, <u32>(start - address));
    store<u32>(record, <u32>(p - address), 4);
    objects++;
    done = p;
    comma = !lines;
  }
  store<u32>(result, objects);
  store<u32>(result, textUsed, 4);
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

/** Walks an object of the top level and writes all of its record but its place. */
function takeRoot(p: usize): usize {
  const textStart = textUsed;
  tapeUsed = 0;
  irregular = false;
  depth = 0;
  forgetContainers();
  memory.fill(record, 0, RECORD_SIZE);
  p = walkObject(0, p);
  if (irregular) {
    textUsed = textStart;
    store<u32>(record, IRREGULAR, 8);
  } else if (p) {
    store<u32>(record, sawContainers ? SAW_CONTAINERS : 0, 8);
    store<u32>(record, intern(tape, tapeUsed * 4), 12);
  }
  return p;
}

/** Appends a word to the fields of the object. */
function emit(word: u32): void {
  if (tapeUsed < tapeCapacity) store<u32>(tape + tapeUsed++ * 4, word);
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
      return takeText(innerRowOf(entry), p);
    case APART:
      return takeApart(innerRowOf(entry), p);
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

/** Puts the id of a value in the record. */
function takeApart(place: u32, p: usize): usize {
  const end = skipValue(p, depth);
  if (!end) return FAIL;
  store<u32>(record + APARTS_AT + place * 4, intern(p, <u32>(end - p)) + 1);
  return end;
}

/** Copies a string without its quotes; one with an escape is left to the host. */
function takeText(place: u32, p: usize): usize {
  if (byteAt(p) != QUOTE) return skipUnexpected(p);
  const end = skipString(p + 1);
  if (!end) return FAIL;
  const length = <u32>(end - p - 2);
  for (let i: u32 = 1; i <= length; i++) {
    if (byteAt(p + i) == BACKSLASH) irregular = true;
  }
  const entry = record + (4 + place * 2) * 4;
  store<u32>(entry, textUsed);
  store<u32>(entry, length + 1, 4); // 0 stands for no text
  memory.copy(texts + textUsed, p + 1, length);
  textUsed += length;
  return end;
}

function takeObject(field: u32, row: u32, p: usize): usize {
  if (byteAt(p) != OPEN_OBJECT) return skipUnexpected(p);
  emit(field);
  p = walkObject(row, p);
  emit(END);
  return p;
}

/** Puts an object's wanted fields on the tape as one value. */
function takeGroup(field: u32, row: u32, p: usize): usize {
  if (byteAt(p) != OPEN_OBJECT) return skipUnexpected(p);
  emit(field);
  return walkGroup(row, p);
}

/** Walks an object and puts an id of its words in their place. */
function walkGroup(row: u32, p: usize): usize {
  const start = tapeUsed;
  p = walkObject(row, p);
  if (!p || irregular) return p;
  const id = intern(tape + start * 4, (tapeUsed - start) * 4);
  tapeUsed = start;
  emit(id);
  return p;
}

/** Puts the elements of an array on the tape, each as one value. */
function takeArray(field: u32, row: u32, p: usize): usize {
  if (byteAt(p) != OPEN_ARRAY) return skipUnexpected(p);
  emit(field);
  p = skipSpace(p + 1);
  if (byteAt(p) != CLOSE_ARRAY) {
    while (true) {
      emit(ELEMENT);
      p = byteAt(p) == OPEN_OBJECT ? walkGroup(row, p) : skipUnexpected(p);
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
