import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../../main/store/client.ts";
import { openStoreHere } from "../../../main/store/here.ts";
import { must, NOW, SAMPLE_FACTS, samplePolicy, temporaryFolder } from "../../support/store.ts";

const run = promisify(execFile);
const writer = join(import.meta.dirname, "../../support/store-writer.ts");
const workerUrl = new URL("../../../main/workers/store.ts", import.meta.url);

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe("one store, several users", () => {
  it("is made and written by several processes at once", { timeout: 60_000 }, async () => {
    const prefixes = ["a", "b", "c"];
    await Promise.all(prefixes.map((prefix) => run(process.execPath, [writer, folder.path, prefix, "5"])));
    const store = must(openStoreHere(folder.path));
    expect((await store.policies()).map((policy) => [policy.name, policy.version])).toEqual([["aP", 6], ["bP", 6], ["cP", 6]]);
    expect(await store.snapshots()).toHaveLength(15);
    await store.close();
  });

  it("lets only one of two windows save over the same version", async () => {
    const first = must(openStoreHere(folder.path));
    const second = must(openStoreHere(folder.path));
    const by = { author: "", note: "", now: NOW };
    must(await first.createPolicy({ policy: samplePolicy("P"), ...by }));
    must(await first.savePolicy({ policy: samplePolicy("P", "first"), baseVersion: 1, ...by }));
    expect(await second.savePolicy({ policy: samplePolicy("P", "second"), baseVersion: 1, ...by })).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(must(await second.policy({ name: "P" })).policy.description).toBe("first");
    await first.close();
    await second.close();
  });
});

describe("the store in its worker thread", () => {
  it("answers like the one on this thread, bytes and failures included", async () => {
    const store = must(await openStore({ directory: folder.path, workerUrl }));
    must(await store.createPolicy({ policy: samplePolicy("P"), author: "", note: "", now: NOW }));
    expect(must(await store.policy({ name: "P" })).policy).toEqual(samplePolicy("P"));
    expect(await store.policy({ name: "Q" })).toMatchObject({ ok: false, error: { code: "not-found" } });

    await store.beginSnapshot({ id: "s", name: "s", origin: "demo", source: [], taken: NOW });
    await store.addBlocks({ id: "s", blocks: [{ first: 0, count: 1, data: Uint8Array.of(1, 2, 3) }] });
    expect([...must(await store.block({ id: "s", object: 0 })).data]).toEqual([1, 2, 3]);
    await expect(store.addBlocks({ id: "none", blocks: [] })).rejects.toMatchObject({ name: "AppFailure", error: { code: "not-found" } });
    await store.close();

    const again = must(openStoreHere(folder.path));
    expect(await again.policies()).toHaveLength(1);
    await again.close();
  });

  it("carries large snapshots across the thread", async () => {
    const store = must(await openStore({ directory: folder.path, workerUrl }));
    const bytes = (size: number): Uint8Array => new Uint8Array(size).map((_, index) => index % 251);
    await store.beginSnapshot({ id: "s", name: "s", origin: "demo", source: [], taken: NOW });
    await store.addBlocks({ id: "s", blocks: [{ first: 0, count: 1, data: bytes(1_000_000) }, { first: 1, count: 1, data: bytes(4096) }] });
    await store.finishSnapshot({ id: "s", inventory: bytes(3_000_000), summary: SAMPLE_FACTS });
    for (let time = 0; time < 2; time++) {
      expect(Buffer.compare(must(await store.inventory({ id: "s" })), bytes(3_000_000))).toBe(0);
      expect(Buffer.compare(must(await store.block({ id: "s", object: 0 })).data, bytes(1_000_000))).toBe(0);
      expect(Buffer.compare(must(await store.block({ id: "s", object: 1 })).data, bytes(4096))).toBe(0);
    }
    await store.close();
  });

  it("answers why a store cannot be opened", async () => {
    expect(await openStore({ directory: "/dev/null/below", workerUrl })).toMatchObject({ ok: false, error: { code: "unwritable" } });
  });
});
