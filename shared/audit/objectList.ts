import type { OwnerRef } from "../kube/facts.ts";
import type { InventoryObject } from "./inventory.ts";
import { RowObject, type Kin, type PlacedRows } from "./rowObject.ts";

/** The objects of an inventory by their places, from 0 on. A plain array is one, too. */
export interface ObjectList extends Iterable<InventoryObject> {
  readonly length: number;
  /** Undefined behind the last one. */
  at(place: number): InventoryObject | undefined;
}

/** How many of the objects are so. */
export function countOf(objects: ObjectList, isSo: (object: InventoryObject) => boolean): number {
  let count = 0;
  for (const object of objects) if (isSo(object)) count++;
  return count;
}

/** The namespaces that objects are in, in the order in which they show them first. */
export function namespacesOf(objects: ObjectList): string[] {
  const found = new Set<string>();
  for (const { namespace } of objects) found.add(namespace);
  return [...found];
}

/** Objects that came together. */
interface Block {
  readonly length: number;
  at(place: number): InventoryObject | undefined;
}

/** Consecutive rows of a reader: a hundred thousand of them take little memory, since no object is kept. */
export class RowBlock implements Block {
  private readonly placed: PlacedRows;
  private readonly rows: number[] = [];
  private readonly kins: Kin[] = [];
  private readonly owners: (OwnerRef | undefined)[] = [];

  constructor(placed: PlacedRows) {
    this.placed = placed;
  }

  get length(): number {
    return this.rows.length;
  }

  push(row: number, kin: Kin, owner: OwnerRef | undefined): void {
    this.rows.push(row);
    this.kins.push(kin);
    this.owners.push(owner);
  }

  /** A new object each time, made of what is kept. */
  at(place: number): InventoryObject | undefined {
    const kin = this.kins[place];
    return kin && new RowObject(kin, this.owners[place], this.placed, this.rows[place] ?? 0);
  }
}

/** A list that grows by blocks. */
export class GrowingList implements ObjectList {
  private readonly blocks: Block[] = [];
  /** Of each block the place of its first object. */
  private readonly firsts: number[] = [];
  private plain: InventoryObject[] | undefined;
  private last = 0;
  length = 0;

  push(object: InventoryObject): void {
    if (!this.plain) this.add((this.plain = []));
    this.plain.push(object);
    this.length++;
  }

  /** Rows are not added to a block that is in the list. */
  add(block: Block): void {
    this.blocks.push(block);
    this.firsts.push(this.length);
    this.length += block.length;
    if (block !== this.plain) this.plain = undefined;
  }

  at(place: number): InventoryObject | undefined {
    const block = this.blockOf(place);
    return this.blocks[block]?.at(place - (this.firsts[block] ?? 0));
  }

  *[Symbol.iterator](): Iterator<InventoryObject> {
    for (let place = 0; place < this.length; place++) {
      const object = this.at(place);
      if (object) yield object;
    }
  }

  toJSON(): InventoryObject[] {
    return [...this];
  }

  /** Places are asked for mostly in order. */
  private blockOf(place: number): number {
    const startOf = (block: number): number => this.firsts[block] ?? this.length;
    for (const block of [this.last, this.last + 1]) if (place >= startOf(block) && place < startOf(block + 1)) return (this.last = block);
    let low = 0;
    let high = this.firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (startOf(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return (this.last = low);
  }
}
