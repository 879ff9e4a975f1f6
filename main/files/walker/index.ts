import { readFileSync } from "node:fs";
import { createDecoder } from "./decode.ts";
import type { Taker, TypedList } from "./decode.ts";
import { instantiate, WINDOW_BYTES } from "./wasm.ts";

/**
 * Reads many JSON objects much faster than `JSON.parse` does: a WebAssembly walker checks the whole grammar and takes only
 * what judging needs (decision record 7). What it does not take, the caller reads in its own way.
 */
export type { Taker, TypedList };

export interface Walker {
  /** Takes a slice to walk in. Its bytes must not change until the next one is taken. */
  begin(slice: Buffer): void;
  /**
   * Walks complete objects of the slice from a place on, tells of each in order, and returns the place behind the last
   * one; `from` itself when it took none. Between the items of a list stand commas; of lines each is one object, and the
   * place is behind its line feed. It stops before an object that is not valid, that is not complete in this slice or
   * that is larger than a window.
   */
  walk(from: number, between: "commas" | "lines", taker: Taker, typed?: TypedList): number;
  /** How many lines of the slice end between two places. */
  countLines(from: number, to: number): number;
}

/** Where `npm run build` puts the module: beside the built program, or seen from the sources. */
const PLACES = ["./walker.wasm", "../../../out/walker.wasm"];

let compiled: WebAssembly.Module | undefined;

/** The compiled module, to be shared between threads; undefined where it was not built. */
export function walkerModule(): WebAssembly.Module | undefined {
  if (compiled) return compiled;
  for (const place of PLACES) {
    const bytes = readIfThere(new URL(place, import.meta.url));
    if (bytes) return (compiled = new WebAssembly.Module(bytes));
  }
  return undefined;
}

function readIfThere(url: URL): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(url));
  } catch {
    return undefined;
  }
}

/** `maxDepth`: objects that nest deeper are left to the caller. */
export function createWalker(module: WebAssembly.Module, maxDepth: number): Walker {
  const wasm = instantiate(module, maxDepth);
  const decoder = createDecoder(wasm);
  let slice: Buffer = Buffer.alloc(0);
  /** What of the slice the window holds. */
  let held = { start: 0, end: 0 };

  function hold(from: number): void {
    const end = Math.min(slice.length, from + WINDOW_BYTES);
    slice.copy(wasm.window(), 0, from, end);
    wasm.pad(end - from);
    held = { start: from, end };
  }

  return {
    begin(next) {
      slice = next;
      held = { start: 0, end: 0 };
    },
    walk(from, between, taker, typed) {
      const lines = between === "lines";
      if (from < held.start || from >= held.end) hold(from);
      let at = from;
      let expectsComma = false;
      while (at < slice.length) {
        const offset = at - held.start;
        const { objects, taken, stop } = wasm.scan(offset, held.end - at, expectsComma, lines);
        // Offsets on the tape count from where the scan began.
        decoder.decode(objects, wasm.window().subarray(offset), taker, typed);
        if (objects > 0) {
          at += taken;
          expectsComma = !lines;
        }
        if (stop === "valuesFull") {
          wasm.grow();
          decoder.forget();
          hold(at);
        } else if (stop === "end") {
          if (objects === 0 && held.start === at) break;
          if (held.end === slice.length) break;
          hold(at);
        }
      }
      return at;
    },
    countLines(from, to) {
      let count = 0;
      for (let at = from; at < to; ) {
        if (at < held.start || at >= held.end) hold(at);
        const end = Math.min(to, held.end);
        count += wasm.countLineFeeds(at - held.start, end - at);
        at = end;
      }
      return count;
    },
  };
}
