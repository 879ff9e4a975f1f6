import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";

import { countOf, namespacesOf, plainObject, type Inventory, type InventoryObject } from "../../shared/audit/index.ts";
import { byCodeUnit, stableStringify } from "../../shared/kernel/stable.ts";
import type { SnapshotFacts } from "../ports.ts";

/** What a snapshot is known by. */
export async function factsOf(inventory: Inventory): Promise<SnapshotFacts> {
  return {
    objects: inventory.objects.length,
    pods: countOf(inventory.objects, ({ kind }) => kind === "Pod"),
    namespaces: namespacesOf(inventory.objects).length,
    coverage: inventory.coverage,
    digest: await digestOf(inventory),
  };
}

const OBJECTS_PER_TURN = 1000;

/**
 * SHA-256, hex, over the facts as lines of JSON with sorted keys: namespaces by name, then the objects in the order of
 * the source. Where they were read is left out: the same cluster gives the same digest from a file and live.
 */
async function digestOf({ objects, pods, namespaces }: Inventory): Promise<string> {
  const hash = createHash("sha256");
  for (const namespace of namespaces.toSorted((a, b) => byCodeUnit(a.name, b.name))) hash.update(`${stableStringify(namespace)}\n`);
  const podTexts = pods.map((pod) => stableStringify(pod));
  let index = 0;
  for (const object of objects) {
    hash.update(`${objectText(object)} ${podTexts[object.pod]}\n`);
    if (index++ % OBJECTS_PER_TURN === 0) await nextTurn();
  }
  return hash.digest("hex");
}

function objectText(object: InventoryObject): string {
  return stableStringify({ ...plainObject(object), source: undefined, pod: undefined });
}
