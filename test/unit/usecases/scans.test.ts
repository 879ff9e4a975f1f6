import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AppError } from "../../../shared/kernel/result.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";
import { samplePolicy } from "../../support/store.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
  await test.get("policies.create", { policy: samplePolicy("P") });
});
afterEach(() => test.end());

const options = { phase: "deployment" as const };
const demo = { source: { type: "demo" as const } };
const scanDemo = { target: demo, policy: "P", options };
const rowsOf = (id: string) => ({ id, filter: {}, sort: "name" as const, descending: false, offset: 0, limit: 10 });
const judged = () => test.audit.calls.filter((call) => call.method === "judge").map((call) => call.request);

/** A reading that goes on until the test ends it. */
function heldReading(): { end(error?: AppError): void; jobId: Promise<string> } {
  const { promise: jobId, resolve: begun } = Promise.withResolvers<string>();
  const { promise, resolve } = Promise.withResolvers<AppError | undefined>();
  test.audit.reading = (_source, id) => {
    begun(id);
    return promise;
  };
  return { end: resolve, jobId };
}

async function finishedScan(): Promise<{ scanId: string; snapshotId: string }> {
  const job = await test.ended(await test.get("scans.start", scanDemo));
  expect(job.state).toBe("done");
  return { scanId: job.scanId ?? "", snapshotId: job.snapshotId ?? "" };
}

describe("taking a snapshot", () => {
  it("reads the source into the store", async () => {
    const job = await test.get("snapshots.take", { source: { type: "files", paths: ["/a/shop.yaml", "/b"] } });
    expect(job).toMatchObject({ kind: "snapshot", state: "running", title: "Reading shop.yaml and 1 more" });
    expect((await test.ended(job)).state).toBe("done");
    expect(await test.get("snapshots.list", undefined)).toMatchObject([{ id: job.snapshotId, name: "shop.yaml and 1 more", origin: "files", source: ["/a/shop.yaml", "/b"], objects: 3 }]);
    expect(test.audit.calls[0]?.request).toMatchObject({ source: { type: "files", paths: ["/a/shop.yaml", "/b"], namespace: "default" } });
  });

  it("takes the demo from the program's resources", async () => {
    await test.ended(await test.get("snapshots.take", demo));
    expect(await test.get("snapshots.list", undefined)).toMatchObject([{ name: "Demo cluster", origin: "demo" }]);
    expect(test.audit.calls[0]?.request).toMatchObject({ source: { type: "files", paths: ["/resources/demo"] } });
  });

  it("keeps nothing of one that failed or was cancelled", async () => {
    test.audit.reading = () => Promise.resolve({ code: "unreadable", message: "torn" });
    expect(await test.ended(await test.get("snapshots.take", demo))).toMatchObject({ state: "failed", error: { code: "unreadable", message: "torn" } });

    const reading = heldReading();
    const job = await test.get("snapshots.take", demo);
    await reading.jobId;
    await test.get("jobs.cancel", { id: job.id });
    expect((await test.ended(job)).state).toBe("cancelled");
    expect(await test.get("snapshots.list", undefined)).toEqual([]);
  });

  it("refuses relative paths", async () => {
    expect(await test.call("snapshots.take", { source: { type: "files", paths: ["a.yaml"] } })).toMatchObject({ error: { code: "invalid-input" } });
  });

  it("can be deleted, but not while it is read or a scan needs it", async () => {
    const reading = heldReading();
    const job = await test.get("snapshots.take", demo);
    const id = job.snapshotId ?? "";
    expect(await test.call("snapshots.delete", { id })).toMatchObject({ error: { code: "in-use" } });
    reading.end();
    await test.ended(job);

    const scan = await test.ended(await test.get("scans.start", { target: { snapshotId: id }, policy: "P", options }));
    expect(await test.call("snapshots.delete", { id })).toMatchObject({ error: { code: "in-use", details: { usedBy: [{ kind: "scan" }] } } });
    await test.get("scans.delete", { id: scan.scanId ?? "" });
    await test.get("snapshots.delete", { id });
    expect(test.audit.calls.at(-1)).toEqual({ method: "unload", request: { snapshotId: id } });
  });
});

describe("a scan", () => {
  it("of a source takes a snapshot and judges it", async () => {
    const { scanId, snapshotId } = await finishedScan();
    expect(await test.get("scans.get", { id: scanId })).toMatchObject({
      id: scanId, snapshotId, snapshotName: "Demo cluster", policy: "P", policyVersion: 1, state: "done", verdicts: { block: 3 }, workloads: 3,
    });
    expect((await test.get("snapshots.list", undefined)).map((snapshot) => snapshot.id)).toEqual([snapshotId]);
    expect(await test.get("scans.rows", rowsOf(scanId))).toMatchObject({ total: 1 });
    expect((await test.get("scans.yaml", { id: scanId, row: 1 })).text).toBe("block of 3");
    expect(await test.get("scans.trace", { id: scanId, row: 0, definition: "cluster", index: 0 })).toMatchObject({ rule: "privileged" });
  });

  it("has results while it reads", async () => {
    const reading = heldReading();
    const job = await test.get("scans.start", scanDemo);
    const id = job.scanId ?? "";
    test.audit.tellProgress(await reading.jobId, 2);
    await vi.waitFor(async () => expect(await test.get("scans.get", { id })).toMatchObject({ state: "running", workloads: 3 }));
    expect((await test.get("scans.list", undefined))[0]).toMatchObject({ state: "running", workloads: 3 });
    expect(await test.get("scans.rows", rowsOf(id))).toMatchObject({ total: 1 });
    expect(await test.call("scans.delete", { id })).toMatchObject({ error: { code: "in-use" } });
    reading.end();
    await test.ended(job);
    expect((await test.get("scans.get", { id })).state).toBe("done");
  });

  it("judges early results not oftener than its interval", async () => {
    const reading = heldReading();
    const job = await test.get("scans.start", scanDemo);
    const jobId = await reading.jobId;
    for (let objects = 0; objects < 200; objects++) test.audit.tellProgress(jobId, objects);
    reading.end();
    await test.ended(job);
    expect(judged().length).toBeLessThanOrEqual(2);
  });

  it("does not rest before there is something to show", async () => {
    const reading = heldReading();
    test.audit.found = 0;
    const job = await test.get("scans.start", scanDemo);
    const jobId = await reading.jobId;
    for (const times of [1, 2, 3]) {
      test.audit.tellProgress(jobId, times);
      await vi.waitFor(() => expect(judged()).toHaveLength(times));
      await test.get("scans.get", { id: job.scanId ?? "" });
    }
    test.audit.found = 3;
    test.audit.tellProgress(jobId, 4);
    await vi.waitFor(async () => expect(await test.get("scans.get", { id: job.scanId ?? "" })).toMatchObject({ workloads: 3 }));
    reading.end();
    await test.ended(job);
  });

  it("that is cancelled stays in the history without its snapshot", async () => {
    const reading = heldReading();
    const job = await test.get("scans.start", scanDemo);
    await reading.jobId;
    await test.get("jobs.cancel", { id: job.id });
    expect((await test.ended(job)).state).toBe("cancelled");
    const id = job.scanId ?? "";
    expect(await test.get("scans.get", { id })).toMatchObject({ state: "cancelled", error: { code: "cancelled" } });
    expect(await test.get("snapshots.list", undefined)).toEqual([]);
    expect(await test.call("scans.rows", rowsOf(id))).toMatchObject({ error: { code: "not-found", message: "This scan did not finish (Reading was cancelled.), so it has no results." } });
    await test.get("scans.delete", { id });
  });

  it("that cannot be judged or read is failed, with the reason", async () => {
    test.audit.judgeError = { code: "too-large", message: "too many" };
    const job = await test.ended(await test.get("scans.start", scanDemo));
    expect(job).toMatchObject({ state: "failed", error: { message: "too many" } });
    expect(await test.get("scans.get", { id: job.scanId ?? "" })).toMatchObject({ state: "failed", error: { message: "too many" } });
    expect(await test.get("snapshots.list", undefined)).toEqual([]);
  });

  it("that meets a bug is failed too, and says so", async () => {
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    test.audit.reading = () => Promise.reject(new TypeError("a bug"));
    const job = await test.ended(await test.get("scans.start", scanDemo));
    stderr.mockRestore();
    expect(job).toMatchObject({ state: "failed", error: { code: "internal" } });
    expect(await test.get("scans.get", { id: job.scanId ?? "" })).toMatchObject({ state: "failed", error: { code: "internal" } });
    expect(await test.get("snapshots.list", undefined)).toEqual([]);
  });

  it("opens again after a restart, judged as it was then", async () => {
    const { scanId, snapshotId } = await finishedScan();
    await test.get("policies.delete", { name: "P" });
    await test.get("settings.set", { excludedNamespaces: ["other"] });
    await test.restart();
    expect(await test.get("scans.rows", rowsOf(scanId))).toMatchObject({ total: 1 });
    expect(test.audit.calls.map((call) => call.method)).toEqual(["load", "judge"]);
    expect(judged()).toMatchObject([{ scanId, snapshotId, policy: samplePolicy("P"), options, settings: { excludedNamespaces: ["kube-system"] } }]);
  });

  it("opens again when the audit side has forgotten it, once for all who ask", async () => {
    const { scanId } = await finishedScan();
    test.audit.forget();
    test.audit.calls.length = 0;
    await Promise.all([test.get("scans.rows", rowsOf(scanId)), test.get("scans.yaml", { id: scanId, row: 0 }), test.get("scans.rows", rowsOf(scanId))]);
    expect(test.audit.calls.map((call) => call.method)).toEqual(["load", "judge"]);
  });

  it("says what is not there", async () => {
    const { scanId } = await finishedScan();
    expect(await test.call("scans.workload", { id: scanId, row: 99 })).toMatchObject({ error: { message: "The scan has no such workload." } });
    for (const answer of [await test.call("scans.get", { id: "none" }), await test.call("scans.rows", rowsOf("none")), await test.call("scans.yaml", { id: "none", row: 0 })]) {
      expect(answer).toMatchObject({ error: { code: "not-found", message: "That scan is no longer in the history." } });
    }
    expect(await test.call("scans.start", { ...scanDemo, target: { snapshotId: "none" } })).toMatchObject({ error: { code: "not-found" } });
    expect(await test.call("scans.start", { ...scanDemo, policy: "none" })).toMatchObject({ error: { code: "not-found" } });
    expect(await test.call("jobs.cancel", { id: "none" })).toMatchObject({ error: { code: "not-found" } });
  });

  it("takes a chosen version, and no policy for Amazon ECS", async () => {
    await test.get("policies.save", { policy: samplePolicy("P", "two"), baseVersion: 1 });
    await test.ended(await test.get("scans.start", { ...scanDemo, version: 1 }));
    expect(judged().at(-1)).toMatchObject({ policy: { description: "" } });
    await test.get("policies.create", { policy: { ...samplePolicy("E"), platform: "ecs", cluster: { rules: [], exceptions: [] } } });
    expect(await test.call("scans.start", { ...scanDemo, policy: "E" })).toMatchObject({ error: { code: "not-supported" } });
  });

  it("is cancelled and recorded when the application closes", async () => {
    const reading = heldReading();
    const job = await test.get("scans.start", scanDemo);
    await reading.jobId;
    const { audit } = test;
    await test.restart();
    expect(audit.closed).toBe(true);
    expect(await test.get("scans.get", { id: job.scanId ?? "" })).toMatchObject({ state: "cancelled" });
  });
});

describe("impact", () => {
  it("compares with the version it was made from, where that is still there", async () => {
    const { snapshotId } = await finishedScan();
    const asked = { snapshotId, policy: samplePolicy("P", "changed"), options, limit: 5 };
    const impacts = () => test.audit.calls.filter((call) => call.method === "impact").at(-1)?.request;
    await test.get("impact.judge", { ...asked, baseVersion: 1 });
    expect(impacts()).toMatchObject({ policy: { description: "changed" }, base: { version: 1, policy: samplePolicy("P") }, limit: 5 });
    for (const baseVersion of [undefined, 0, 9]) {
      await test.get("impact.judge", { ...asked, baseVersion });
      expect(impacts()).not.toHaveProperty("base");
    }
  });

  it("brings the snapshot back from the store", async () => {
    const { snapshotId } = await finishedScan();
    await test.restart();
    const asked = { policy: samplePolicy("P"), options, limit: 5 };
    expect(await test.get("impact.judge", { ...asked, snapshotId })).toMatchObject({ examined: 3 });
    expect(await test.call("impact.judge", { ...asked, snapshotId: "none" })).toMatchObject({ error: { code: "not-found", message: "That snapshot is no longer there." } });
  });
});
