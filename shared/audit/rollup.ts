import type { OwnerRef } from "../kube/facts.ts";
import { groupOf } from "../kube/project.ts";
import type { Coverage } from "./coverage.ts";
import type { Inventory, InventoryObject } from "./inventory.ts";

/** A workload: an object that owns pods, or a pod on its own, with the pods that belong to it. */
export interface Workload {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  /** The object that holds the template (or the pod itself); undefined when the owner is known by reference only. */
  object: number | undefined;
  /** Pods (indices of objects) that run, and those that have finished. */
  pods: number[];
  finished: number[];
}

export interface RollUp {
  workloads: Workload[];
  /** For each object the workload that it belongs to. */
  workloadOf: number[];
  /** Owner kinds that are named by references and are not among the objects. */
  unknownOwners: Coverage["unknownOwners"];
}

/** Owners form short chains (ReplicaSet → Deployment); anything longer is a loop. */
const MAX_CHAIN = 8;

/** Gathers pods under the workloads that own them, following `controller: true` references as far as objects are known. */
export function rollUp({ objects }: Inventory): RollUp {
  const byUid = new Map<string, number>();
  const byKind = new Map<string, number[]>();
  objects.forEach((object, index) => {
    const { kind, uid } = object;
    if (kind === "Pod") return;
    if (uid !== undefined) byUid.set(uid, index);
    const ofKind = byKind.get(kind);
    if (ofKind) ofKind.push(index);
    else byKind.set(kind, [index]);
  });
  const namesOf = createNames(objects, byKind);
  const ownerOf = (object: InventoryObject): number | undefined => {
    const { owner } = object;
    if (!owner) return undefined;
    const known = owner.uid === undefined ? undefined : byUid.get(owner.uid);
    return known ?? namesOf(owner.kind)?.get(nameKey(groupOf(owner.apiVersion), owner.kind, object.namespace, owner.name));
  };

  const workloads: Workload[] = [];
  const byTop = new Map<number, number>();
  const byReference = new Map<string, number>();
  const workloadOf: number[] = [];
  const unknown = new Map<string, number>();
  // Pods of one owner share the reference to it, where the reader keeps what is equal once.
  const siblings = new Map<OwnerRef, { namespace: string; top: number }>();

  objects.forEach((object, index) => {
    const top = topOwner(object, index);
    const root = objects[top] ?? object;
    // A mirror pod's owner is its Node: the pod itself is the workload.
    const owner = root.owner && root.owner.kind !== "Node" ? root.owner : undefined;
    if (owner) count(unknown, kindText(owner.apiVersion, owner.kind));

    const key = owner && nameKey(groupOf(owner.apiVersion), owner.kind, root.namespace, owner.name);
    let place = key === undefined ? byTop.get(top) : byReference.get(key);
    if (place === undefined) {
      const { apiVersion, kind, name } = owner ?? root;
      place = workloads.push({ apiVersion, kind, namespace: root.namespace, name, object: owner ? undefined : top, pods: [], finished: [] }) - 1;
      if (key === undefined) byTop.set(top, place);
      else byReference.set(key, place);
    }
    workloadOf.push(place);
    const workload = workloads[place];
    if (!workload) return;
    const { state } = object;
    if (state === "running" || state === "mirror") workload.pods.push(index);
    if (state === "finished") workload.finished.push(index);
    // Under an owner that is not here, the highest template that is here stands for it.
    if (state === "template" && top === index) workload.object ??= index;
  });
  return dropIdle({ workloads, workloadOf, unknownOwners: [...unknown].map(([kind, number]) => ({ kind, count: number })) }, objects);

  /** The object at the top of the owners that are known; the object itself where none is. */
  function topOwner(object: InventoryObject, index: number): number {
    const { owner, namespace } = object;
    if (!owner) return index;
    const sibling = siblings.get(owner);
    if (sibling?.namespace === namespace) return sibling.top;
    const parent = ownerOf(object);
    if (parent === undefined) return index;
    const top = climb(parent, index);
    siblings.set(owner, { namespace, top });
    return top;
  }

  function climb(parent: number, from: number): number {
    let top = parent === from ? from : parent;
    for (let steps = 1; steps < MAX_CHAIN; steps++) {
      const object = objects[top];
      const next = object && ownerOf(object);
      if (next === undefined || next === top) break;
      top = next;
    }
    return top;
  }
}

/**
 * Places of the objects of a kind by their names, for references whose uid is not known. Made when the first such
 * reference to that kind is met: where owners are complete, no name is ever looked at.
 */
function createNames(objects: InventoryObject[], byKind: ReadonlyMap<string, readonly number[]>): (kind: string) => ReadonlyMap<string, number> | undefined {
  const made = new Map<string, Map<string, number>>();
  return (kind) => {
    let names = made.get(kind);
    const places = byKind.get(kind);
    if (names || !places) return names;
    made.set(kind, (names = new Map()));
    for (const place of places) {
      const object = objects[place];
      if (object) names.set(nameKey(groupOf(object.apiVersion), kind, object.namespace, object.name), place);
    }
    return names;
  };
}

/**
 * A ReplicaSet at 0 replicas is no workload of its own; nor is an owner known by reference alone of which neither a pod
 * nor a template is here. Their objects get the place -1.
 */
function dropIdle(rolled: RollUp, objects: InventoryObject[]): RollUp {
  const workloads: Workload[] = [];
  const places = rolled.workloads.map((workload) => {
    const { object, pods, finished } = workload;
    const isIdle = pods.length + finished.length === 0 && (object === undefined || objects[object]?.state === "history");
    return isIdle ? -1 : workloads.push(workload) - 1;
  });
  return { ...rolled, workloads, workloadOf: rolled.workloadOf.map((place) => places[place] ?? -1) };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function nameKey(group: string, kind: string, namespace: string, name: string): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

/** `Rollout.argoproj.io`; core kinds by name alone. */
export function kindText(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion);
  return group === "" ? kind : `${kind}.${group}`;
}
