import type { PieceWalker } from "../../../files/walker/pieces.ts";
import type { PlainSlice } from "./messages.ts";

/** Bytes of a slice. A processor has so much at hand between reading and walking. */
export const SLICE_BYTES = 1024 * 1024;

/**
 * Cuts a body into slices and walks the items of the list that it probably is: whoever reads the slices in order knows
 * whether items begin where one was found. A slice ends behind an item, and the next one begins there; put together they
 * are the body. `takeMemory` gives memory of `SLICE_BYTES`, which is given away with the slice. Throws what reading
 * throws, behind the bytes that came.
 */
export async function* walkBody(body: AsyncIterable<Buffer>, walker: PieceWalker, takeMemory: () => Promise<ArrayBuffer>): AsyncGenerator<PlainSlice> {
  const source = createPieces(body);
  let carried: Buffer = Buffer.alloc(0);
  let isFirst = true;
  let isWalking = true;
  while (true) {
    const memory = await takeMemory();
    const bytes = Buffer.from(memory);
    carried.copy(bytes);
    const length = await source.fill(bytes, carried.length);
    const isLast = source.hasEnded();
    const filled = bytes.subarray(0, length);
    carried = Buffer.alloc(0);
    const from: number = isWalking ? startOfItem(filled, isFirst) : -1;
    isFirst = false;
    if (from < 0) {
      if (length > 0) yield { memory, length };
    } else {
      walker.hold(filled);
      const walked = walker.walk(from, "commas");
      isWalking = walked.end > from;
      const end = isLast || !isWalking ? length : walked.end;
      carried = Buffer.from(filled.subarray(end));
      yield { memory, length: end, walked };
    }
    if (isLast) break;
  }
  source.throwFailure();
}

/** Fills memory with the pieces of a body, one after the other. */
function createPieces(body: AsyncIterable<Buffer>) {
  const pieces = body[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  let isAtEnd = false;
  let failure: { error: unknown } | undefined;

  const next = async (): Promise<Buffer | undefined> => {
    try {
      const piece = await pieces.next();
      return piece.done ? undefined : piece.value;
    } catch (error) {
      failure = { error };
      return undefined;
    }
  };

  return {
    /** Fills from a place on; answers with how many bytes there are then. */
    async fill(memory: Buffer, from: number): Promise<number> {
      let at = from;
      while (at < memory.length) {
        if (rest.length === 0) {
          const piece = await next();
          if (!piece) {
            isAtEnd = true;
            break;
          }
          rest = piece;
        }
        const taken = rest.copy(memory, at);
        rest = rest.subarray(taken);
        at += taken;
      }
      return at;
    },
    hasEnded: () => isAtEnd,
    throwFailure(): void {
      if (failure) throw failure.error;
    },
  };
}

const ITEMS = /"items"\s*:\s*\[\s*(?=\{)/;
const NEXT = /^\s*,\s*(?=\{)/;
/** What stands in front of the items is shorter. */
const HEAD_BYTES = 16 * 1024;

/** Where an item probably begins: the first of the list, or the one behind a comma at the slice's beginning. */
function startOfItem(bytes: Buffer, isFirst: boolean): number {
  const match = (isFirst ? ITEMS : NEXT).exec(bytes.toString("latin1", 0, HEAD_BYTES));
  return match ? match.index + match[0].length : -1;
}
