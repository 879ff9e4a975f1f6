import { InventoryBuilder, type Inventory } from "../../shared/audit/index.ts";
import type { Connection } from "../../shared/ipc/contract.ts";
import type { JobProgress } from "../../shared/ipc/types.ts";
import { isObject } from "../../shared/kernel/json.ts";
import { AppFailure, ok, type Result } from "../../shared/kernel/result.ts";
import type { ObjectSink, ReadProgress } from "../../shared/kube/source.ts";
import type { ReadableSource, SnapshotBlock } from "../ports.ts";
import { compressBlock, createBlockPacker, type BlockPacker } from "./blocks.ts";

/** How a source of each type is read; tests put others in their place. */
export interface Readers {
  files(paths: string[], sink: ObjectSink, pace: ReaderPace): Promise<Result<null>>;
  cluster(source: ReadableSource & { type: "context" }, sink: ObjectSink, pace: ReaderPace, onConnection: (connection: Connection) => void): Promise<Result<null>>;
}

export interface ReaderPace {
  signal: AbortSignal;
  onProgress(progress: ReadProgress): void;
  /** The reader waits for it before it reads much further. */
  pause(): Promise<void> | undefined;
}

export interface ReadJob {
  source: ReadableSource;
  /** Annotations and values of environment variables are kept too. */
  keepValues: boolean;
  signal: AbortSignal;
  progress(progress: JobProgress): void;
  connection(connection: Connection): void;
  /** Stores blocks; what it rejects with ends the reading. */
  store(blocks: SnapshotBlock[]): Promise<void>;
  /** Called at once, so that a reading can be judged while it goes on. */
  opened(builder: InventoryBuilder): void;
}

/** Blocks on their way to the store before the reader has to wait. */
const MAX_STORING = 2;
const PROGRESS_MS = 100;

/** Reads a source into an inventory and its objects, packed, into the store. */
export async function readInventory(job: ReadJob, readers: Readers): Promise<Result<Inventory>> {
  const { source } = job;
  const builder = new InventoryBuilder(source.type === "files" ? source : { namespace: "default", otherKinds: source.otherKinds ?? false });
  job.opened(builder);

  const abort = new AbortController();
  const storing = new Set<Promise<void>>();
  let failure: unknown;
  const packer = createBlockPacker((block) => {
    const stored = compressBlock(block).then((packed) => job.store([packed])).catch((error: unknown) => {
      failure ??= error;
      abort.abort();
    });
    storing.add(stored);
    void stored.then(() => storing.delete(stored));
  }, job.keepValues);

  const pace: ReaderPace = {
    signal: AbortSignal.any([job.signal, abort.signal]),
    onProgress: throttled(job.progress, () => builder.size > 0),
    pause: () => (storing.size > MAX_STORING ? Promise.race(storing) : undefined),
  };
  const sink = keepingObjects(builder, packer);
  const read = source.type === "files" ? await readers.files(source.paths, sink, pace) : await readers.cluster(source, sink, pace, job.connection);
  if (read.ok) packer.end();
  await Promise.all(storing);
  if (failure instanceof AppFailure) return { ok: false, error: failure.error };
  if (failure !== undefined) throw failure;
  return read.ok ? ok(builder.inventory()) : read;
}

/** The builder as a sink, with what it takes as a workload handed on. */
function keepingObjects(builder: InventoryBuilder, packer: BlockPacker): ObjectSink {
  return {
    object(value, source) {
      const first = builder.size;
      builder.object(value, source);
      // An object with several pod specs is kept for each, so that blocks have an object for each place.
      for (let index = first; index < builder.size; index++) if (isObject(value)) packer.add(value, index);
    },
    ...(packer.addText && {
      rows(rows, file, first, outer) {
        let index = builder.size;
        builder.rows(rows, file, first, outer);
        for (let row = 0; row < rows.length; row++) {
          const common = rows.common(row);
          if (common.type === "workload") packer.addText?.(rows.bytes(row), common.facts, index++);
        }
      },
    }),
    unreadable: (problem) => builder.unreadable(problem),
    skipped: (file, reason) => builder.skipped(file, reason),
    notListed: (resource, permission, message, places) => builder.notListed(resource, permission, message, places),
    limitedTo: (namespaces) => builder.limitedTo(namespaces),
    carried: (coverage) => builder.carried(coverage),
  };
}

/** `hasFound`: whether there is something to judge. When there is, for the first time, it is told at once. */
function throttled(report: (progress: JobProgress) => void, hasFound: () => boolean): (progress: ReadProgress) => void {
  const started = performance.now();
  let last = -Infinity;
  let isFoundTold = false;
  return (progress) => {
    const now = performance.now();
    const isNews = !isFoundTold && hasFound();
    if (now - last < PROGRESS_MS && !isNews) return;
    last = now;
    isFoundTold ||= isNews;
    report({ ...progress, elapsedMs: Math.round(now - started) });
  };
}
