import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clusterKey } from "../../../shared/ipc/clusterKey.ts";
import { beyondRetention } from "../../../shared/ipc/retention.ts";
import type { ScanSummary } from "../../../shared/ipc/types.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";
import { samplePolicy } from "../../support/store.ts";
import { scan } from "../../support/windowData.ts";

const of = (id: string, context: string, some: Partial<ScanSummary> = {}) => scan({ id, origin: "context", source: [context], ...some });

describe("retention", () => {
  const scans = [of("e5", "eu"), of("u2", "us"), of("e4", "eu", { state: "failed" }), of("run", "eu", { state: "running" }), of("e3", "eu"), of("u1", "us")];
  it("keeps the newest of each cluster, and all that run", () => {
    expect(beyondRetention(scans, 2)).toEqual(["e3"]);
    expect(beyondRetention(scans, 1)).toEqual(["e4", "e3", "u1"]);
    expect(beyondRetention(scans, 0)).toEqual([]);
  });

  it("takes an old scan, which does not say where its data came from, by its data's name", () => {
    const { origin: _o, source: _s, ...old } = of("x", "eu", { snapshotName: "s1" });
    expect(beyondRetention([old, { ...old, id: "y" }, { ...old, id: "z", snapshotName: "s2" }], 1)).toEqual(["y"]);
  });

  it("tells clusters apart whatever their names are made of", () => {
    expect(clusterKey(scan({ origin: "files", source: ["a,b"] }))).not.toBe(clusterKey(scan({ origin: "files", source: ["a", "b"] })));
  });
});

describe("a scan in the history", () => {
  let test: TestApp;
  beforeEach(async () => {
    // A clock that goes on with each look: the order of scans is that of their times.
    let ticks = 0;
    test = await startTestApp({ now: () => new Date(Date.UTC(2026, 10, 24) + 1000 * ticks++).toISOString() });
    await test.get("policies.create", { policy: samplePolicy("P") });
  });
  afterEach(() => test.end());
  const options = { phase: "deployment" as const };
  const scanDemo = async () => test.ended(await test.get("scans.start", { target: { source: { type: "demo" } }, policy: "P", options }));

  it("says where its data came from, what it was, and what judged it", async () => {
    const { scanId = "" } = await scanDemo();
    const [snapshot] = await test.get("snapshots.list", undefined);
    expect(await test.get("scans.get", { id: scanId })).toMatchObject({ origin: "demo", source: snapshot?.source, digest: snapshot?.digest, engine: expect.stringMatching(/./), policyVersion: 1 });
    const again = await test.ended(await test.get("scans.start", { target: { snapshotId: snapshot?.id ?? "" }, policy: "P", options }));
    expect(await test.get("scans.get", { id: again.scanId ?? "" })).toMatchObject({ origin: "demo", digest: snapshot?.digest });
  });

  it("goes when newer ones of its cluster fill what is kept, also when less is kept than before", async () => {
    await test.get("settings.set", { keepScans: 2 });
    const ids = [];
    for (let turn = 0; turn < 3; turn++) ids.push((await scanDemo()).scanId);
    expect(new Set((await test.get("scans.list", undefined)).map(({ id }) => id))).toEqual(new Set(ids.slice(1)));
    await test.get("settings.set", { keepScans: 1 });
    expect(await test.get("scans.list", undefined)).toHaveLength(1);
    expect(await test.get("snapshots.list", undefined)).toHaveLength(3);
  });

  it("hands its ignored namespaces on to the next scan of the same cluster, and to no other", async () => {
    const { judge } = test.audit;
    test.audit.judge = async (request) => {
      const judged = await judge(request);
      return judged.ok ? { ok: true, value: { ...judged.value, ignoredNamespaces: ["lab"] } } : judged;
    };
    await scanDemo();
    await scanDemo();
    await test.ended(await test.get("scans.start", { target: { source: { type: "files", paths: ["/a"] } }, policy: "P", options }));
    const settings = test.audit.calls.flatMap(({ method, request }) => (method === "judge" ? [(request as { settings: object }).settings] : []));
    expect(settings.map((each) => ("ignoredBefore" in each ? each.ignoredBefore : undefined))).toEqual([undefined, ["lab"], undefined]);
  });
});

describe("comparisons and plans", () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await startTestApp();
    await test.get("policies.create", { policy: samplePolicy("P") });
    await test.ended(await test.get("snapshots.take", { source: { type: "demo" } }));
  });
  afterEach(() => test.end());
  const snapshotId = async () => (await test.get("snapshots.list", undefined))[0]?.id ?? "";
  const QUERY = { changes: [], filter: {}, by: { what: "namespace" as const }, offset: 0, limit: 10 };

  it("take versions and the draft as sides, and bring the data back into memory", async () => {
    const id = await snapshotId();
    const subject = { type: "policies" as const, snapshotId: id, a: { name: "P", version: 1 }, b: { name: "P", draft: true }, options: { phase: "deployment" as const } };
    expect(await test.call("compare.page", { subject, ...QUERY })).toMatchObject({ ok: false, error: { code: "not-found", message: expect.stringContaining("no unsaved changes") } });
    await test.get("drafts.put", { policy: { ...samplePolicy("P"), description: "changed" }, baseVersion: 1, window: "w", after: null });
    test.audit.forget();
    expect(await test.get("compare.page", { subject, ...QUERY })).toMatchObject({ a: "P v1", b: "P (draft)", total: 0 });
    expect(test.audit.calls.findLast(({ method }) => method === "compare")?.request).toMatchObject({ pair: { a: { description: samplePolicy("P").description }, b: { description: "changed" } } });
  });

  it("refuse what is gone in words", async () => {
    const subject = { type: "scans" as const, a: "none", b: "none" };
    expect(await test.call("compare.page", { subject, ...QUERY })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await test.call("rollout.plan", { policy: "P", snapshotIds: ["gone"], quietDays: 7 })).toMatchObject({ ok: false, error: { code: "not-found", message: expect.stringContaining("no longer there") } });
  });

  it("judge each chosen data once for a plan", async () => {
    const id = await snapshotId();
    const plan = await test.get("rollout.plan", { policy: "P", snapshotIds: [id, id], quietDays: 7 });
    expect(plan).toMatchObject({ policy: "P", quietDays: 7, scans: [{ name: "Demo cluster" }] });
    expect(test.audit.calls.filter(({ method }) => method === "namespaces")).toHaveLength(1);
  });
});
