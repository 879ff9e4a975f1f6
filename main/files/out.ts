import type { Projection } from "../../shared/kube/facts.ts";
import type { ObjectSink, SourceRef, Unreadable } from "../../shared/kube/source.ts";
import type { Walker } from "./walker/index.ts";

export type ObjectIndex = SourceRef["index"];

/** Where the readers of one file put what they find: an `ObjectSink` that knows the file's name. */
export interface Out {
  object(value: unknown, index: ObjectIndex): void;
  /** For a sink that needs facts alone: the walker that tells them, and where they go. */
  facts?: { walker: Walker; projected(projection: Projection, index: ObjectIndex): void };
  problem(problem: Omit<Unreadable, "file">): void;
  /** A document that holds nothing. */
  empty(): void;
}

export function outFor(sink: ObjectSink, file: string, walker?: Walker): Out {
  return {
    ...(walker && sink.projected ? { facts: { walker, projected: (projection, index) => sink.projected?.(projection, { file, index }) } } : {}),
    object: (value, index) => sink.object(value, { file, index }),
    problem: (problem) => sink.unreadable({ file, ...problem }),
    empty: () => sink.skipped(file, "empty"),
  };
}

/** Reads one format. It is given a file's bytes slice by slice. */
export interface FormatReader {
  /** The slice is not touched afterwards by anyone else; the reader may keep parts of it. */
  push(slice: Buffer): void;
  /** `cut`: the bytes ended early for a reason that was already told, so the last piece must not be judged. */
  end(cut: boolean): void;
}
