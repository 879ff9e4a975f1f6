import { describe, expect, it } from "vitest";
import { setBridge } from "../../../renderer/api/bridge.ts";
import { connectEvents } from "../../../renderer/api/events.ts";
import { api } from "../../../renderer/api/api.ts";
import { jobEnd } from "../../../renderer/api/jobEnd.ts";
import { selectJob, selectRunningJobs } from "../../../renderer/api/jobs.ts";
import { createStore } from "../../../renderer/app/store.ts";
import { createFakeBridge } from "../../support/fakeBridge.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import * as data from "../../support/windowData.ts";

function start(handlers: Handlers = {}) {
  const bridge = createFakeBridge(handlers);
  setBridge(bridge);
  const store = createStore();
  connectEvents(bridge, store.dispatch);
  return { bridge, store };
}
const taking = { source: { type: "demo" } } as const;

describe("jobs in the window", () => {
  it("follow what is told of them", () => {
    const { bridge, store } = start();
    bridge.emit("job", data.job());
    expect(selectRunningJobs(store.getState()).map((job) => job.id)).toEqual(["job-1"]);
    bridge.emit("job", data.job({ state: "done" }));
    expect(selectRunningJobs(store.getState())).toEqual([]);
  });

  it("stay ended when the answer that started them, or a late event, says they run", async () => {
    const { bridge, store } = start({
      "snapshots.take": () => {
        bridge.emit("job", data.job({ state: "done" }));
        return data.job();
      },
    });
    await store.dispatch(api.endpoints.takeSnapshot.initiate(taking));
    bridge.emit("job", data.job());
    expect(selectJob(store.getState(), "job-1")?.state).toBe("done");
  });

  it("are known from the answer that started them, before any event", async () => {
    const { store } = start({ "snapshots.take": () => data.job() });
    await store.dispatch(api.endpoints.takeSnapshot.initiate(taking));
    expect(selectJob(store.getState(), "job-1")?.state).toBe("running");
  });
});

describe("waiting for the end of a job", () => {
  it("ends with the event that says so", async () => {
    const { bridge } = start({ "jobs.list": () => [data.job()] });
    const end = jobEnd("job-1");
    bridge.emit("job", data.job({ id: "job-2", state: "done" }));
    bridge.emit("job", data.job({ state: "failed" }));
    expect((await end).state).toBe("failed");
  });

  it("ends at once for a job that has ended before", async () => {
    start({ "jobs.list": () => [data.job({ state: "cancelled" })] });
    expect((await jobEnd("job-1")).state).toBe("cancelled");
  });
});

describe("cluster data that could not be read", () => {
  it("is told once, also when a connection that came back tells it again", () => {
    const { bridge, store } = start();
    const failed = data.job({ kind: "snapshot", state: "failed", error: { code: "unreadable", message: "a.json ends too early." } });
    bridge.emit("job", data.job({ kind: "snapshot" }));
    bridge.emit("job", failed);
    bridge.emit("job", failed);
    expect(store.getState().notices.list.map((notice) => notice.title)).toEqual(["a.json ends too early."]);
  });

  it("is left to its own page when a scan failed", () => {
    const { bridge, store } = start();
    bridge.emit("job", data.job({ kind: "scan", state: "failed" }));
    expect(store.getState().notices.list).toEqual([]);
  });
});

describe("refusals", () => {
  it("become a notice, except those that the page shows itself", async () => {
    const { store } = start();
    await store.dispatch(api.endpoints.takeSnapshot.initiate(taking));
    await store.dispatch(api.endpoints.deleteSnapshot.initiate({ id: "snap-1" }));
    await store.dispatch(api.endpoints.snapshots.initiate());
    expect(store.getState().notices.list.map((notice) => notice.title)).toEqual(["The fake bridge has no answer for snapshots.take."]);
  });
});
