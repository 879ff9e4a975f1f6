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

/**
 * Finds the shapes of an inventory's workloads.
 *
 * @param podOf for each object of the inventory the place of its pod spec
 */
export function shapesOf({ objects, pods }: Inventory, workloads: readonly Workload[], podOf: Uint32Array): Shapes {
  const all: Shape[] = [];
  const root = createStep();
  const differentOf = createDifferent(podOf, pods.length);
  const of = new Uint32Array(workloads.length);
  for (let row = 0; row < workloads.length; row++) {
    const { object, pods: running = NONE, finished = NONE } = workloads[row] ?? {};
    const template = object === undefined ? undefined : objects.at(object);
    const runs = differentOf(running);
    const ended = template || runs.length > 0 ? NONE : differentOf(finished);
    let step = next(root, template ? (template.kind === "Pod" ? 0 : 1) : runs.length > 0 ? 2 : 3);
    if (template) step = next(step, template.pod);
    for (const place of runs) step = next(step, place);
    for (const place of ended) step = next(step, place);
    of[row] = step.shape ??= all.push(shapeOf(template, runs, ended)) - 1;
  }
  return { all, of };
}

function createStep(): Step {
  return { next: new Map(), shape: undefined };
}

function next(step: Step, place: number): Step {
  let found = step.next.get(place);
  if (!found) step.next.set(place, (found = createStep()));
  return found;
}

const NONE: readonly number[] = [];

function shapeOf(template: { pod: number; kind: string } | undefined, running: readonly number[], finished: readonly number[]): Shape {
  const parts = template ? [template.pod, ...running.filter((place) => place !== template.pod)] : [...running, ...finished];
  return { template: template?.pod, isPod: template?.kind === "Pod", running, finished, parts };
}

/** Lists the different pod specs of objects in the order in which they are met. */
function createDifferent(podOf: Uint32Array, pods: number): (indices: readonly number[]) => readonly number[] {
  /** For each pod spec the number of the list that it was last put into. */
  const listedIn = new Uint32Array(pods);
  let list = 0;
  return (indices) => {
    if (indices.length === 0) return NONE;
    list++;
    const places: number[] = [];
    for (const index of indices) {
      const place = podOf[index] ?? 0;
      if (listedIn[place] === list) continue;
      listedIn[place] = list;
      places.push(place);
    }
    return places;
  };
}
