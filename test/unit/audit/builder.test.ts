import { expect, test } from "vitest";

import { createJsonReader } from "../../../main/files/jsonList.ts";
import { outFor } from "../../../main/files/out.ts";
import { createWalker, walkerModule } from "../../../main/files/walker/index.ts";
import { InventoryBuilder, type Inventory } from "../../../shared/audit/index.ts";
import { container, controller, ownedBy, pod } from "../../support/objects.ts";

const NODE = { apiVersion: "v1", kind: "Node", name: "node-1", uid: "n-1", controller: true };

/** Objects that differ in their owner alone, and those whose owner decides about what they are. */
const OBJECTS = [
  pod({ name: "cart-1", namespace: "shop", owner: ownedBy("ReplicaSet", "cart-a") }),
  pod({ name: "cart-1", namespace: "shop", owner: ownedBy("ReplicaSet", "cart-b") }),
  pod({ name: "cart-1", namespace: "shop", owner: NODE }),
  pod({ name: "cart-1", namespace: "shop" }),
  pod({ name: "etcd", namespace: "", annotations: { "kubernetes.io/config.mirror": "x" } }),
  controller({ kind: "ReplicaSet", name: "cart-a", owner: ownedBy("Deployment", "cart") }),
  controller({ kind: "ReplicaSet", name: "cart-b" }),
  controller({ kind: "ReplicaSet", name: "cart-b", replicas: 0 }),
  controller({ name: "cart", containers: [container({ image: "shop/cart:1" })] }),
];

function walked(objects: unknown[]): Inventory {
  const module = walkerModule();
  if (!module) throw new Error("out/walker.wasm is missing");
  const builder = new InventoryBuilder({ namespace: "default" });
  const reader = createJsonReader(outFor(builder, "cluster.json", createWalker(module, 100)));
  reader.push(Buffer.from(JSON.stringify({ apiVersion: "v1", kind: "List", items: objects })));
  reader.end(false);
  return builder.inventory();
}

function projected(objects: unknown[]): Inventory {
  const builder = new InventoryBuilder({ namespace: "default" });
  objects.forEach((object, index) => builder.object(object, { file: "cluster.json", index }));
  return builder.inventory();
}

test("rows of a reader give the same inventory as objects", () => {
  expect(JSON.parse(JSON.stringify(walked(OBJECTS)))).toEqual(JSON.parse(JSON.stringify(projected(OBJECTS))));
});

test("the owner decides about mirrors and history, for objects that are alike otherwise", () => {
  expect([...walked(OBJECTS).objects].map(({ state }) => state)).toEqual(["running", "running", "mirror", "running", "mirror", "history", "template", "history", "template"]);
});
