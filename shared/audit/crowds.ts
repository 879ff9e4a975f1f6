import type { Shape, Shapes } from "./shapes.ts";
import type { TextColumn } from "./view/interned.ts";

/** Workloads of one shape in namespaces in which the same holds: all that a policy says of one of them it says of each. */
export interface Crowd {
  shape: Shape;
  /** Number of what holds in their namespaces. */
  standing: number;
  /** How many they are, and of how many of them something runs or would run again. */
  size: number;
  inForce: number;
}

export interface Crowds {
  /** In the order in which workloads show them first. */
  all: readonly Crowd[];
  /** For each workload the place of its crowd in `all`. */
  of: Uint32Array;
}

/** Most edits of a policy leave it as it is where the same holds; a draft and what it is compared with may differ in it. */
const KEPT = 2;

/**
 * Puts workloads together, given for each namespace, by its place, a number that is the same where the same holds. What
 * was asked for last is kept: judging by a policy of which a rule was edited starts from there.
 */
export function createCrowds(shapes: Shapes, namespaces: TextColumn, ended: Uint8Array): (standings: Uint32Array) => Crowds {
  const known: { standings: Uint32Array; crowds: Crowds }[] = [];
  return (standings) => {
    const found = known.find((each) => each.standings.every((standing, place) => standing === standings[place]));
    if (found) return found.crowds;
    const crowds = gather(shapes, namespaces.of, ended, standings);
    known.unshift({ standings, crowds });
    known.length = Math.min(known.length, KEPT);
    return crowds;
  };
}

function gather(shapes: Shapes, namespaceOf: Uint32Array, ended: Uint8Array, standings: Uint32Array): Crowds {
  const all: Crowd[] = [];
  const numbers: Map<number, number>[] = [];
  const of = new Uint32Array(shapes.of.length);
  for (let row = 0; row < of.length; row++) {
    const standing = standings[namespaceOf[row] ?? 0] ?? 0;
    const place = shapes.of[row] ?? 0;
    const byShape = (numbers[standing] ??= new Map());
    let number = byShape.get(place);
    const shape = shapes.all[place];
    // Every workload has a shape.
    if (!shape) continue;
    if (number === undefined) byShape.set(place, (number = all.push({ shape, standing, size: 0, inForce: 0 }) - 1));
    of[row] = number;
    const crowd = all[number];
    if (!crowd) continue;
    crowd.size++;
    if (ended[row] === 0) crowd.inForce++;
  }
  return { all, of };
}
