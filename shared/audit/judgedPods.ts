import { stricter } from "../engine/index.ts";
import type { CheckCache, Outcome, PodJudgement, ScopeJudge } from "../engine/index.ts";
import type { EnforcedVerdict } from "../model/finding.ts";
import type { Inventory } from "./inventory.ts";

/** The pod specs of an inventory, by their places in it, as one scope judges them; each is judged when it is asked for. */
export class JudgedPods {
  private readonly inventory: Inventory;
  private readonly cache: CheckCache;
  private readonly scope: ScopeJudge;
  // Maps, as a policy may part the namespaces into many scopes, each with few of the pods.
  private readonly outcomes = new Map<number, Outcome>();
  private readonly judged = new Map<number, PodJudgement>();

  constructor(inventory: Inventory, cache: CheckCache, scope: ScopeJudge) {
    this.inventory = inventory;
    this.cache = cache;
    this.scope = scope;
  }

  /** What is said of a pod spec without the details, which cost far more. */
  outcomeOf(place: number): Outcome {
    let known = this.outcomes.get(place);
    if (!known) this.outcomes.set(place, (known = this.scope.outcomeOf(this.cache.classes.of(podAt(this.inventory, place)))));
    return known;
  }

  /** The strictest verdict of some pod specs; undefined for none. */
  strictest(places: readonly number[]): EnforcedVerdict | undefined {
    let verdict: EnforcedVerdict | undefined;
    for (const place of places) verdict = stricter(verdict, this.outcomeOf(place).verdict);
    return verdict;
  }

  /** What each exception does to a pod spec; worked out anew each time. */
  usesOf(place: number): ReturnType<ScopeJudge["usesOf"]> {
    return this.scope.usesOf(this.cache.classes.of(podAt(this.inventory, place)));
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
