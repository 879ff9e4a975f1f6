import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createJobs } from "../../../main/usecases/jobs.ts";
import type { Job } from "../../../shared/ipc/types.ts";
import { fail, ok } from "../../../shared/kernel/result.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const told: Job[] = [];
  let id = 0;
  const jobs = createJobs({ newId: () => `j${++id}`, emit: (job) => told.push(job), explain: () => ({ code: "internal", message: "explained" }) });
  return { jobs, told };
}

const about = { kind: "scan" as const, title: "t" };
const progress = (objects: number) => ({ what: "w", objects, bytes: 0, elapsedMs: 0 });

describe("jobs", () => {
  it("are told when they start and end, and stay listed", async () => {
    const { jobs, told } = setUp();
    const job = jobs.start({ ...about, scanId: "c" }, async () => ok(null));
    expect(job).toMatchObject({ id: "j1", state: "running", scanId: "c" });
    await jobs.close();
    expect(told.map((one) => one.state)).toEqual(["running", "done"]);
    expect(jobs.list()).toMatchObject([{ id: "j1", state: "done" }]);
  });

  it("tell their progress at most four times a second, the latest, and none after their end", async () => {
    const { jobs, told } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    const job = jobs.start(about, async () => {
      await promise;
      return ok(null);
    });
    for (let objects = 1; objects <= 1000; objects++) {
      jobs.progress(job.id, progress(objects));
      vi.advanceTimersByTime(1);
    }
    const objects = told.slice(1).map((one) => one.progress.objects);
    expect(objects.length).toBeLessThanOrEqual(4);
    expect(objects).toContain(250);
    jobs.progress(job.id, progress(5000));
    resolve();
    await jobs.close();
    jobs.progress(job.id, progress(9999));
    vi.advanceTimersByTime(1000);
    expect(told.at(-1)).toMatchObject({ state: "done", progress: { objects: 5000 } });
  });

  it("end as failed or cancelled, whether they answer or throw", async () => {
    const { jobs } = setUp();
    jobs.start(about, async () => fail("too-large", "too large"));
    jobs.start(about, async () => fail("cancelled", "Cancelled."));
    jobs.start(about, async () => {
      throw new TypeError("bug");
    });
    await jobs.close();
    expect(jobs.list()).toMatchObject([
      { state: "failed", error: { message: "too large" } },
      { state: "cancelled" },
      { state: "failed", error: { message: "explained" } },
    ]);
  });

  it("hear that they are cancelled", async () => {
    const { jobs } = setUp();
    const job = jobs.start(about, ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve(fail("cancelled", "Cancelled.")))));
    expect(jobs.cancel(job.id)).toEqual(ok(null));
    await jobs.close();
    expect(jobs.list()).toMatchObject([{ state: "cancelled" }]);
  });

  it("are told to have ended before they clear away, which closing waits for", async () => {
    const { jobs, told } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    let isCleared = false;
    jobs.start(about, async ({ afterwards }) => {
      afterwards(() => promise.then(() => (isCleared = true)));
      return fail("cancelled", "Cancelled.");
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(told.at(-1)?.state).toBe("cancelled");
    const closing = jobs.close().then(() => isCleared);
    expect(isCleared).toBe(false);
    resolve();
    expect(await closing).toBe(true);
  });

  it("are forgotten when many have ended since, running ones never", async () => {
    const { jobs } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    const long = jobs.start(about, async () => {
      await promise;
      return ok(null);
    });
    for (let i = 0; i < 80; i++) {
      jobs.start(about, async () => ok(null));
      await Promise.resolve();
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(jobs.list()).toHaveLength(51);
    expect(jobs.list()[0]?.id).toBe(long.id);
    resolve();
    await jobs.close();
  });
});
