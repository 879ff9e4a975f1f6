import type { OwnerRef } from "../kube/facts.ts";
import { groupOf } from "../kube/project.ts";
import type { Coverage } from "./coverage.ts";
import { createCrowds, type Crowds } from "./crowds.ts";
import type { Inventory, InventoryObject } from "./inventory.ts";
import { createOwners, nameKey } from "./owners.ts";
import { shapesOf, type Shapes } from "./shapes.ts";
import { textColumn, type TextColumn } from "./view/interned.ts";

/** A workload: an object that owns pods, or a pod on its own, with the pods that belong to it. */
export interface Workload {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  /** The object that holds the template (or the pod itself); undefined when the owner is known by reference only. */
  object: number | undefined;
  /** Pods (indices of objects) that run, and those that have finished. */
  pods: readonly number[];
  finished: readonly number[];
}

/** The workloads of an inventory with all that is known of them whatever the policy. */
export interface RollUp {
  workloads: readonly Workload[];
  /** Owner kinds that are named by references and are not among the objects. */
  unknownOwners: Coverage["unknownOwners"];
  shapes: Shapes;
  namespaces: TextColumn;
  /** 1 for workloads of which nothing runs or would run again. */
  ended: Uint8Array;
  /** See `createCrowds`. */
  crowdsOf: (standings: Uint32Array) => Crowds;
}

/** Gathers pods under the workloads that own them. */
export function rollUp(inventory: Inventory): RollUp {
  const { objects } = inventory;
  const { gathered, unknownOwners } = gather(objects);
  // A ReplicaSet at 0 replicas is no workload of its own; nor is an owner that is not here if neither a pod nor a template of it is.
  const workloads = gathered.filter(({ object, pods, finished }) => pods.length + finished.length > 0 || (object !== undefined && objects[object]?.state !== "history"));
  const hasEnded = ({ object, pods, finished }: Workload): boolean =>
    finished.length > 0 && pods.length === 0 && (object === undefined || objects[object]?.state === "finished");
  const shapes = shapesOf(inventory, workloads);
  const namespaces = textColumn(workloads.length, (row) => workloads[row]?.namespace ?? "");
  const ended = Uint8Array.from(workloads, (workload) => Number(hasEnded(workload)));
  return { workloads, unknownOwners, shapes, namespaces, ended, crowdsOf: createCrowds(shapes, namespaces, ended) };
}

/** A workload that is being gathered. */
type Gathered = Omit<Workload, "pods" | "finished"> & { pods: number[]; finished: number[] };

/** Stands for a list until something is put in: most workloads have nothing that has finished. */
const NOTHING: number[] = [];

function put(list: number[], index: number): number[] {
  if (list === NOTHING) return [index];
  list.push(index);
  return list;
}

/** Where an object belongs: its workload's place, and the object at the top of its known owners, itself where it has none. */
interface Home {
  place: number;
  top: number;
}

/** What is the same for all objects of one namespace with one owner; `top`: see `Home`, undefined where each is its own. */
interface Family {
  namespace: string;
  place: number;
  top: number | undefined;
}

function gather(objects: readonly InventoryObject[]): { gathered: Gathered[]; unknownOwners: Coverage["unknownOwners"] } {
  const owners = createOwners(objects);
  const gathered: Gathered[] = [];
  const byTop = new Int32Array(objects.length).fill(-1);
  const byReference = new Map<string, number>();
  /** For each workload known by reference alone its kind, with how many objects are under it. */
  const unknown = new Map<number, { kind: string; count: number }>();
  // Objects of one owner share the reference to it, where the reader keeps what is equal once.
  const families = new Map<OwnerRef, Family>();

  const add = (root: InventoryObject, { apiVersion, kind, name }: Pick<Workload, "apiVersion" | "kind" | "name">, object: number | undefined): number =>
    gathered.push({ apiVersion, kind, namespace: root.namespace, name, object, pods: NOTHING, finished: NOTHING }) - 1;

  /** The workload of an object that is here. */
  const placeOfObject = (object: InventoryObject, index: number): number => {
    const known = byTop[index] ?? -1;
    return known >= 0 ? known : (byTop[index] = add(object, object, index));
  };

  /** The workload of an owner that is not here. */
  const placeOfReference = (root: InventoryObject, owner: OwnerRef): number => {
    const key = nameKey(owner.apiVersion, owner.kind, root.namespace, owner.name);
    let place = byReference.get(key);
    if (place === undefined) {
      byReference.set(key, (place = add(root, owner, undefined)));
      unknown.set(place, { kind: kindText(owner.apiVersion, owner.kind), count: 0 });
    }
    return place;
  };

  const homeOf = (object: InventoryObject, index: number): Home => {
    const { owner, namespace } = object;
    if (!owner) return { place: placeOfObject(object, index), top: index };
    const family = families.get(owner);
    if (family?.namespace === namespace) return { place: family.place, top: family.top ?? index };
    const top = owners.topOf(object);
    const root = (top === undefined ? undefined : objects[top]) ?? object;
    // A mirror pod's owner is its Node: the pod itself is the workload.
    const isKnown = !root.owner || root.owner.kind === "Node";
    const place = root.owner && !isKnown ? placeOfReference(root, root.owner) : placeOfObject(root, top ?? index);
    if (top !== undefined || !isKnown) families.set(owner, { namespace, place, top });
    return { place, top: top ?? index };
  };

  objects.forEach((object, index) => {
    const { place, top } = homeOf(object, index);
    const workload = gathered[place];
    if (!workload) return;
    const reference = unknown.get(place);
    if (reference) reference.count++;
    const { state } = object;
    if (state === "running" || state === "mirror") workload.pods = put(workload.pods, index);
    if (state === "finished") workload.finished = put(workload.finished, index);
    // Under an owner that is not here, the highest template that is here stands for it.
    if (state === "template" && top === index) workload.object ??= index;
  });
  return { gathered, unknownOwners: counted(unknown.values()) };
}

/** Workloads of one kind together. */
function counted(named: Iterable<{ kind: string; count: number }>): Coverage["unknownOwners"] {
  const counts = new Map<string, number>();
  for (const { kind, count } of named) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** `Rollout.argoproj.io`; core kinds by name alone. */
export function kindText(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion);
  return group === "" ? kind : `${kind}.${group}`;
}
