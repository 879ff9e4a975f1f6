import { expect, test } from "vitest";

import { countOf, GrowingList, namespacesOf, RowBlock } from "../../../shared/audit/objectList.ts";
import { plainObject, type Kin } from "../../../shared/audit/rowObject.ts";
import type { InventoryObject } from "../../../shared/audit/index.ts";

const KIN: Kin = { apiVersion: "v1", kind: "Pod", namespace: "shop", state: "running", podPath: "spec", pod: 0 };

function plain(name: string, namespace: string): InventoryObject {
  return { ...KIN, namespace, name, uid: undefined, owner: undefined, created: undefined, source: { file: "plain", index: 0 } };
}

function rowsOf(names: string[]): RowBlock {
  const texts = { name: (row: number) => names[row] ?? "", uid: () => undefined, uidHash: () => undefined, created: () => undefined };
  const block = new RowBlock({ texts, file: "rows", first: 10, outer: undefined });
  names.forEach((_, row) => block.push(row, KIN, undefined));
  return block;
}

test("objects that came one by one and in rows are found by their places, in any order", () => {
  const list = new GrowingList();
  list.push(plain("a", "shop"));
  list.push(plain("b", "web"));
  list.add(rowsOf(["c", "d", "e"]));
  list.add(rowsOf(["f"]));
  list.push(plain("g", "shop"));
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  expect(list.length).toBe(names.length);
  expect([...list].map(({ name }) => name)).toEqual(names);
  for (const place of [6, 0, 3, 3, 1, 5, 2, 4]) expect(list.at(place)?.name).toBe(names[place]);
  expect(list.at(7)).toBeUndefined();
  expect(list.at(3)?.source).toEqual({ file: "rows", index: 11 });
});

test("a list is written as a plain one", () => {
  const list = new GrowingList();
  list.push(plain("a", "shop"));
  list.add(rowsOf(["b"]));
  expect(JSON.parse(JSON.stringify(list))).toEqual(JSON.parse(JSON.stringify([...list].map(plainObject))));
});

test("objects are counted, and their namespaces told once each", () => {
  const objects = [plain("a", "shop"), plain("b", "web"), plain("c", "shop")];
  expect(countOf(objects, ({ namespace }) => namespace === "shop")).toBe(2);
  expect(namespacesOf(objects)).toEqual(["shop", "web"]);
});
