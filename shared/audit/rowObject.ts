import { hashText } from "../kernel/hash.ts";
import type { RowTexts, SourceRef } from "../kube/source.ts";
import type { InventoryObject } from "./inventory.ts";

/** What an object of an inventory has in common with others: one value for all of them. */
export type Kin = Omit<InventoryObject, "source" | "name" | "uid" | "created" | "owner">;

/** Rows of a reader with their place in the source. */
export interface PlacedRows {
  texts: RowTexts;
  file: string;
  first: number;
  outer: number | undefined;
}

/** An object of an inventory that is a row of what a reader keeps: nothing of it is made before it is asked for. */
export class RowObject implements InventoryObject {
  private readonly kin: Kin;
  private readonly placed: PlacedRows;
  private readonly row: number;
  readonly owner: InventoryObject["owner"];

  constructor(kin: Kin, owner: InventoryObject["owner"], placed: PlacedRows, row: number) {
    this.kin = kin;
    this.owner = owner;
    this.placed = placed;
    this.row = row;
  }

  get source(): SourceRef {
    const { file, first, outer } = this.placed;
    const place = first + this.row;
    return { file, index: outer === undefined ? place : [outer, place] };
  }
  get name(): string {
    return this.placed.texts.name(this.row);
  }
  get uid(): string | undefined {
    return this.placed.texts.uid(this.row);
  }
  get created(): string | undefined {
    return this.placed.texts.created(this.row);
  }
  get apiVersion(): string {
    return this.kin.apiVersion;
  }
  get kind(): string {
    return this.kin.kind;
  }
  get namespace(): string {
    return this.kin.namespace;
  }
  get state(): InventoryObject["state"] {
    return this.kin.state;
  }
  get podPath(): string {
    return this.kin.podPath;
  }
  get pod(): number {
    return this.kin.pod;
  }
  get notes(): InventoryObject["notes"] {
    return this.kin.notes;
  }

  /** See `uidHashOf`. */
  get uidHash(): number | undefined {
    return this.placed.texts.uidHash(this.row);
  }

  /** As plain data, for whoever writes the inventory. */
  toJSON(): InventoryObject {
    return plainObject(this);
  }
}

/** `hashText` of an object's uid, without the text where that is possible; undefined when it has no uid. */
export function uidHashOf(object: InventoryObject): number | undefined {
  if (object instanceof RowObject) return object.uidHash;
  return object.uid === undefined ? undefined : hashText(object.uid);
}

/** A copy as plain data, the same for every way in which an object is kept. */
export function plainObject(object: InventoryObject): InventoryObject {
  const { source, apiVersion, kind, namespace, name, uid, owner, state, created, podPath, pod, notes } = object;
  return { source, apiVersion, kind, namespace, name, uid, owner, state, created, podPath, pod, ...(notes && { notes }) };
}
