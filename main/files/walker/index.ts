import { readFileSync } from "node:fs";
import type { WalkRequest } from "../ahead/message.ts";
import { walkSlice } from "../ahead/walkSlice.ts";
import { Decoder, type TypedList } from "./decode.ts";
import { RECORD } from "./keyTable.ts";
import { createPieceWalker, MAX_SLICE_BYTES, type Between, type Piece } from "./pieces.ts";
import { PieceRows, type DecodablePiece } from "./rows.ts";
import type { FactsRows } from "../../../shared/kube/source.ts";

/**
 * Reads many JSON objects much faster than `JSON.parse` does: a WebAssembly walker checks the whole grammar and takes only
 * what judging needs (decision record 13). What it does not take, the caller reads in its own way.
 */
export type { Between, TypedList };

/** Has the pieces of one walker learnt, in order. */
export function createLearner(): (pieces: Piece[]) => DecodablePiece[] {
  let decoder = new Decoder();
  return (pieces) =>
    pieces.map((piece) => {
      if (piece.anew) decoder = new Decoder();
      decoder.learn(piece.values);
      return { ...piece, decoder };
    });
}

/** Who is told of the objects that were walked. */
export interface Taker {
  /** Consecutive objects. The facts may be shared with other objects: they must not be changed. */
  rows(rows: FactsRows): void;
  /** An object of which the walker cannot tell enough. The bytes are valid JSON, and good until the call returns. */
  other(bytes: Buffer): void;
}

/** A slice that was walked already, on another thread: from a place where an object probably begins. */
export interface Ahead {
  from: number;
  /** Behind the last object; `from` when there was none. */
  end: number;
  pieces: DecodablePiece[];
  /** Line feeds of the whole slice, and of what was walked. */
  lineFeeds: number;
  walkedLineFeeds: number;
}

/** With the bytes that were there: fewer than were asked for where the file ends or cannot be read. */
export type WalkedAhead = Ahead & { length: number };

export interface Walker {
  /** Walks another slice, before it is its turn. The one that was taken has to be taken anew. */
  walkAhead(request: WalkRequest): WalkedAhead;
  /** Takes a slice to walk in. Its bytes must not change until the next one is taken. */
  begin(slice: Buffer, ahead?: Ahead): void;
  /**
   * Walks complete objects of the slice from a place on, tells of each in order, and returns the place behind the last
   * one; `from` itself when it took none. Between the items of a list stand commas; of lines each is one object, and the
   * place is behind its line feed. It stops before an object that is not valid or that is not complete in this slice.
   */
  walk(from: number, between: Between, taker: Taker, typed?: TypedList): number;
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

/** Slices of more than this many bytes are not walked. */
export { MAX_SLICE_BYTES };

/** `maxDepth`: objects that nest deeper are left to the caller. */
export function createWalker(module: WebAssembly.Module, maxDepth: number): Walker {
  const walker = createPieceWalker(module, maxDepth);
  const learn = createLearner();
  let slice: Buffer = Buffer.alloc(0);
  let ahead: Ahead | undefined;
  let isHeld = false;
  /** Behind here no complete object follows: it would be walked in vain. */
  let exhausted: number | undefined;

  function hold(): void {
    if (!isHeld) walker.hold(slice);
    isHeld = true;
  }

  function walkHere(from: number, between: Between): Pick<Ahead, "end" | "pieces"> {
    hold();
    const { end, pieces } = walker.walk(from, between);
    return { end, pieces: learn(pieces) };
  }

  /** Whether nothing but white space and a comma lies between the last object that was walked and a place. */
  function isExhaustedAt(from: number): boolean {
    if (exhausted === undefined || from < exhausted) return false;
    for (let at = exhausted; at < from; at++) if (!SEPARATORS.has(slice[at] ?? 0)) return false;
    return true;
  }

  return {
    begin(next, walked) {
      slice = next;
      ahead = walked;
      isHeld = false;
      exhausted = undefined;
    },
    walk(from, between, taker, typed) {
      if (slice.length > MAX_SLICE_BYTES || isExhaustedAt(from)) return from;
      const walked = ahead?.from === from ? ahead : walkHere(from, between);
      for (const piece of walked.pieces) giveOut(piece, slice, taker, typed);
      exhausted = walked.end;
      return walked.end;
    },
    walkAhead(request) {
      isHeld = false;
      const answer = walkSlice(walker, request);
      return { ...answer, pieces: learn(answer.pieces) };
    },
    countLines(from, to) {
      if (ahead && from === 0) return ahead.lineFeeds - countRest(slice, to);
      if (ahead && from === ahead.from && to === ahead.end) return ahead.walkedLineFeeds;
      if (slice.length > MAX_SLICE_BYTES) return countRest(slice, from) - countRest(slice, to);
      hold();
      return walker.countLines(from, to);
    },
  };
}

const LINE_FEED = 0x0a;
const SEPARATORS: ReadonlySet<number> = new Set(Buffer.from(" \t\r\n,"));

/** Line feeds from a place to the end. */
function countRest(bytes: Buffer, from: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED, from); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

const SAW_CONTAINERS = 1;
const IRREGULAR = 2;

/** Tells of the objects of a piece in order: runs of those whose facts are known, and the others. */
function giveOut(piece: DecodablePiece, slice: Buffer, taker: Taker, typed: TypedList | undefined): void {
  const { records, objects, origin, decoder } = piece;
  let run = new PieceRows(piece, 0, slice);
  const giveRun = (next: number): void => {
    if (run.length > 0) taker.rows(run);
    run = new PieceRows(piece, next, slice);
  };
  for (let row = 0; row < objects; row++) {
    const at = row * RECORD.words;
    const flags = records[at + RECORD.flags] ?? 0;
    const isNamed = (records[at + RECORD.name + 1] ?? 0) > 1;
    const common = flags & IRREGULAR ? undefined : decoder.commonOf(records[at + RECORD.fields] ?? 0, typed);
    // Whether an unknown kind carries a pod spec is not told; nor what is said of an object without a name.
    const isTold = common && (common.type === "notWorkload" ? !(flags & SAW_CONTAINERS) : isNamed);
    if (isTold) run.add(common);
    else {
      giveRun(row + 1);
      taker.other(slice.subarray(origin + (records[at + RECORD.start] ?? 0), origin + (records[at + RECORD.end] ?? 0)));
    }
  }
  giveRun(objects);
}
