import { NEWLINE } from "./characters.ts";

/** A place in a file. */
export interface Position {
  /** 0-based, in bytes. */
  offset: number;
  /** 1-based. */
  line: number;
  /** 1-based, in bytes. */
  column: number;
}

export const START: Position = { offset: 0, line: 1, column: 1 };

/** How many lines of the current slice end between two places. */
export type LineCounter = (from: number, to: number) => number;

/** Knows the place of any byte of the current slice of a stream. */
export interface Positions {
  /** Place of `slice[index]`; the slice is the one that follows the last `advance`. */
  at(slice: Uint8Array, index: number): Position;
  /** The slice has been dealt with; the next one follows it. `count`: a fast way to count its lines. */
  advance(slice: Uint8Array, count?: LineCounter): void;
  /** The next slice begins here: it repeats bytes that were seen before. */
  restart(position: Position): void;
}

export function createPositions(): Positions {
  let start = START;
  const at = (slice: Uint8Array, index: number): Position => moved(start, slice, index);
  return {
    at,
    advance: (slice, count) => {
      start = moved(start, slice, slice.length, count);
    },
    restart: (position) => {
      start = position;
    },
  };
}

/** The place `length` bytes behind `start`, where `bytes` begin. */
export function moved(start: Position, bytes: Uint8Array, length: number, count?: LineCounter): Position {
  const offset = start.offset + length;
  const lines = count?.(0, length);
  // Looking for the last one takes longer than knowing that there is none.
  const last = length === 0 || lines === 0 ? -1 : bytes.lastIndexOf(NEWLINE, length - 1);
  if (last < 0) return { offset, line: start.line, column: start.column + length };
  return { offset, line: start.line + (lines ?? countNewlines(bytes, last + 1)), column: length - last };
}

/** How many lines end in the bytes. */
export function countLines(bytes: Uint8Array): number {
  return countNewlines(bytes, bytes.length);
}

function countNewlines(bytes: Uint8Array, length: number): number {
  let count = 0;
  for (let index = 0; index < length; index++) if (bytes[index] === NEWLINE) count++;
  return count;
}
