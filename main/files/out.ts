import type { FactsRows, ObjectSink, SourceRef, Unreadable } from "../../shared/kube/source.ts";
import type { Ahead, Walker } from "./walker/index.ts";

export type ObjectIndex = SourceRef["index"];

/** Where the readers of one file put what they find: an `ObjectSink` that knows the file's name. */
export interface Out {
  object(value: unknown, index: ObjectIndex): void;
  /** For a sink that needs facts alone: the walker that tells them, and where they go. */
  facts?: { walker: Walker; rows(rows: FactsRows, first: number, outer?: number): void };
  problem(problem: Omit<Unreadable, "file">): void;
  /** A document that holds nothing. */
  empty(): void;
}

export function outFor(sink: ObjectSink, file: string, walker?: Walker): Out {
  return {
    ...(walker && sink.rows ? { facts: { walker, rows: (rows, first, outer) => sink.rows?.(rows, file, first, outer) } } : {}),
    object: (value, index) => sink.object(value, { file, index }),
    problem: (problem) => sink.unreadable({ file, ...problem }),
    empty: () => sink.skipped(file, "empty"),
  };
}

/** How the next slices can be walked before it is their turn: from an object that probably begins behind such bytes. */
export interface Hint {
  between: "commas" | "lines";
  /** What stands in front of an object, and its own first bytes. */
  pattern: Uint8Array;
  /** How many bytes of the pattern stand in front. */
  inFront: number;
}

/** Reads one format. It is given a file's bytes slice by slice. */
export interface FormatReader {
  /** The bytes are good until the call returns: what is needed later must be copied. */
  push(slice: Buffer, ahead?: Ahead): void;
  /** Undefined as long as nothing is known, or where it would be of no use. */
  hint?(): Hint | undefined;
  /** `cut`: the bytes ended early for a reason that was already told, so the last piece must not be judged. */
  end(cut: boolean): void;
}
