import type { CompiledRule, Outcome } from "../engine/index.ts";
import type { Crowd } from "./crowds.ts";
import type { JudgedPods } from "./judgedPods.ts";

/** Sets of rules that hit something of a crowd. */
export interface RuleSets {
  sets: readonly (readonly CompiledRule[])[];
  /** For each crowd the place of its set in `sets`. */
  of: Uint32Array;
}

/** Parts come to one of few outcomes: what is the same in these, in the same order, has the same set. */
interface Step {
  next: Map<Outcome, Step>;
  set: number | undefined;
}

/** Finds the sets; `podsIn` tells what holds in namespaces of a standing. */
export function ruleSetsOf(crowds: readonly Crowd[], podsIn: (standing: number) => JudgedPods): RuleSets {
  const sets: (readonly CompiledRule[])[] = [];
  const root: Step = { next: new Map(), set: undefined };
  const of = new Uint32Array(crowds.length);
  for (const [number, { shape, standing }] of crowds.entries()) {
    const pods = podsIn(standing);
    let step = root;
    let before: Outcome | undefined;
    for (const place of shape.parts) {
      const outcome = pods.outcomeOf(place);
      if (outcome === before) continue;
      before = outcome;
      let next = step.next.get(outcome);
      if (!next) step.next.set(outcome, (next = { next: new Map(), set: undefined }));
      step = next;
    }
    of[number] = step.set ??= sets.push([...new Set(shape.parts.flatMap((place) => pods.outcomeOf(place).counting))]) - 1;
  }
  return { sets, of };
}
