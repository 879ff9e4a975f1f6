import type { Values } from "./wasm.ts";

/** Words of kept values, where they are: from `at` up to `end`. */
export interface Words {
  words: Int32Array;
  at: number;
  end: number;
}

/** The bytes of kept values by their ids, as they come from a walker. */
export interface ValueStore {
  /** Takes the values whose ids follow those before. */
  add(values: Values): void;
  text(id: number): string;
  words(id: number): Words;
}

interface Batch {
  first: number;
  count: number;
  /** Two words for each value: offset in the bytes and length. */
  places: Int32Array;
  base: number;
  bytes: Buffer;
  words: Int32Array;
}

export function createValueStore(): ValueStore {
  const batches: Batch[] = [];
  let count = 0;

  /** The batch that holds a value: the one asked for last, nearly always. */
  let last: Batch | undefined;
  function batchOf(id: number): Batch {
    if (last && id >= last.first && id < last.first + last.count) return last;
    let low = 0;
    let high = batches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((batches[middle]?.first ?? 0) <= id) low = middle;
      else high = middle - 1;
    }
    const found = batches[low];
    if (!found || id >= found.first + found.count) throw new RangeError(`The walker told of no value ${id}.`);
    return (last = found);
  }

  return {
    add({ places, base, bytes }) {
      if (places.length === 0) return;
      batches.push({
        first: count,
        count: places.length / 2,
        places,
        base,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        words: new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2),
      });
      count += places.length / 2;
    },
    text(id) {
      const { first, places, base, bytes } = batchOf(id);
      const at = (id - first) * 2;
      const start = (places[at] ?? 0) - base;
      return bytes.toString("utf8", start, start + (places[at + 1] ?? 0));
    },
    words(id) {
      const { first, places, base, words } = batchOf(id);
      const at = (id - first) * 2;
      const start = ((places[at] ?? 0) - base) >> 2;
      return { words, at: start, end: start + ((places[at + 1] ?? 0) >> 2) };
    },
  };
}
