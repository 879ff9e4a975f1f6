import { readSync } from "node:fs";

import type { PieceWalker } from "../walker/pieces.ts";
import { walkFromGuess } from "./guess.ts";
import type { WalkAnswer, WalkRequest } from "./message.ts";

/** Walks a slice before it is its turn; what walking threads do. */
export function walkSlice(walker: PieceWalker, { memory, length: wanted, file, hint }: WalkRequest): WalkAnswer {
  const whole = new Uint8Array(memory, 0, wanted);
  const length = file ? readFully(file, whole) : wanted;
  const slice = whole.subarray(0, length);
  walker.hold(slice);
  const walked = walkFromGuess(walker, slice, hint);
  const walkedLineFeeds = walker.countLines(walked.from, walked.end);
  return { ...walked, length, walkedLineFeeds, lineFeeds: walker.countLines(0, walked.from) + walkedLineFeeds + walker.countLines(walked.end, length) };
}

/** Fewer bytes only where the file ends or cannot be read: whoever asked tries again there, and tells why. */
function readFully({ fd, position }: NonNullable<WalkRequest["file"]>, into: Uint8Array): number {
  let length = 0;
  try {
    while (length < into.length) {
      const more = readSync(fd, into, length, into.length - length, position + length);
      if (more === 0) break;
      length += more;
    }
  } catch {
    return length;
  }
  return length;
}
