import type { Inventory } from "./inventory.ts";
import type { Workload } from "./rollup.ts";

/**
 * What a workload consists of, as far as judging goes: pod specs, by their places in the inventory. A hundred thousand
 * pods make some thousand shapes; workloads of one shape are judged alike wherever the same holds.
 */
export interface Shape {
  /** The pod spec of the template; undefined when it is not known. */
  template: number | undefined;
  /** The template is itself a pod: nothing is made from it. */
  isPod: boolean;
  /** Different pod specs of what runs, in the order of the source. */
  running: readonly number[];
  /** Those of what has finished, where there is nothing else. */
  finished: readonly number[];
  /** All that the verdict rests on: the template, then what runs; or else what has finished. */
  parts: readonly number[];
}

export interface Shapes {
  /** Numbered in the order in which workloads show them first. */
  all: readonly Shape[];
  /** For each workload the place of its shape in `all`. */
  of: Uint32Array;
}

/** A way to a shape, a pod spec a step: it costs less than a text as a key. */
interface Step {
  next: Map<number, Step>;
  shape: number | undefined;
}

/** Finds the shapes of an inventory's workloads. */
export function shapesOf({ objects, pods }: Inventory, workloads: readonly Workload[]): Shapes {
  const all: Shape[] = [];
  const root: Step = { next: new Map(), shape: undefined };
  const differentOf = createDifferent(objects, pods.length);
  const of = Uint32Array.from(workloads, ({ object, pods: running, finished }) => {
    const owner = object === undefined ? undefined : objects[object];
    const runs = differentOf(running);
    const ended = owner || runs.length > 0 ? NONE : differentOf(finished);
    let step = root;
    for (const place of [owner ? (owner.kind === "Pod" ? 0 : 1) : runs.length > 0 ? 2 : 3, ...(owner ? [owner.pod] : NONE), ...runs, ...ended]) {
      let next = step.next.get(place);
      if (!next) step.next.set(place, (next = { next: new Map(), shape: undefined }));
      step = next;
    }
    return (step.shape ??= all.push(shapeOf(owner, runs, ended)) - 1);
  });
  return { all, of };
}

const NONE: readonly number[] = [];

function shapeOf(owner: { pod: number; kind: string } | undefined, running: readonly number[], finished: readonly number[]): Shape {
  const parts = owner ? [owner.pod, ...running.filter((place) => place !== owner.pod)] : [...running, ...finished];
  return { template: owner?.pod, isPod: owner?.kind === "Pod", running, finished, parts };
}

/** Lists the different pod specs of objects in the order in which they are met. */
function createDifferent(objects: Inventory["objects"], pods: number): (indices: readonly number[]) => readonly number[] {
  /** For each pod spec the number of the list that it was last put into. */
  const listedIn = new Uint32Array(pods);
  let list = 0;
  return (indices) => {
    list++;
    const places: number[] = [];
    for (const index of indices) {
      const place = objects[index]?.pod;
      if (place === undefined || listedIn[place] === list) continue;
      listedIn[place] = list;
      places.push(place);
    }
    return places;
  };
}
