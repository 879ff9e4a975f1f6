import { KEY_TABLE, RECORD } from "./keyTable.ts";

/**
 * The walker's memory and calls. Layout, from the bottom: what the module itself needs, the key table, the tape of one
 * object, records and texts of the objects walked, the window of text with its padding, then ids, slots (two areas: a
 * larger table is filled from the smaller one) and arena of the kept values. Pages that nobody touches cost nothing.
 */

interface Exports {
  resultAddress(): number;
  setup(keys: number, entriesPerRow: number, maxDepth: number): void;
  setOutput(tape: number, tapeWords: number, records: number, recordCount: number, texts: number): void;
  resetValues(slots: number, slotCount: number, ids: number, arena: number, arenaCapacity: number): void;
  moveSlots(area: number, count: number): void;
  widenArena(capacity: number): void;
  countValues(): number;
  usedArena(): number;
  scan(address: number, length: number, comma: boolean, lines: boolean): void;
  countLineFeeds(address: number, length: number): number;
}

const PAGE = 65536;
const MODULE_BYTES = PAGE;
/** More than a regular object needs: one that needs them all is left to the host. */
const TAPE_WORDS = 1 << 14;
const RECORD_BYTES = RECORD.words * 4;
const MAX_RECORDS = 1 << 16;
/** How much text is walked at a time. */
export const WINDOW_BYTES = 4 << 20;
/** Behind the text stand zeroes instead of bounds checks. */
const PADDING = 64;

const SLOT_BYTES = 16;
const ID_BYTES = 8;
/** Values are few: the table starts small and doubles when it is half full. */
const FIRST_SLOTS = 1 << 13;
const MAX_SLOTS = 1 << 20;
const FIRST_ARENA = 1 << 20;
const MAX_ARENA = 128 << 20;

const KEYS_AT = MODULE_BYTES;
const TAPE_AT = align(KEYS_AT + KEY_TABLE.bytes.length);
const RECORDS_AT = align(TAPE_AT + TAPE_WORDS * 4);
const TEXTS_AT = align(RECORDS_AT + MAX_RECORDS * RECORD_BYTES);
const WINDOW_AT = align(TEXTS_AT + WINDOW_BYTES);
const IDS_AT = align(WINDOW_AT + WINDOW_BYTES + PADDING);
const SLOTS_AT = [align(IDS_AT + (MAX_SLOTS / 2) * ID_BYTES), align(IDS_AT + (MAX_SLOTS / 2) * ID_BYTES + MAX_SLOTS * SLOT_BYTES)] as const;
const ARENA_AT = SLOTS_AT[1] + MAX_SLOTS * SLOT_BYTES;

export type Stop = "end" | "valuesFull" | "recordsFull";
const STOPS: Stop[] = ["end", "valuesFull", "recordsFull"];

export interface ScanResult {
  objects: number;
  /** Bytes of the texts of the objects. */
  textBytes: number;
  /** Bytes up to the end of the last object. */
  taken: number;
  stop: Stop;
}

/**
 * Kept values in the order of their ids. `places` has two words for each: where it begins (a multiple of four; `base` is
 * where the bytes begin) and how many bytes it has.
 */
export interface Values {
  places: Int32Array<ArrayBuffer>;
  base: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What is handed out is a copy, whatever is not said to be a view. */
export interface Wasm {
  /** Puts text into the window, with zeroes behind it. */
  fill(text: Uint8Array): void;
  /** Walks objects from an offset of the window. `comma`: one stands before the first; `lines`: one object a line. */
  scan(offset: number, length: number, comma: boolean, lines: boolean): ScanResult;
  /** Line feeds in a part of the window. */
  countLineFeeds(offset: number, length: number): number;
  /** The records and texts of the last scan. */
  records(count: number): Int32Array<ArrayBuffer>;
  texts(length: number): Uint8Array<ArrayBuffer>;
  countValues(): number;
  /** The values from an id on. */
  valuesFrom(first: number): Values;
  /** Makes room for more values; false when there is no more to be had. */
  makeRoom(): boolean;
  /** Forgets all values: ids begin anew. */
  forget(): void;
}

export function instantiate(module: WebAssembly.Module, maxDepth: number): Wasm {
  const memory = new WebAssembly.Memory({ initial: (ARENA_AT + FIRST_ARENA) / PAGE + 1 });
  const instance = new WebAssembly.Instance(module, { env: { memory, abort: trap } });
  const walker = instance.exports as unknown as Exports;
  let bytes = new Uint8Array(memory.buffer);
  let words = new Int32Array(memory.buffer);
  let slotCount = FIRST_SLOTS;
  let slotArea = 0;
  let arenaBytes = FIRST_ARENA;
  bytes.set(KEY_TABLE.bytes, KEYS_AT);
  walker.setup(KEYS_AT, KEY_TABLE.entriesPerRow, maxDepth);
  walker.setOutput(TAPE_AT, TAPE_WORDS, RECORDS_AT, MAX_RECORDS, TEXTS_AT);
  const result = walker.resultAddress() / 4;
  forget();

  function forget(): void {
    slotCount = FIRST_SLOTS;
    slotArea = 0;
    clearSlots();
    walker.resetValues(SLOTS_AT[0], slotCount, IDS_AT, ARENA_AT, arenaBytes);
  }

  function clearSlots(): void {
    const at = SLOTS_AT[slotArea] ?? 0;
    bytes.fill(0, at, at + slotCount * SLOT_BYTES);
  }

  return {
    fill(text) {
      bytes.set(text, WINDOW_AT);
      bytes.fill(0, WINDOW_AT + text.length, WINDOW_AT + text.length + PADDING);
    },
    countLineFeeds: (offset, length) => walker.countLineFeeds(WINDOW_AT + offset, length),
    scan(offset, length, comma, lines) {
      walker.scan(WINDOW_AT + offset, length, comma, lines);
      const [objects = 0, textBytes = 0, taken = 0, stop = 0] = words.subarray(result, result + 4);
      return { objects, textBytes, taken, stop: STOPS[stop] ?? "end" };
    },
    records: (count) => words.slice(RECORDS_AT / 4, RECORDS_AT / 4 + count * RECORD.words),
    texts: (length) => bytes.slice(TEXTS_AT, TEXTS_AT + length),
    countValues: () => walker.countValues(),
    valuesFrom(first) {
      const at = (IDS_AT + first * ID_BYTES) / 4;
      const places = words.slice(at, at + (walker.countValues() - first) * 2);
      const base = places[0] ?? 0;
      return { places, base, bytes: places.length === 0 ? bytes.slice(0, 0) : bytes.slice(ARENA_AT + base, ARENA_AT + walker.usedArena()) };
    },
    makeRoom() {
      const isTableFull = walker.countValues() >= slotCount / 2 - 1;
      if (isTableFull ? slotCount >= MAX_SLOTS : arenaBytes >= MAX_ARENA) return false;
      if (isTableFull) {
        slotCount *= 2;
        slotArea = 1 - slotArea;
        clearSlots();
        walker.moveSlots(SLOTS_AT[slotArea] ?? 0, slotCount);
      } else {
        memory.grow(arenaBytes / PAGE);
        bytes = new Uint8Array(memory.buffer);
        words = new Int32Array(memory.buffer);
        arenaBytes *= 2;
        walker.widenArena(arenaBytes);
      }
      return true;
    },
    forget,
  };
}

function align(address: number): number {
  return Math.ceil(address / 64) * 64;
}

function trap(): never {
  throw new Error("The walker ended in a way that it must not.");
}
