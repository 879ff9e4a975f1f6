import { scanValue, startScan, type ValueScan } from "./jsonScan.ts";
import type { Position, Positions } from "./positions.ts";

/** Collects the bytes of one JSON value, which may reach over several slices. */
export interface Capture {
  begin(slice: Buffer, at: number): void;
  /** Reads on; index behind the value, or -1 when the slice ends before it does. */
  feed(slice: Buffer, at: number): number;
  /** The value whose end `feed` found. */
  take(slice: Buffer, end: number): Buffer;
  /** What there is of a value that has no end. */
  partial(): Buffer;
  /** Bytes held from earlier slices. */
  readonly held: number;
  readonly deepest: number;
  /** Forgets the bytes and only looks for the end. */
  drop(): void;
  readonly dropped: boolean;
  /** Place of the value's first byte. */
  start(slice: Buffer): Position;
}

export function createCapture(positions: Positions): Capture {
  let scan: ValueScan = startScan(0);
  /** Index of the first byte in the current slice; 0 once the value began in an earlier one. */
  let first = 0;
  let parts: Buffer[] = [];
  let held = 0;
  let dropped = false;
  /** Known once the slice in which the value began is left. */
  let origin: Position | undefined;

  return {
    begin(slice, at) {
      scan = startScan(slice[at] ?? 0);
      first = at;
      parts = [];
      held = 0;
      dropped = false;
      origin = undefined;
    },
    feed(slice, at) {
      const end = scanValue(slice, at, scan);
      if (end >= 0) return end;
      origin ??= positions.at(slice, first);
      if (!dropped) {
        // A copy: the slice's memory is used again.
        parts.push(Buffer.from(slice.subarray(first)));
        held += slice.length - first;
      }
      first = 0;
      return -1;
    },
    take(slice, end) {
      const rest = slice.subarray(first, end);
      return parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
    },
    partial: () => Buffer.concat(parts),
    drop() {
      dropped = true;
      parts = [];
      held = 0;
    },
    start: (slice) => origin ?? positions.at(slice, first),
    get held() {
      return held;
    },
    get deepest() {
      return scan.deepest;
    },
    get dropped() {
      return dropped;
    },
  };
}
