import { expect, test } from "vitest";

import { UidIndex } from "../../../shared/audit/uidIndex.ts";
import { hashBytes, hashText } from "../../../shared/kernel/hash.ts";
import { controller } from "../../support/objects.ts";
import { InventoryBuilder, type ObjectList } from "../../../shared/audit/index.ts";

function objectsWith(uids: (string | undefined)[]): ObjectList {
  const builder = new InventoryBuilder({ namespace: "default" });
  uids.forEach((uid, index) => builder.object({ ...controller({ name: `c-${index}` }), metadata: { name: `c-${index}`, ...(uid !== undefined && { uid }) } }, { file: "f", index }));
  return builder.inventory().objects;
}

function indexOf(objects: ObjectList): UidIndex {
  const index = new UidIndex(objects, objects.length);
  for (let place = 0; place < objects.length; place++) index.add(place);
  return index;
}

/** Texts of the same hash: behind a random beginning two code units are looked for that lead there. */
function alike(count: number): string[] {
  const target = hashText("some uid");
  const inverse = 0x359c449b; // of the prime of FNV, modulo 2 to the 32
  const before = Math.imul(target, inverse);
  const found: string[] = [];
  for (let number = 0; found.length < count; number++) {
    const beginning = `uid-${number}-`;
    const hash = hashText(beginning);
    for (let unit = 0; unit < 0x10000 && found.length < count; unit++) {
      const last = Math.imul(hash ^ unit, 0x01000193) ^ before;
      if (last >>> 16 === 0) found.push(beginning + String.fromCharCode(unit, last & 0xffff));
    }
  }
  return found;
}

test("objects are found by their uids, the last one of those with the same", () => {
  const index = indexOf(objectsWith(["a", "b", undefined, "a", "c"]));
  expect(["a", "b", "c", "d", ""].map((uid) => index.get(uid))).toEqual([3, 1, 4, undefined, undefined]);
});

test("an index of nothing finds nothing", () => {
  expect(indexOf(objectsWith([])).get("a")).toBeUndefined();
});

test("uids that were chosen to have the same hash are told apart, the last of equal ones counting", () => {
  const uids = alike(200);
  expect(new Set(uids.map(hashText)).size).toBe(1);
  const index = indexOf(objectsWith([...uids, ...uids.slice(150)]));
  expect(uids.map((uid) => index.get(uid))).toEqual(uids.map((_, place) => (place < 150 ? place : place + 50)));
});

test("bytes have the hash of their text", () => {
  const text = "7c1f2a8e-0b6d-4f0e-9a77-3f2f0c9d1b5a";
  expect(hashBytes(Buffer.from(`--${text}--`), 2, 2 + text.length)).toBe(hashText(text));
});
