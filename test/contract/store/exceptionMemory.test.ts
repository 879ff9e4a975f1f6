import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStoreHere } from "../../../main/store/here.ts";
import type { OpenStore } from "../../../main/store/here.ts";
import { must, NOW, samplePolicy, temporaryFolder } from "../../support/store.ts";

let folder: ReturnType<typeof temporaryFolder>;
let store: OpenStore;

beforeEach(async () => {
  folder = temporaryFolder();
  store = must(openStoreHere(folder.path));
  must(await store.createPolicy({ policy: samplePolicy("P"), author: "Ada", note: "", now: NOW }));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const [MARCH, APRIL, MAY] = ["2026-03-01T10:00:00Z", "2026-04-01T10:00:00Z", "2026-05-01T10:00:00Z"];
const note = (taken: string, data: string, uses: Record<string, boolean>, policy = "P") =>
  store.rememberExceptions({ policy, taken, data, uses: Object.entries(uses).map(([identity, used]) => ({ identity, used })) });

describe("what the store remembers of exceptions", () => {
  it("is the newest data on which each excused something, in whatever order data were looked at", async () => {
    await note(APRIL, "prod", { a: true, b: false });
    await note(MAY, "prod", { a: false, b: false });
    await note(MARCH, "test", { a: true, b: true });
    expect(await store.exceptionMemory({ policy: "P" })).toEqual([
      { identity: "a", firstSeen: MARCH, lastSeen: MAY, lastUsed: { taken: APRIL, data: "prod" } },
      { identity: "b", firstSeen: MARCH, lastSeen: MAY, lastUsed: { taken: MARCH, data: "test" } },
    ]);
  });

  it("does not say of one that never excused anything when it did", async () => {
    await note(MARCH, "prod", { a: false });
    expect(await store.exceptionMemory({ policy: "P" })).toEqual([{ identity: "a", firstSeen: MARCH, lastSeen: MARCH }]);
  });

  it("goes with its policy, and there is none of a policy that is not saved", async () => {
    await note(MARCH, "prod", { a: true }, "Q");
    expect(await store.exceptionMemory({ policy: "Q" })).toEqual([]);
    await note(MARCH, "prod", { a: true });
    must(await store.deletePolicy({ name: "P" }));
    must(await store.createPolicy({ policy: samplePolicy("P"), author: "Ada", note: "", now: NOW }));
    expect(await store.exceptionMemory({ policy: "P" })).toEqual([]);
  });
});
