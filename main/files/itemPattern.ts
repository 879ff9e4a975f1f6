import { COMMA } from "./characters.ts";
import type { Hint } from "./out.ts";

/**
 * When an item of a list lacks a closing bracket, the search for its end runs over the items behind it. All printers
 * write the items of a list alike, so the next one is found by the bytes with which the first one began.
 */
export interface ItemPattern {
  /** White space between the list's opening bracket and its first item. */
  space(byte: number): void;
  /** The first bytes of the first item. */
  first(bytes: Buffer): void;
  /** How an item begins, as far as the first one tells; undefined before it is known. */
  hint(): Hint | undefined;
  /** Index of the next item's first byte in the bytes of a broken one, or -1. */
  nextItem(broken: Buffer): number;
  reset(): void;
}

/** The first name of an item and its colon: enough to look for one. */
const HINT = /^\{\s*"[^"\\]{1,40}"\s*:/;

/** Long enough to tell an item from an entry of some list inside it. */
const PREFIX_BYTES = 24;
const MAX_SPACES = 200;
const HINT_BYTES = 200;

export function createItemPattern(): ItemPattern {
  let spaces: number[] = [];
  let pattern: Buffer | undefined;
  let hint: Hint | undefined;
  return {
    space(byte) {
      if (spaces.length < MAX_SPACES) spaces.push(byte);
    },
    first(bytes) {
      if (pattern) return;
      const inFront = Buffer.from([COMMA, ...spaces]);
      pattern = Buffer.concat([inFront, bytes.subarray(0, PREFIX_BYTES)]);
      const [start] = HINT.exec(bytes.toString("latin1", 0, HINT_BYTES)) ?? [];
      if (start !== undefined) hint = { between: "commas", pattern: Buffer.concat([inFront, Buffer.from(start, "latin1")]), inFront: inFront.length };
    },
    hint: () => hint,
    nextItem(broken) {
      if (!pattern) return -1;
      const at = broken.indexOf(pattern, 1);
      return at < 0 ? -1 : at + 1 + spaces.length;
    },
    reset() {
      spaces = [];
      pattern = undefined;
      hint = undefined;
    },
  };
}
