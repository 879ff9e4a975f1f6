import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStoreHere } from "../../../main/store/here.ts";
import type { OpenStore } from "../../../main/store/here.ts";
import { must, NOW, SAMPLE_BASIS, SAMPLE_FACTS, samplePolicy, sampleScan, temporaryFolder } from "../../support/store.ts";

let folder: ReturnType<typeof temporaryFolder>;
let store: OpenStore;

beforeEach(() => {
  folder = temporaryFolder();
  store = must(openStoreHere(folder.path));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const opened = { name: "Friday", origin: "files" as const, source: ["/a.yaml", "/b"], taken: NOW };
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

async function takeSnapshot(id: string): Promise<void> {
  await store.beginSnapshot({ id, ...opened });
  await store.addBlocks({ id, blocks: [{ first: 0, count: 2, data: bytes(1, 2, 3) }] });
  await store.addBlocks({ id, blocks: [{ first: 2, count: 1, data: bytes(4) }] });
  await store.finishSnapshot({ id, inventory: bytes(9, 9), summary: SAMPLE_FACTS });
}

describe("snapshots in the store", () => {
  it("lists a snapshot once it is finished", async () => {
    await store.beginSnapshot({ id: "s1", ...opened });
    expect(await store.snapshots()).toEqual([]);
    expect(await store.inventory({ id: "s1" })).toMatchObject({ ok: false, error: { code: "not-found" } });

    const finished = await store.finishSnapshot({ id: "s1", inventory: bytes(1), summary: SAMPLE_FACTS });
    expect(finished).toEqual({ id: "s1", ...opened, ...SAMPLE_FACTS, storedBytes: 1 });
    expect(await store.snapshots()).toEqual([finished]);
  });

  it("gives back the inventory and the block that holds an object", async () => {
    await takeSnapshot("s1");
    expect([...must(await store.inventory({ id: "s1" }))]).toEqual([9, 9]);
    for (const [object, first] of [[0, 0], [1, 0], [2, 2]] as const) {
      expect(must(await store.block({ id: "s1", object })).first).toBe(first);
    }
    expect([...must(await store.block({ id: "s1", object: 1 })).data]).toEqual([1, 2, 3]);
    expect(await store.block({ id: "s1", object: 3 })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect((await store.snapshots())[0]?.storedBytes).toBe(6);
  });

  it("shows the assigned policy", async () => {
    await takeSnapshot("s1");
    must(await store.createPolicy({ policy: samplePolicy("P"), author: "", note: "", now: NOW }));
    must(await store.assign({ type: "snapshot", id: "s1", policy: "P" }));
    expect((await store.snapshots())[0]?.assignedPolicy).toBe("P");
  });

  it("removes a snapshot with its blocks and its assignment", async () => {
    await takeSnapshot("s1");
    must(await store.createPolicy({ policy: samplePolicy("P"), author: "", note: "", now: NOW }));
    must(await store.assign({ type: "snapshot", id: "s1", policy: "P" }));
    must(await store.dropSnapshot({ id: "s1" }));
    expect(await store.snapshots()).toEqual([]);
    expect(await store.assignments()).toEqual([]);
    expect(await store.block({ id: "s1", object: 0 })).toMatchObject({ ok: false });
    expect(await store.dropSnapshot({ id: "s1" })).toMatchObject({ ok: false, error: { code: "not-found" } });
  });

  it("keeps a snapshot that a finished scan needs; a cancelled one does not hold it", async () => {
    await takeSnapshot("s1");
    await store.putScan({ scan: sampleScan("c1", "s1"), basis: SAMPLE_BASIS });
    expect(await store.dropSnapshot({ id: "s1" })).toMatchObject({ ok: false, error: { code: "in-use", details: { usedBy: [{ kind: "scan" }] } } });
    must(await store.deleteScan({ id: "c1" }));
    await store.putScan({ scan: sampleScan("c2", "s1", "cancelled"), basis: SAMPLE_BASIS });
    must(await store.dropSnapshot({ id: "s1" }));
  });

  it("takes no blocks for a snapshot that is finished or gone", async () => {
    await takeSnapshot("s1");
    for (const id of ["s1", "never"]) {
      await expect(store.addBlocks({ id, blocks: [{ first: 5, count: 1, data: bytes(1) }] })).rejects.toMatchObject({ error: { code: "not-found" } });
      await expect(store.finishSnapshot({ id, inventory: bytes(1), summary: SAMPLE_FACTS })).rejects.toMatchObject({ error: { code: "not-found" } });
    }
  });
});

describe("scans in the store", () => {
  it("keeps a scan's present state and what it was judged by", async () => {
    await store.putScan({ scan: sampleScan("c1", "s1", "running"), basis: SAMPLE_BASIS });
    await store.putScan({ scan: sampleScan("c1", "s1", "done"), basis: SAMPLE_BASIS });
    await store.putScan({ scan: { ...sampleScan("c2", "s1"), started: "2026-03-02T10:00:00Z" }, basis: SAMPLE_BASIS });
    expect((await store.scans()).map((scan) => [scan.id, scan.state])).toEqual([["c2", "done"], ["c1", "done"]]);
    expect(must(await store.scan({ id: "c1" }))).toEqual(sampleScan("c1", "s1"));
    expect(must(await store.scanBasis({ id: "c1" }))).toEqual(SAMPLE_BASIS);
    must(await store.deleteScan({ id: "c1" }));
    for (const answer of [await store.scan({ id: "c1" }), await store.scanBasis({ id: "c1" }), await store.deleteScan({ id: "c1" })]) {
      expect(answer).toMatchObject({ ok: false, error: { code: "not-found" } });
    }
  });
});
