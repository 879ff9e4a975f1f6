import type { FormatReader } from "./out.ts";
import { createSlices, type SlicesOptions } from "./slices.ts";

export interface FeedOptions extends Omit<SlicesOptions, "hint"> {
  reader: FormatReader;
  /** Awaited behind each slice. */
  turn(): Promise<void>;
}

/**
 * Feeds a source to a reader, slice by slice and in order. Ends early when the signal says so; throws what reading
 * throws, behind the last bytes that came.
 */
export async function feed({ reader, turn, ...options }: FeedOptions): Promise<void> {
  const slices = createSlices({ ...options, hint: () => reader.hint?.() });
  for (let slice = await slices.next(); slice; slice = await slices.next()) {
    reader.push(Buffer.from(slice.memory, 0, slice.length), slice.ahead);
    slices.free(slice.memory);
    await turn();
  }
}
