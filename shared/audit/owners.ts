import { groupOf } from "../kube/project.ts";
import type { InventoryObject } from "./inventory.ts";
import type { ObjectList } from "./objectList.ts";
import { UidIndex } from "./uidIndex.ts";

/** Owners form short chains (ReplicaSet → Deployment); anything longer is a loop. */
const MAX_CHAIN = 8;

/** Finds the objects that own others, following `controller: true` references as far as objects are known. */
export interface Owners {
  /** The object at the top of an object's owners, by its index; undefined when its owner is not among the objects. */
  topOf(index: number): number | undefined;
}

const NOT_YET = -2;
const NONE = -1;

export function createOwners(objects: ObjectList): Owners {
  const byKind = new Map<string, number[]>();
  for (let index = 0; index < objects.length; index++) {
    const kind = objects.at(index)?.kind;
    if (kind === undefined || kind === "Pod") continue;
    const ofKind = byKind.get(kind);
    if (ofKind) ofKind.push(index);
    else byKind.set(kind, [index]);
  }
  const owning = [...byKind.values()];
  const byUid = new UidIndex(objects, owning.reduce((sum, places) => sum + places.length, 0));
  for (const places of owning) for (const place of places) byUid.add(place);
  const namesOf = createNames(objects, byKind);
  const known = new Int32Array(objects.length).fill(NOT_YET);

  const find = ({ owner, namespace }: InventoryObject): number => {
    if (!owner) return NONE;
    const own = owner.uid === undefined ? undefined : byUid.get(owner.uid);
    // Kubernetes takes no owner from another namespace either: it lets garbage collection treat it as absent.
    if (own !== undefined && objects.at(own)?.namespace === namespace) return own;
    return namesOf(owner.kind)?.get(nameKey(owner.apiVersion, owner.kind, namespace, owner.name)) ?? NONE;
  };

  const ownerOf = (index: number): number => {
    let owner = known[index] ?? NONE;
    const object = objects.at(index);
    if (owner === NOT_YET && object) known[index] = owner = find(object);
    return owner;
  };

  return {
    topOf(index) {
      let top = ownerOf(index);
      for (let steps = 1; top !== NONE && steps < MAX_CHAIN; steps++) {
        const next = ownerOf(top);
        if (next === NONE || next === top) break;
        top = next;
      }
      return top === NONE ? undefined : top;
    },
  };
}

/**
 * Places of the objects of a kind by their names, for references whose uid is not known. Made when the first such
 * reference to that kind is met: where owners are complete, no name is ever looked at.
 */
function createNames(objects: ObjectList, byKind: ReadonlyMap<string, readonly number[]>): (kind: string) => ReadonlyMap<string, number> | undefined {
  const made = new Map<string, Map<string, number>>();
  return (kind) => {
    let names = made.get(kind);
    const places = byKind.get(kind);
    if (names || !places) return names;
    made.set(kind, (names = new Map()));
    for (const place of places) {
      const object = objects.at(place);
      if (object) names.set(nameKey(object.apiVersion, kind, object.namespace, object.name), place);
    }
    return names;
  };
}

/** What tells an object from others where no uid does. */
export function nameKey(apiVersion: string, kind: string, namespace: string, name: string): string {
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}`;
}
