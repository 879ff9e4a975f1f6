import type { AlikeHit, CheckCache, Outcome, PodJudgement, ScopeJudge } from "../engine/index.ts";
import type { Inventory } from "./inventory.ts";

/** The pod specs of an inventory, by their places in it, as one scope judges them; each is judged when it is asked for. */
export class JudgedPods {
  private readonly inventory: Inventory;
  private readonly classes: Uint32Array;
  private readonly scope: ScopeJudge;
  private readonly judged = new Map<number, PodJudgement>();

  constructor(inventory: Inventory, cache: CheckCache, scope: ScopeJudge) {
    this.inventory = inventory;
    this.classes = cache.classes.ofAll(inventory.pods);
    this.scope = scope;
  }

  /** What is said of a pod spec without the details, which cost far more. */
  outcomeOf(place: number): Outcome {
    return this.scope.outcomeOf(this.classes[place] ?? 0);
  }

  /** The hits that count, with the names and places of a pod spec that is judged alike; worked out anew each time. */
  hitsAlike(place: number): AlikeHit[] {
    return this.scope.hitsAlike(this.classes[place] ?? 0);
  }

  /** What each exception does to a pod spec; worked out anew each time. */
  usesOf(place: number): ReturnType<ScopeJudge["usesOf"]> {
    return this.scope.usesOf(this.classes[place] ?? 0);
  }

  /** The whole judgement, the same each time. */
  at(place: number): PodJudgement {
    let known = this.judged.get(place);
    if (!known) this.judged.set(place, (known = this.scope.judge(podAt(this.inventory, place))));
    return known;
  }
}

export function podAt({ pods }: Inventory, place: number): Inventory["pods"][number] {
  const pod = pods[place];
  if (!pod) throw new RangeError(`The inventory has no pod spec ${place}.`);
  return pod;
}
