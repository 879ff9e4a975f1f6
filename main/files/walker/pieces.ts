import { isUtf8 } from "node:buffer";

import { instantiate, WINDOW_BYTES, type Values } from "./wasm.ts";

/** Whether commas stand between the objects, or each has a line of its own. */
export type Between = "commas" | "lines";

/** What was walked at one go, as plain data that can be moved to another thread. */
export interface Piece {
  /** How many objects; a record of each (see `RECORD`), with the texts that it points into. */
  objects: number;
  records: Int32Array<ArrayBuffer>;
  texts: Uint8Array<ArrayBuffer>;
  /** Where the walk began: offsets in the records count from there. */
  origin: number;
  /** The values that were met for the first time. Their ids follow those before; `anew`: they begin at 0 again. */
  values: Values;
  anew: boolean;
}

/** The memory of pieces, to be moved to another thread with them instead of being copied. */
export function buffersOf(pieces: readonly Piece[]): ArrayBuffer[] {
  return pieces.flatMap(({ records, texts, values }) => [records.buffer, texts.buffer, values.places.buffer, values.bytes.buffer]);
}

/** The objects of a slice from a place on. */
export interface Walked {
  from: number;
  /** Behind the last object; `from` when there was none. */
  end: number;
  pieces: Piece[];
}

/** Walks slices of at most a window. One walker has one space of value ids: whoever decodes them needs all of its pieces, in order. */
export interface PieceWalker {
  /** Takes a slice to walk in. */
  hold(slice: Uint8Array): void;
  /** Walks complete objects from a place of the slice on; it stops before one that is not valid or not complete. */
  walk(from: number, between: Between): Walked;
  /** How many lines end between two places of the slice. */
  countLines(from: number, to: number): number;
}

export const MAX_SLICE_BYTES = WINDOW_BYTES;

export function createPieceWalker(module: WebAssembly.Module, maxDepth: number): PieceWalker {
  const wasm = instantiate(module, maxDepth);
  let slice: Uint8Array = new Uint8Array();
  /** Ids below this one were told. */
  let told = 0;
  let anew = true;

  function pieceOf(origin: number, objects: number, textBytes: number): Piece {
    const piece = { objects, records: wasm.records(objects), texts: wasm.texts(textBytes), origin, values: wasm.valuesFrom(told), anew };
    told = wasm.countValues();
    anew = false;
    return piece;
  }

  return {
    hold(next) {
      slice = next;
      wasm.fill(next);
    },
    walk(from, between) {
      const lines = between === "lines";
      const pieces: Piece[] = [];
      let at = from;
      while (true) {
        const { objects, textBytes, taken, stop } = wasm.scan(at, slice.length - at, at > from && !lines, lines);
        if (objects > 0) pieces.push(pieceOf(at, objects, textBytes));
        if (objects > 0) at += taken;
        if (stop === "end") break;
        if (stop === "valuesFull" && !wasm.makeRoom()) {
          wasm.forget();
          told = 0;
          anew = true;
        }
      }
      if (isUtf8(slice.subarray(from, at))) return { from, end: at, pieces };
      // The walker knows strings by their quotes alone: bytes that are no text are the caller's to find. The values count.
      return { from, end: from, pieces: pieces.map((piece) => ({ ...piece, objects: 0 })) };
    },
    countLines: (from, to) => wasm.countLineFeeds(from, to - from),
  };
}
