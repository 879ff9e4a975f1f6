import type { OwnerRef } from "../kube/facts.ts";
import { groupOf } from "../kube/project.ts";
import type { Coverage } from "./coverage.ts";
import { createCrowds, type Crowds } from "./crowds.ts";
import type { Inventory, InventoryObject } from "./inventory.ts";
import type { ObjectList } from "./objectList.ts";
import { createOwners, nameKey } from "./owners.ts";
import { shapesOf, type Shapes } from "./shapes.ts";
import { textColumn, type TextColumn } from "./view/interned.ts";
import { bytes } from "./view/numbers.ts";

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

/** Index of the object that stands for a workload: its template, else a pod. Undefined for a workload of nothing. */
export function standInOf({ object, pods, finished }: Workload): number | undefined {
  return object ?? pods[0] ?? finished[0];
}

/** The workloads of an inventory with all that is known of them whatever the policy. */
export interface RollUp {
  workloads: readonly Workload[];
  /** For each object the place of its pod spec. */
  podOf: Uint32Array;
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
  const { gathered, podOf, unknownOwners } = gather(objects);
  // A ReplicaSet at 0 replicas is no workload of its own; nor is an owner that is not here if neither a pod nor a template of it is.
  const workloads = gathered.filter(({ object, pods, finished }) => pods.length + finished.length > 0 || (object !== undefined && objects.at(object)?.state !== "history"));
  const hasEnded = ({ object, pods, finished }: Workload): boolean =>
    finished.length > 0 && pods.length === 0 && (object === undefined || objects.at(object)?.state === "finished");
  const shapes = shapesOf(inventory, workloads, podOf);
  const namespaces = textColumn(workloads.length, (row) => workloads[row]?.namespace ?? "");
  const ended = bytes(workloads.length, (row) => Number(workloads[row] !== undefined && hasEnded(workloads[row])));
  return { workloads, podOf, unknownOwners, shapes, namespaces, ended, crowdsOf: createCrowds(shapes, namespaces, ended) };
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

/** Where the objects of one owner in a namespace belong. */
interface Family {
  owner: OwnerRef;
  namespace: string;
  /** Of their workload. */
  place: number;
  /** The object at the top of the owners that are known; undefined where none is, so that each is its own. */
  top: number | undefined;
}

interface Gathering {
  gathered: Gathered[];
  podOf: Uint32Array;
  unknownOwners: Coverage["unknownOwners"];
}

function gather(objects: ObjectList): Gathering {
  const owners = createOwners(objects);
  const gathered: Gathered[] = [];
  const podOf = new Uint32Array(objects.length);
  const byTop = new Int32Array(objects.length).fill(-1);
  const byReference = new Map<string, number>();
  /** For each workload known by reference alone its kind, with how many objects are under it. */
  const unknown = new Map<number, { kind: string; count: number }>();
  // Objects of one owner mostly follow one another, and share the reference to it where the reader keeps what is equal once.
  let last: Family | undefined;

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

  const familyOf = (object: InventoryObject, owner: OwnerRef, index: number): Family => {
    const { namespace } = object;
    const top = owners.topOf(index);
    const root = (top === undefined ? undefined : objects.at(top)) ?? object;
    // A mirror pod's owner is its Node: the pod itself is the workload.
    const reference = root.owner?.kind === "Node" ? undefined : root.owner;
    const place = reference ? placeOfReference(root, reference) : placeOfObject(root, top ?? index);
    const family = { owner, namespace, place, top };
    if (top !== undefined || reference) last = family;
    return family;
  };

  for (let index = 0; index < objects.length; index++) {
    const object = objects.at(index);
    if (!object) continue;
    const { owner, namespace, state } = object;
    const family = owner && (last?.owner === owner && last.namespace === namespace ? last : familyOf(object, owner, index));
    const place = family ? family.place : placeOfObject(object, index);
    podOf[index] = object.pod;
    const workload = gathered[place];
    if (!workload) continue;
    const reference = unknown.size > 0 ? unknown.get(place) : undefined;
    if (reference) reference.count++;
    if (state === "running" || state === "mirror") workload.pods = put(workload.pods, index);
    else if (state === "finished") workload.finished = put(workload.finished, index);
    // Under an owner that is not here, the highest template that is here stands for it.
    else if (state === "template" && (family?.top ?? index) === index) workload.object ??= index;
  }
  return { gathered, podOf, unknownOwners: counted(unknown.values()) };
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
