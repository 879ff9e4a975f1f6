import { stricter } from "../engine/index.ts";
import type { CompiledRule, Hit, PodJudgement } from "../engine/index.ts";
import type { EnforcedVerdict, Verdict } from "../model/finding.ts";
import type { JudgedPods } from "./judgedPods.ts";
import type { RollUp } from "./rollup.ts";
import type { Shape } from "./shapes.ts";

/** What holds in some namespaces: what their pods come to, and whether anything is enforced there. */
export interface Standing {
  pods: JudgedPods;
  isExcluded: boolean;
}

/**
 * Workloads of one shape in namespaces of one standing: all that a policy says of one of them it says of each. Whatever is
 * told or counted of workloads is worked out for these; there are far fewer.
 */
export class AlikeWorkloads {
  readonly shape: Shape;
  readonly pods: JudgedPods;
  /** `excluded` where nothing is enforced; `wouldBe` then says what the verdict would be. */
  readonly verdict: Verdict;
  readonly wouldBe: EnforcedVerdict;
  /** Of the running pods; undefined when none runs. */
  readonly now: EnforcedVerdict | undefined;
  /** Of the template; of the running pods where no template is known. */
  readonly afterRestart: EnforcedVerdict;
  /** How many workloads these are, and of how many of them something runs or would run again. */
  size = 0;
  inForce = 0;
  private knownHits: readonly Hit[] | undefined;
  private knownRules: readonly CompiledRule[] | undefined;

  constructor(shape: Shape, { pods, isExcluded }: Standing) {
    const { template, running, finished } = shape;
    this.shape = shape;
    this.pods = pods;
    this.now = pods.strictest(running);
    this.afterRestart = template === undefined ? (this.now ?? pods.strictest(finished) ?? "allow") : pods.outcomeOf(template).verdict;
    this.wouldBe = stricter(this.now, this.afterRestart);
    this.verdict = isExcluded ? "excluded" : this.wouldBe;
  }

  /** Of the template and of each different pod spec that runs. */
  judgements(): PodJudgement[] {
    return this.shape.parts.map((place) => this.pods.at(place));
  }

  /** Hits that no exception excuses. */
  get hits(): readonly Hit[] {
    return (this.knownHits ??= countingHits(this.judgements()));
  }

  /** The rules of which a hit counts. */
  get rules(): readonly CompiledRule[] {
    return (this.knownRules ??= this.rulesOfParts());
  }

  private rulesOfParts(): readonly CompiledRule[] {
    const { parts } = this.shape;
    const lists = new Set(parts.map((place) => this.pods.outcomeOf(place).counting));
    const [only] = lists;
    return only && lists.size === 1 ? only : [...new Set([...lists].flat())];
  }
}

/** The hits that no exception excuses. */
export function countingHits(judged: readonly PodJudgement[]): Hit[] {
  return judged.flatMap(({ hits }) => hits.filter((hit) => !hit.excuse));
}

/** All workloads of an inventory by what they are alike in. */
export interface Alike {
  /** In the order in which the inventory shows them first. */
  all: readonly AlikeWorkloads[];
  /** For each workload its place in `all`. */
  of: Uint32Array;
}

/** Puts together what is judged alike. `standingIn` gives the same object for namespaces in which the same holds. */
export function gatherAlike({ shapes, namespaces, ended }: RollUp, standingIn: (namespace: string) => Standing): Alike {
  const all: AlikeWorkloads[] = [];
  const numbers = new Map<Standing, Map<number, number>>();
  const byNamespace = namespaces.values.map((namespace) => {
    const standing = standingIn(namespace);
    const byShape = numbers.get(standing) ?? new Map<number, number>();
    numbers.set(standing, byShape);
    return { standing, byShape };
  });
  const of = new Uint32Array(shapes.of.length);
  for (let row = 0; row < of.length; row++) {
    const shape = shapes.of[row] ?? 0;
    const own = byNamespace[namespaces.of[row] ?? 0];
    const what = shapes.all[shape];
    // Every workload has a shape and a namespace.
    if (!own || !what) continue;
    let number = own.byShape.get(shape);
    if (number === undefined) own.byShape.set(shape, (number = all.push(new AlikeWorkloads(what, own.standing)) - 1));
    of[row] = number;
    const alike = all[number];
    if (!alike) continue;
    alike.size++;
    if (ended[row] === 0) alike.inForce++;
  }
  return { all, of };
}
