import { byteAt, sameBytes } from "./bytes";

/**
 * The table of wanted keys, written by the host (see `keyTable.ts` there): for each kind of object a row of entries,
 * ended by one of length 0. An entry is 40 bytes: 32 of key, then length, action, field, row of the inner object (of a
 * text or a value apart its place in the record), and its own number in the row.
 */

const ENTRY_SIZE: u32 = 40;

let table: usize = 0;
let rowSize: u32 = 0;

/** What to do with a key's value. */
export const VALUE: u32 = 0; // put it on the tape by id
export const TEXT: u32 = 1; // copy it
export const OBJECT: u32 = 2; // put its wanted keys on the tape
export const GROUP: u32 = 3; // the same, as one value
export const ARRAY: u32 = 4; // of objects, each of them a group
export const APART: u32 = 5; // put its id in the record

/** Sets where the table is and how many entries a row has room for. */
export function setKeys(address: usize, entriesPerRow: u32): void {
  table = address;
  rowSize = entriesPerRow * ENTRY_SIZE;
}

/** Finds the entry for a key of an object, or 0 when the key isn't wanted. */
export function findEntry(row: u32, key: usize, length: u32): usize {
  const entry = findEntryOrLast(row, key, length);
  return load<u8>(entry, 32) == 0 ? 0 : entry;
}

/** Finds the entry for a key of an object, or the one that ends the row. */
export function findEntryOrLast(row: u32, key: usize, length: u32): usize {
  let entry = table + row * rowSize;
  while (true) {
    const entryLength: u32 = load<u8>(entry, 32);
    if (entryLength == 0) return entry;
    if (entryLength == length && byteAt(entry) == byteAt(key) && sameBytes(entry, key, length)) return entry;
    entry += ENTRY_SIZE;
  }
}

export function actionOf(entry: usize): u32 {
  return load<u8>(entry, 33);
}

export function fieldOf(entry: usize): u32 {
  return load<u8>(entry, 34);
}

/** The row of the inner object; of a text or a value apart its place in the record. */
export function innerRowOf(entry: usize): u32 {
  return load<u8>(entry, 35);
}

/** One bit that stands for the entry among those of its row. */
export function bitOf(entry: usize): u32 {
  return (<u32>1) << load<u8>(entry, 36);
}
