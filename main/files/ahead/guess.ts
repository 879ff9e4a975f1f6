import type { Hint } from "../out.ts";
import type { PieceWalker, Walked } from "../walker/pieces.ts";

/** So many places are tried at most. */
const MAX_TRIES = 64;

/**
 * Walks a slice whose beginning is unknown: from the first place where an object seems to begin and most of the rest can
 * be walked. It is a guess: whoever reads the slice in order knows whether an object begins there.
 */
export function walkFromGuess(walker: PieceWalker, slice: Uint8Array, { between, pattern, inFront }: Hint): Walked {
  const bytes = Buffer.from(slice.buffer, slice.byteOffset, slice.length);
  let best: Walked = { from: 0, end: 0, pieces: [] };
  const tried: Walked["pieces"] = [];
  let at = bytes.indexOf(pattern);
  for (let tries = 0; at >= 0 && tries < MAX_TRIES; tries++) {
    const walked = walker.walk(at + inFront, between);
    tried.push(...walked.pieces);
    if (walked.end - walked.from > best.end - best.from) best = walked;
    if (best.end - best.from > slice.length / 2) break;
    at = bytes.indexOf(pattern, Math.max(at + 1, walked.end - inFront));
  }
  // The values of every try were met, and will not be told again.
  const chosen = new Set(best.pieces);
  return { ...best, pieces: tried.map((piece) => (chosen.has(piece) ? piece : { ...piece, objects: 0 })) };
}
