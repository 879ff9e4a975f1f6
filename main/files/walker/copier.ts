import { encodeRows, type EntryRow } from "./entries.ts";

/**
 * Copies JSON objects without what must not be kept, and without white space, as fast as they are walked. What is kept is
 * told by a table: see `assembly/copy.ts`.
 */
export interface Copier {
  /**
   * The copy of a valid JSON object by a row of the table, as bytes that are good until the next call; undefined when the
   * object is too large, too deep or too odd for this, and has to be dealt with as a parsed one.
   */
  copy(object: Uint8Array, row: number): Uint8Array | undefined;
}

/** What may be done with a value. */
export const DROP = 0;
/** Its objects, and those in its arrays, by the inner row. */
export const COPY = 1;
/** The same; dropped when it is no object. */
export const OBJECT = 2;
/** The objects of an array by the inner row, everything else by the row that stands as `field`. */
export const ENTRIES = 3;
/** An array of objects alone, by the inner row; dropped when it is no array. */
export const OBJECTS = 4;
/** An object of the mark alone, where the object has its key; dropped otherwise. */
export const MARK = 5;

interface Exports {
  setup(keys: number, entriesPerRow: number, maxDepth: number): void;
  setMark(address: number, keyLength: number, length: number): void;
  copyKept(row: number, address: number, target: number): number;
}

const PAGE = 65536;
const TABLE_AT = PAGE;
const MARK_AT = 2 * PAGE;
const OBJECT_AT = 3 * PAGE;
/** Behind the object stand zeroes instead of bounds checks. */
const PADDING = 64;
const FIRST_OBJECT = 256 * 1024;

/** `mark`: key and value of the member that MARK writes; both plain text. `maxObject`: larger ones are left to the caller. Bytes. */
export function createCopier(module: WebAssembly.Module, rows: readonly EntryRow[], mark: readonly [key: string, value: string], limits: { depth: number; maxObject: number }): Copier {
  const memory = new WebAssembly.Memory({ initial: pagesFor(FIRST_OBJECT) });
  const { setup, setMark, copyKept } = new WebAssembly.Instance(module, { env: { memory, abort: trap } }).exports as unknown as Exports;
  let bytes = new Uint8Array(memory.buffer);
  let room = FIRST_OBJECT;
  const table = encodeRows(rows);
  bytes.set(table.bytes, TABLE_AT);
  setup(TABLE_AT, table.entriesPerRow, limits.depth);
  const key = new TextEncoder().encode(JSON.stringify(mark[0]));
  const member = new TextEncoder().encode(`${JSON.stringify(mark[0])}:${JSON.stringify(mark[1])}`);
  bytes.set(member, MARK_AT);
  setMark(MARK_AT, key.length, member.length);

  function makeRoom(length: number): void {
    while (room < length) room *= 2;
    memory.grow(pagesFor(room) - memory.buffer.byteLength / PAGE);
    bytes = new Uint8Array(memory.buffer);
  }

  return {
    copy(object, row) {
      if (object.length > limits.maxObject) return undefined;
      if (object.length > room) makeRoom(object.length);
      const target = OBJECT_AT + room + PADDING;
      bytes.set(object, OBJECT_AT);
      bytes.fill(0, OBJECT_AT + object.length, OBJECT_AT + object.length + PADDING);
      const length = copyKept(row, OBJECT_AT, target);
      return length === 0 ? undefined : bytes.subarray(target, target + length);
    },
  };
}

/** For the object and its copy, which may be longer by as many marks as there is room for. */
function pagesFor(room: number): number {
  return Math.ceil((OBJECT_AT + 3 * room + 2 * PADDING) / PAGE);
}

function trap(): never {
  throw new Error("The copier ended in a way that it must not.");
}
