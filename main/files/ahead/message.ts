import type { Hint } from "../out.ts";
import type { Walked } from "../walker/pieces.ts";

/** What a walking thread is started with. */
export interface WalkingData {
  module: WebAssembly.Module;
  maxDepth: number;
}

/** Told once, when slices can be taken. */
export const READY = "ready";

/**
 * A slice to be walked: the first bytes of a shared piece of memory, which stay as they are until the answer is there;
 * with a file, they are first read from there.
 */
export interface WalkRequest {
  memory: SharedArrayBuffer;
  length: number;
  file?: { fd: number; position: number };
  hint: Hint;
}

/** What was walked, with the bytes that were there, and the line feeds of the whole slice and of that part. */
export interface WalkAnswer extends Walked {
  length: number;
  lineFeeds: number;
  walkedLineFeeds: number;
}
