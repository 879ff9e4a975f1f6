import type { Values } from "./wasm.ts";

/** Words of kept values, where they are: from `at` up to `end`. */
export interface Words {
  words: Int32Array;
  at: number;
  end: number;
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

/** The bytes of kept values by their ids, as they come from a walker. */
export class ValueStore {
  private readonly batches: Batch[] = [];
  private count = 0;
  /** The batch that was asked last: nearly always the one that is asked next. */
  private last: Batch | undefined;

  /** Takes the values whose ids follow those before. */
  add({ places, base, bytes }: Values): void {
    if (places.length === 0) return;
    this.batches.push({
      first: this.count,
      count: places.length / 2,
      places,
      base,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      words: new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2),
    });
    this.count += places.length / 2;
  }

  text(id: number): string {
    const { first, places, base, bytes } = this.batchOf(id);
    const at = (id - first) * 2;
    const start = (places[at] ?? 0) - base;
    return bytes.toString("utf8", start, start + (places[at + 1] ?? 0));
  }

  words(id: number): Words {
    const { first, places, base, words } = this.batchOf(id);
    const at = (id - first) * 2;
    const start = ((places[at] ?? 0) - base) >> 2;
    return { words, at: start, end: start + ((places[at + 1] ?? 0) >> 2) };
  }

  private batchOf(id: number): Batch {
    const { batches, last } = this;
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
    return (this.last = found);
  }
}
