import type { Job, JobProgress } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { AppError, Result } from "../../shared/kernel/result.ts";

/** Work that takes time: started, watched, cancelled. Kept in memory only; what a job makes is in the store. */
export interface Jobs {
  list(): Job[];
  /** Starts the work and answers at once. A failed result, or an exception, makes the job failed. */
  start(about: Pick<Job, "kind" | "title" | "snapshotId" | "scanId">, work: (job: RunningJob) => Promise<Result<null>>): Job;
  progress(id: string, progress: JobProgress): void;
  /** Says which file a job wrote. */
  wrote(id: string, file: NonNullable<Job["file"]>): void;
  cancel(id: string): Result<null>;
  /** Cancels everything and waits until it has ended. */
  close(): Promise<void>;
}

export interface RunningJob {
  id: string;
  /** Aborted when the user cancels. */
  signal: AbortSignal;
  /** Calls a function with each progress, before the window hears of it. */
  onProgress(listener: () => void): void;
  /** What is cleared away once the job is told to have ended: nobody waits for it but who closes. */
  afterwards(work: () => Promise<unknown>): void;
}

export interface JobsDeps {
  newId(): string;
  emit(job: Job): void;
  /** Turns what a job threw into an error to show; a bug is reported on the way. */
  explain(error: unknown): AppError;
}

/** Progress is told at most this often. Milliseconds. */
const PROGRESS_INTERVAL = 250;
/** Ended jobs that are still listed. */
const MOST_ENDED = 50;

interface Entry {
  job: Job;
  abort: AbortController;
  ended: Promise<void>;
  listener?: () => void;
  timer?: NodeJS.Timeout;
}

export function createJobs({ newId, emit, explain }: JobsDeps): Jobs {
  const entries = new Map<string, Entry>();

  const finish = (entry: Entry, state: Job["state"], error?: AppError): void => {
    clearTimeout(entry.timer);
    delete entry.timer;
    entry.job = { ...entry.job, state, ...(error ? { error } : {}) };
    emit(entry.job);
    const ended = [...entries.values()].filter(({ job }) => job.state !== "running");
    for (const { job } of ended.slice(0, -MOST_ENDED)) entries.delete(job.id);
  };

  const run = async (entry: Entry, work: (job: RunningJob) => Promise<Result<null>>): Promise<void> => {
    const { signal } = entry.abort;
    const later: (() => Promise<unknown>)[] = [];
    try {
      const result = await work({ id: entry.job.id, signal, onProgress: (listener) => (entry.listener = listener), afterwards: (one) => void later.push(one) });
      if (result.ok) finish(entry, "done");
      else finish(entry, result.error.code === "cancelled" ? "cancelled" : "failed", result.error);
    } catch (error) {
      finish(entry, "failed", explain(error));
    }
    for (const one of later) await one().catch(explain);
  };

  return {
    list: () => [...entries.values()].map((entry) => entry.job),
    start(about, work) {
      const job: Job = { id: newId(), ...about, state: "running", progress: { what: "", objects: 0, bytes: 0, elapsedMs: 0 } };
      const entry: Entry = { job, abort: new AbortController(), ended: Promise.resolve() };
      entries.set(job.id, entry);
      emit(job);
      entry.ended = run(entry, work);
      return job;
    },
    progress(id, progress) {
      const entry = entries.get(id);
      if (entry?.job.state !== "running") return;
      entry.job = { ...entry.job, progress };
      entry.listener?.();
      entry.timer ??= setTimeout(() => {
        delete entry.timer;
        emit(entry.job);
      }, PROGRESS_INTERVAL);
    },
    wrote(id, file) {
      const entry = entries.get(id);
      if (entry) entry.job = { ...entry.job, file };
    },
    cancel(id) {
      const entry = entries.get(id);
      if (!entry) return fail("not-found", "That job is no longer there.");
      entry.abort.abort();
      return ok(null);
    },
    async close() {
      const all = [...entries.values()];
      for (const { job, abort } of all) if (job.state === "running") abort.abort();
      await Promise.all(all.map((entry) => entry.ended));
    },
  };
}
