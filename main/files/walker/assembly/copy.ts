import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, byteAt, sameBytes } from "./bytes";
import { actionOf, fieldOf, findEntryOrLast, innerRowOf } from "./keys";
import { FAIL, depthLimit, skipColon, skipSpace, skipString, skipValue } from "./skip";

/**
 * Copies an object without what a table of keys leaves out, and without white space. Each row ends with an entry for all
 * keys that it does not name. The object is valid JSON: it was walked before.
 */

const DROP: u32 = 0;
const COPY: u32 = 1; // its objects and those in its arrays by the inner row
const OBJECT: u32 = 2; // the same; dropped when it is no object
const ENTRIES: u32 = 3; // the objects of an array by the inner row, everything else by the row that stands as field
const OBJECTS: u32 = 4; // an array of objects alone, by the inner row; dropped when it is no array
const MARK: u32 = 5; // of an object the mark alone, if it has it

let out: usize = 0;
let depth: u32 = 0;
/** A key, a colon and a value, and how many bytes the key has. */
let mark: usize = 0;
let markKeyLength: u32 = 0;
let markLength: u32 = 0;

/** Sets the member that stands for an object with the action MARK, and of how many bytes it and its key are. */
export function setMark(address: usize, keyLength: u32, length: u32): void {
  mark = address;
  markKeyLength = keyLength;
  markLength = length;
}

/**
 * Copies an object by a row. Returns how many bytes the copy has, or 0 when the object is too odd to be told what is in
 * it (an escape in a key may hide one to be left out). The copy is never longer than the object and the mark.
 */
export function copyKept(row: u32, address: usize, target: usize): u32 {
  out = target;
  depth = 0;
  return copyObject(row, address) ? <u32>(out - target) : 0;
}

function put(c: u32): void {
  store<u8>(out++, c);
}

function putRun(from: usize, to: usize): void {
  memory.copy(out, from, to - from);
  out += to - from;
}

/** Copies an object, from its opening brace. */
function copyObject(row: u32, p: usize): usize {
  if (++depth > depthLimit()) return FAIL;
  put(OPEN_OBJECT);
  const first = out;
  p = skipSpace(p + 1);
  while (byteAt(p) != CLOSE_OBJECT) {
    p = copyMember(row, p, out > first);
    if (!p) return FAIL;
    p = skipSpace(p);
    if (byteAt(p) == COMMA) p = skipSpace(p + 1);
    else if (byteAt(p) != CLOSE_OBJECT) return FAIL;
  }
  put(CLOSE_OBJECT);
  depth--;
  return p + 1;
}

/** Copies a key with its value, or skips both. */
function copyMember(row: u32, p: usize, comma: bool): usize {
  const key = p;
  p = skipString(key + 1);
  if (!p || hasEscape(key, p)) return FAIL;
  const end = p;
  const entry = findEntryOrLast(row, key + 1, <u32>(p - key - 2));
  p = skipColon(p);
  if (!p) return FAIL;
  const before = out;
  if (comma) put(COMMA);
  putRun(key, end);
  put(COLON);
  const value = out;
  p = copyBy(entry, p);
  if (out == value) out = before;
  return p;
}

function hasEscape(from: usize, to: usize): bool {
  for (; from < to; from++) if (byteAt(from) == BACKSLASH) return true;
  return false;
}

/** Copies as much of a value as its entry says; nothing is written when that is nothing at all. */
function copyBy(entry: usize, p: usize): usize {
  const c = byteAt(p);
  const inner = innerRowOf(entry);
  switch (actionOf(entry)) {
    case COPY:
      return copyValue(inner, p);
    case OBJECT:
      return c == OPEN_OBJECT ? copyObject(inner, p) : skipValue(p, depth);
    case ENTRIES:
      return c == OPEN_ARRAY ? copyArray(inner, fieldOf(entry), false, p) : copyValue(fieldOf(entry), p);
    case OBJECTS:
      return c == OPEN_ARRAY ? copyArray(inner, inner, true, p) : skipValue(p, depth);
    case MARK:
      return copyMark(p);
    default:
      return skipValue(p, depth);
  }
}

function copyValue(row: u32, p: usize): usize {
  const c = byteAt(p);
  if (c == OPEN_OBJECT) return copyObject(row, p);
  if (c == OPEN_ARRAY) return copyArray(row, row, false, p);
  const end = skipValue(p, depth);
  if (end) putRun(p, end);
  return end;
}

/** Copies an array: its objects by one row, what else there is by another, or not at all. */
function copyArray(objectRow: u32, otherRow: u32, onlyObjects: bool, p: usize): usize {
  if (++depth > depthLimit()) return FAIL;
  put(OPEN_ARRAY);
  const first = out;
  p = skipSpace(p + 1);
  while (byteAt(p) != CLOSE_ARRAY) {
    const isObject = byteAt(p) == OPEN_OBJECT;
    if (!isObject && onlyObjects) return FAIL;
    if (out > first) put(COMMA);
    p = isObject ? copyObject(objectRow, p) : copyValue(otherRow, p);
    if (!p) return FAIL;
    p = skipSpace(p);
    if (byteAt(p) == COMMA) p = skipSpace(p + 1);
    else if (byteAt(p) != CLOSE_ARRAY) return FAIL;
  }
  put(CLOSE_ARRAY);
  depth--;
  return p + 1;
}

/** Writes an object of the mark alone if this one has its key. */
function copyMark(p: usize): usize {
  const end = skipValue(p, depth);
  if (!end || byteAt(p) != OPEN_OBJECT) return end;
  p = skipSpace(p + 1);
  let isMarked = false;
  while (byteAt(p) != CLOSE_OBJECT) {
    const key = p;
    p = skipString(key + 1);
    if (!p || hasEscape(key, p)) return FAIL;
    if (<u32>(p - key) == markKeyLength && sameBytes(key, mark, markKeyLength)) isMarked = true;
    p = skipValue(skipColon(p), depth + 1);
    if (!p) return FAIL;
    p = skipSpace(p);
    if (byteAt(p) == COMMA) p = skipSpace(p + 1);
  }
  if (isMarked) {
    put(OPEN_OBJECT);
    putRun(mark, mark + markLength);
    put(CLOSE_OBJECT);
  }
  return end;
}
