import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { expect, test } from "vitest";

import { packInventory, unpackInventory } from "../../../main/audit/packing.ts";
import { InventoryBuilder, type Inventory } from "../../../shared/audit/index.ts";
import { clusterObjects } from "../../support/clusterObjects.ts";

function inventoryOf(pods: number): Inventory {
  const builder = new InventoryBuilder({ namespace: "default" });
  let index = 0;
  for (const object of clusterObjects({ pods })) builder.object(object, { file: "f", index: index++ });
  return builder.inventory();
}

test.each([0, 50, 1500])("an inventory of %s pods comes back as it was, and is written as JSON in one piece would be", async (pods) => {
  const inventory = inventoryOf(pods);
  const packed = await packInventory(inventory);
  const { objects, pods: specs, ...rest } = inventory;
  expect(zstdDecompressSync(packed).toString()).toBe(JSON.stringify({ schema: "sallyport/inventory", version: 1, inventory: { objects, pods: specs, ...rest } }));
  expect(await unpackInventory(packed)).toEqual({ ok: true, value: { ...inventory, objects: [...inventory.objects] } });
});

test.each([
  ["of a newer version", { schema: "sallyport/inventory", version: 99, inventory: {} }, "store-newer"],
  ["of another kind", { schema: "something", version: 1 }, "store-damaged"],
  ["without a version", { schema: "sallyport/inventory" }, "store-damaged"],
])("one %s is refused", async (_, document, code) => {
  expect(await unpackInventory(zstdCompressSync(JSON.stringify(document)))).toMatchObject({ ok: false, error: { code } });
});
