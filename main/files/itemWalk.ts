import { OPEN_BRACE } from "./characters.ts";
import type { Ahead, Taker, TypedList, Walker } from "./walker/index.ts";

/** Reads items of a list as long as the walker can tell enough of them. */
export interface ItemWalk {
  /** Takes a slice to read in. */
  begin(slice: Buffer, ahead: Ahead | undefined): void;
  /** Reads whole items from a place of the slice on; answers with the place behind them. */
  from(at: number): number;
  /** Reads an item that began in an earlier slice; false when the walker cannot. The slice stays the one to read in. */
  alone(item: Buffer): boolean;
}

/** `typed`: what the items are when they do not say it themselves. */
export function createItemWalk(walker: Walker, taker: Taker, typed: () => TypedList | undefined): ItemWalk {
  let slice: Buffer = Buffer.alloc(0);
  let ahead: Ahead | undefined;
  const from = (at: number): number => walker.walk(at, "commas", taker, typed());
  return {
    begin(next, walked) {
      slice = next;
      ahead = walked;
      walker.begin(slice, ahead);
    },
    from,
    alone(item) {
      if (item[0] !== OPEN_BRACE) return false;
      walker.begin(item);
      const isWalked = from(0) > 0;
      walker.begin(slice, ahead);
      return isWalked;
    },
  };
}
