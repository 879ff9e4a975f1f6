import type { Values } from "./wasm.ts";

/** The bytes of kept values by their ids, as they come from a walker. */
export interface ValueStore {
  /** Takes the values whose ids follow those before. */
  add(values: Values): void;
  text(id: number): string;
  words(id: number): Int32Array;
}

interface Batch {
  first: number;
  ends: Int32Array;
  bytes: Buffer;
}

export function createValueStore(): ValueStore {
  const batches: Batch[] = [];
  let count = 0;

  /** The batch that holds a value: the one asked for last, nearly always. */
  let last: Batch | undefined;
  function batchOf(id: number): Batch {
    if (last && id >= last.first && id < last.first + last.ends.length) return last;
    let low = 0;
    let high = batches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((batches[middle]?.first ?? 0) <= id) low = middle;
      else high = middle - 1;
    }
    const found = batches[low];
    if (!found || id >= found.first + found.ends.length) throw new RangeError(`The walker told of no value ${id}.`);
    return (last = found);
  }

  function placeOf({ first, ends }: Batch, id: number): [start: number, end: number] {
    return [id === first ? 0 : (ends[id - first - 1] ?? 0), ends[id - first] ?? 0];
  }

  return {
    add({ ends, bytes }) {
      if (ends.length === 0) return;
      batches.push({ first: count, ends, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) });
      count += ends.length;
    },
    text(id) {
      const batch = batchOf(id);
      const [start, end] = placeOf(batch, id);
      return batch.bytes.toString("utf8", start, end);
    },
    words(id) {
      const batch = batchOf(id);
      const [start, end] = placeOf(batch, id);
      // The arena packs values without gaps: words may stand at any byte.
      const words = new Int32Array((end - start) / 4);
      for (let index = 0; index < words.length; index++) words[index] = batch.bytes.readInt32LE(start + index * 4);
      return words;
    },
  };
}
