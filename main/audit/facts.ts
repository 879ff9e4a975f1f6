import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";

import { countOf, namespacesOf, type Inventory, type InventoryObject } from "../../shared/audit/index.ts";
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
  const podTexts: string[] = [];
  let index = 0;
  for (const object of objects) {
    const podText = (podTexts[object.pod] ??= stableStringify(pods[object.pod]));
    hash.update(`${objectText(object)} ${podText}\n`);
    if (index++ % OBJECTS_PER_TURN === 0) await nextTurn();
  }
  return hash.digest("hex");
}

/** With its keys written in their order, sorting them is saved a hundred thousand times. */
function objectText({ apiVersion, created, kind, name, namespace, notes, owner, podPath, state, uid }: InventoryObject): string {
  const sortedOwner = owner && { apiVersion: owner.apiVersion, kind: owner.kind, name: owner.name, uid: owner.uid };
  const sortedNotes: unknown = notes && JSON.parse(stableStringify(notes));
  return JSON.stringify({ apiVersion, created, kind, name, namespace, notes: sortedNotes, owner: sortedOwner, podPath, state, uid });
}
