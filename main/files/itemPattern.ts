/**
 * When an item of a list lacks a closing bracket, the search for its end runs over the items behind it. All printers
 * write the items of a list alike, so the next one is found by the bytes with which the first one began.
 */
export interface ItemPattern {
  /** White space between the list's opening bracket and its first item. */
  space(byte: number): void;
  /** The first bytes of the first item. */
  first(bytes: Buffer): void;
  /** Index of the next item's first byte in the bytes of a broken one, or -1. */
  nextItem(broken: Buffer): number;
  reset(): void;
}

/** Long enough to tell an item from an entry of some list inside it. */
const PREFIX_BYTES = 24;
const MAX_SPACES = 200;

export function createItemPattern(): ItemPattern {
  let spaces: number[] = [];
  let pattern: Buffer | undefined;
  return {
    space(byte) {
      if (spaces.length < MAX_SPACES) spaces.push(byte);
    },
    first(bytes) {
      pattern ??= Buffer.concat([Buffer.from(","), Buffer.from(spaces), bytes.subarray(0, PREFIX_BYTES)]);
    },
    nextItem(broken) {
      if (!pattern) return -1;
      const at = broken.indexOf(pattern, 1);
      return at < 0 ? -1 : at + 1 + spaces.length;
    },
    reset() {
      spaces = [];
      pattern = undefined;
    },
  };
}
