import { zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";

import { packInventory, unpackInventory } from "../../../main/audit/packing.ts";
import { InventoryBuilder } from "../../../shared/audit/index.ts";
import { clusterObjects } from "../../support/clusterObjects.ts";

test("an inventory comes back as it was", async () => {
  const builder = new InventoryBuilder({ namespace: "default" });
  let index = 0;
  for (const object of clusterObjects({ pods: 50 })) builder.object(object, { file: "f", index: index++ });
  const inventory = builder.inventory();
  expect(await unpackInventory(await packInventory(inventory))).toEqual({ ok: true, value: { ...inventory, objects: [...inventory.objects] } });
});

test.each([
  ["of a newer version", { schema: "sallyport/inventory", version: 99, inventory: {} }, "store-newer"],
  ["of another kind", { schema: "something", version: 1 }, "store-damaged"],
  ["without a version", { schema: "sallyport/inventory" }, "store-damaged"],
])("one %s is refused", async (_, document, code) => {
  expect(await unpackInventory(zstdCompressSync(JSON.stringify(document)))).toMatchObject({ ok: false, error: { code } });
});
