import { expect, test } from "vitest";
import { createTrailState } from "../../../main/usecases/auditTrailState.ts";
import { hex, NO_RECORD, trailBytes, type TrailRecord } from "../../../shared/bundle/index.ts";
import { crypto } from "../../support/bundles.ts";

/** A store that holds a trail, and remembers from which records on it was read. */
function trailStore() {
  const records: Uint8Array[] = [];
  const read: number[] = [];
  const add = (action: string, some: Partial<TrailRecord> = {}): void => {
    const last = records.at(-1);
    records.push(trailBytes({ action, subject: "s", outcome: "done", details: {}, sequence: records.length + 1, at: "2026-03-01T00:00:00.000Z", actor: "Ada", previous: last ? hex(crypto.sha256(last)) : NO_RECORD, ...some }));
  };
  add("trail.begin");
  const store = {
    trailBytes: ({ from, limit }: { from: number; limit: number }) => {
      if (limit > 1) read.push(from);
      return Promise.resolve(records.slice(from - 1, from - 1 + limit));
    },
    trustLists: () => Promise.resolve([]),
  };
  return { records, read, add, state: createTrailState({ store } as unknown as Parameters<typeof createTrailState>[0]) };
}

test("follows the whole trail once, then only what is new, also when it is asked twice at once", async () => {
  const { read, add, state } = trailStore();
  add("policy.create");
  expect(await state(crypto)).toMatchObject({ accepted: true, records: 2 });
  add("policy.save");
  expect(await Promise.all([state(crypto), state(crypto)])).toMatchObject([{ accepted: true, records: 3 }, { accepted: true, records: 3 }]);
  expect(read).toEqual([1, 3, 4]);
});

test("follows the whole again when its last record is another one or gone, and says what is broken each time", async () => {
  const { records, read, add, state } = trailStore();
  add("policy.create");
  add("policy.save");
  await state(crypto);
  records.pop();
  expect(await state(crypto)).toMatchObject({ accepted: true, records: 2 });
  add("policy.save", { previous: "ab".repeat(32) });
  expect(await state(crypto)).toMatchObject({ accepted: false, problem: { sequence: 3 } });
  expect(await state(crypto)).toMatchObject({ accepted: false, problem: { sequence: 3 } });
  expect(read).toEqual([1, 1, 3, 1]);
});
