import { ENTRIES_PER_ROW, KEY_TABLE } from "./keyTable.ts";

/**
 * The walker's memory and calls. Layout, from the bottom: what the module itself needs, the key table, the tape, the
 * window of text with its padding, then slots, ids and arena of the kept values, which grow.
 */

interface Exports {
  resultAddress(): number;
  setup(keys: number, entriesPerRow: number, tape: number, tapeWords: number, maxDepth: number): void;
  reset(slots: number, slotCount: number, ids: number, arena: number, arenaCapacity: number): void;
  scan(address: number, length: number, comma: boolean, lines: boolean): void;
  countLineFeeds(address: number, length: number): number;
}

const PAGE = 65536;
const MODULE_BYTES = PAGE;
const TAPE_WORDS = 1 << 19;
/** How much text is walked at a time. */
export const WINDOW_BYTES = 4 << 20;
/** Behind the text stand zeroes instead of bounds checks. */
const PADDING = 64;
/** Values are few: start small, double when full. */
const FIRST_SLOTS = 1 << 13;
const ARENA_BYTES_PER_SLOT = 64;

const KEYS_AT = MODULE_BYTES;
const TAPE_AT = align(KEYS_AT + KEY_TABLE.length);
const WINDOW_AT = align(TAPE_AT + TAPE_WORDS * 4);
const VALUES_AT = align(WINDOW_AT + WINDOW_BYTES + PADDING);

export type Stop = "end" | "valuesFull" | "tapeFull";
const STOPS: Stop[] = ["end", "valuesFull", "tapeFull"];

export interface ScanResult {
  objects: number;
  /** Bytes up to the end of the last object. */
  taken: number;
  stop: Stop;
}

export interface Wasm {
  /** The window: text to be walked is copied here. */
  window(): Buffer;
  /** Zeroes what stands behind the text. */
  pad(length: number): void;
  /** Walks objects from an offset of the window. `comma`: one stands before the first; `lines`: one object a line. */
  scan(offset: number, length: number, comma: boolean, lines: boolean): ScanResult;
  /** Line feeds in a part of the window. */
  countLineFeeds(offset: number, length: number): number;
  tape(): Int32Array;
  /** The bytes of a kept value. */
  value(id: number): Buffer;
  /** Makes twice the room for values and forgets them all. */
  grow(): void;
}

export function instantiate(module: WebAssembly.Module, maxDepth: number): Wasm {
  let slotCount = FIRST_SLOTS;
  const memory = new WebAssembly.Memory({ initial: pagesFor(slotCount) });
  const instance = new WebAssembly.Instance(module, { env: { memory, abort: trap } });
  const walker = instance.exports as unknown as Exports;
  let bytes = Buffer.from(memory.buffer);
  let words = new Int32Array(memory.buffer);
  bytes.set(KEY_TABLE, KEYS_AT);
  walker.setup(KEYS_AT, ENTRIES_PER_ROW, TAPE_AT, TAPE_WORDS, maxDepth);
  const result = walker.resultAddress() / 4;
  let idsAt = 0;
  let arenaAt = 0;
  resetValues();

  function resetValues(): void {
    idsAt = VALUES_AT + slotCount * 16;
    arenaAt = idsAt + slotCount * 8;
    bytes.fill(0, VALUES_AT, idsAt);
    walker.reset(VALUES_AT, slotCount, idsAt, arenaAt, slotCount * ARENA_BYTES_PER_SLOT);
  }

  return {
    window: () => bytes.subarray(WINDOW_AT, WINDOW_AT + WINDOW_BYTES),
    pad: (length) => void bytes.fill(0, WINDOW_AT + length, WINDOW_AT + length + PADDING),
    countLineFeeds: (offset, length) => walker.countLineFeeds(WINDOW_AT + offset, length),
    scan(offset, length, comma, lines) {
      walker.scan(WINDOW_AT + offset, length, comma, lines);
      const [objects = 0, , taken = 0, stop = 0] = words.subarray(result, result + 4);
      return { objects, taken, stop: STOPS[stop] ?? "end" };
    },
    tape: () => words.subarray(TAPE_AT / 4, TAPE_AT / 4 + TAPE_WORDS),
    value(id) {
      const at = idsAt / 4 + id * 2;
      const start = arenaAt + (words[at] ?? 0);
      return bytes.subarray(start, start + (words[at + 1] ?? 0));
    },
    grow() {
      slotCount *= 2;
      memory.grow(pagesFor(slotCount) - memory.buffer.byteLength / PAGE);
      bytes = Buffer.from(memory.buffer);
      words = new Int32Array(memory.buffer);
      resetValues();
    },
  };
}

function pagesFor(slotCount: number): number {
  return Math.ceil((VALUES_AT + slotCount * (16 + 8 + ARENA_BYTES_PER_SLOT)) / PAGE);
}

function align(address: number): number {
  return Math.ceil(address / 64) * 64;
}

function trap(): never {
  throw new Error("The walker ended in a way that it must not.");
}
