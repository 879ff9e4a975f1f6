import { setImmediate as nextTurn } from "node:timers/promises";

import type { ObjectSink, ReadProgress } from "../../shared/kube/source.ts";

export interface Pace {
  signal?: AbortSignal;
  onProgress?: (progress: ReadProgress) => void;
  /** Awaited between pieces of work: a slow consumer holds the reader back here. */
  pause?: () => Promise<void> | undefined;
}

/** Counts what has been read, and gives way to everything else that waits on this thread. */
export interface Progress {
  /** Bytes of the files as they are stored, so far. */
  readonly bytes: number;
  begin(what: string): void;
  read(bytes: number): void;
  /** The same sink, with its objects counted. */
  counted(sink: ObjectSink): ObjectSink;
  /** Call between pieces of work. */
  turn(): Promise<void>;
}

/** No piece of other work waits longer than this (and one slice). */
const TURN_MS = 20;

export function createProgress(totalBytes: number | undefined, pace: Pace): Progress {
  let what = "";
  let bytes = 0;
  let objects = 0;
  let lastTurn = performance.now();
  return {
    get bytes() {
      return bytes;
    },
    begin(name) {
      what = name;
    },
    read(length) {
      bytes += length;
    },
    counted: (sink) => ({
      object(value, source) {
        objects++;
        sink.object(value, source);
      },
      ...(sink.rows && {
        rows(rows, file, first, outer) {
          objects += rows.length;
          sink.rows?.(rows, file, first, outer);
        },
      }),
      unreadable: (problem) => sink.unreadable(problem),
      skipped: (file, reason) => sink.skipped(file, reason),
      notListed: (resource, permission, message, places) => sink.notListed(resource, permission, message, places),
    }),
    async turn() {
      await pace.pause?.();
      if (performance.now() - lastTurn < TURN_MS) return;
      pace.onProgress?.({ what, objects, bytes, ...(totalBytes === undefined ? {} : { totalBytes }) });
      await nextTurn();
      lastTurn = performance.now();
    },
  };
}
