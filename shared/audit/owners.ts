import { groupOf } from "../kube/project.ts";
import type { InventoryObject } from "./inventory.ts";

/** Owners form short chains (ReplicaSet → Deployment); anything longer is a loop. */
const MAX_CHAIN = 8;

/** Finds the objects that own others, following `controller: true` references as far as objects are known. */
export interface Owners {
  /** The object at the top of an object's owners; undefined when its owner is not among the objects. */
  topOf(object: InventoryObject): number | undefined;
}

export function createOwners(objects: readonly InventoryObject[]): Owners {
  const byUid = new Map<string, number>();
  const byKind = new Map<string, number[]>();
  objects.forEach((object, index) => {
    const { kind } = object;
    if (kind === "Pod") return;
    const { uid } = object;
    if (uid !== undefined) byUid.set(uid, index);
    const ofKind = byKind.get(kind);
    if (ofKind) ofKind.push(index);
    else byKind.set(kind, [index]);
  });
  const namesOf = createNames(objects, byKind);

  const ownerOf = ({ owner, namespace }: InventoryObject): number | undefined => {
    if (!owner) return undefined;
    const known = owner.uid === undefined ? undefined : byUid.get(owner.uid);
    // Kubernetes takes no owner from another namespace either: it lets garbage collection treat it as absent.
    if (known !== undefined && objects[known]?.namespace === namespace) return known;
    return namesOf(owner.kind)?.get(nameKey(owner.apiVersion, owner.kind, namespace, owner.name));
  };

  return {
    topOf(object) {
      let top = ownerOf(object);
      for (let steps = 1; top !== undefined && steps < MAX_CHAIN; steps++) {
        const owner = objects[top];
        const next = owner && ownerOf(owner);
        if (next === undefined || next === top) break;
        top = next;
      }
      return top;
    },
  };
}

/**
 * Places of the objects of a kind by their names, for references whose uid is not known. Made when the first such
 * reference to that kind is met: where owners are complete, no name is ever looked at.
 */
function createNames(objects: readonly InventoryObject[], byKind: ReadonlyMap<string, readonly number[]>): (kind: string) => ReadonlyMap<string, number> | undefined {
  const made = new Map<string, Map<string, number>>();
  return (kind) => {
    let names = made.get(kind);
    const places = byKind.get(kind);
    if (names || !places) return names;
    made.set(kind, (names = new Map()));
    for (const place of places) {
      const object = objects[place];
      if (object) names.set(nameKey(object.apiVersion, kind, object.namespace, object.name), place);
    }
    return names;
  };
}

/** What tells an object from others where no uid does. */
export function nameKey(apiVersion: string, kind: string, namespace: string, name: string): string {
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}`;
}
