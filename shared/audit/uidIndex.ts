import { hashText } from "../kernel/hash.ts";
import type { ObjectList } from "./objectList.ts";
import { uidHashOf } from "./rowObject.ts";

/** Whoever chose the uids may have chosen equal hashes: so many steps are taken, and the rest stands apart. */
const MAX_STEPS = 32;

/**
 * Places of objects by their uids. It holds hashes, and asks for a uid only where the hash is the same: a text for each
 * of a hundred thousand objects would take longer to make than all that is done with it.
 */
export class UidIndex {
  private readonly objects: ObjectList;
  /** Places + 1; 0 is free. At most half full. */
  private readonly places: Int32Array;
  private readonly hashes: Uint32Array;
  private readonly apart = new Map<string, number>();

  /** `size`: how many objects will be added at most. */
  constructor(objects: ObjectList, size: number) {
    const slots = 2 ** Math.ceil(Math.log2(size * 2 + 1));
    this.objects = objects;
    this.places = new Int32Array(slots);
    this.hashes = new Uint32Array(slots);
  }

  /** Of objects of the same uid the last one counts. */
  add(place: number): void {
    const object = this.objects.at(place);
    const hash = object && uidHashOf(object);
    if (!object || hash === undefined) return;
    const slot = this.slotOf(hash, (other) => other.uid === object.uid);
    if (slot === undefined) this.apart.set(object.uid ?? "", place);
    else {
      this.places[slot] = place + 1;
      this.hashes[slot] = hash;
    }
  }

  get(uid: string): number | undefined {
    const slot = this.slotOf(hashText(uid), (object) => object.uid === uid);
    if (slot === undefined) return this.apart.get(uid);
    const found = this.places[slot] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  /** Where what is looked for stands, or would stand; undefined when that is too far away. */
  private slotOf(hash: number, isIt: (object: { uid: string | undefined }) => boolean): number | undefined {
    const mask = this.places.length - 1;
    for (let step = 0; step < MAX_STEPS; step++) {
      const slot = (hash + step) & mask;
      const taken = this.places[slot] ?? 0;
      if (taken === 0) return slot;
      const object = this.hashes[slot] === hash ? this.objects.at(taken - 1) : undefined;
      if (object && isIt(object)) return slot;
    }
    return undefined;
  }
}
