import type { PodFacts } from "../kube/facts.ts";
import type { EnforcedVerdict, Finding } from "../model/finding.ts";
import type { CheckResult } from "../rules/descriptor.ts";
import type { CheckCache } from "./checks.ts";
import type { CompiledException, CompiledPolicy, CompiledRule, Scope } from "./compile.ts";
import { excusedContainers, excuseOf, type Excuse } from "./excuse.ts";
import { createOutcomes, type Outcome } from "./outcomes.ts";
import { createUses, type ExceptionEffect } from "./uses.ts";

/** One violated or undecidable rule of a pod. */
export interface Hit {
  rule: CompiledRule;
  /** Index into `PodFacts.containers`; absent for a pod-level rule. */
  container?: number;
  result: CheckResult;
  excuse?: Excuse;
}

/** A hit that nothing excuses. */
export type AlikeHit = Omit<Hit, "excuse">;

export interface PodJudgement {
  readonly verdict: EnforcedVerdict;
  /** The rules of which a hit counts, in their order. */
  readonly counting: readonly CompiledRule[];
  /** All hits, excused ones included, in the order of rules and containers. Worked out when they are first asked for. */
  readonly hits: readonly Hit[];
}

/** Judges pod specs by what holds in one scope. */
export interface ScopeJudge {
  readonly scope: Scope;
  /** What is said of a class of pods (`CheckCache.classes`) without the details: pods that come to the same share it. */
  outcomeOf(podClass: number): Outcome;
  /**
   * The hits that count on any pod of a class, in the order of rules and containers. Names and places in them are those of
   * another pod: for whoever asks about many, and not for these.
   */
  hitsAlike(podClass: number): AlikeHit[];
  /** What each exception does to a class of pods. */
  usesOf(podClass: number): ReadonlyMap<CompiledException, ExceptionEffect>;
  /** A pod spec's judgement; a new one each time. */
  judge(pod: PodFacts): PodJudgement;
}

/** Prepares what judging in one scope needs, as often as is asked for. Source: `spec/semantics.md`. */
export function createScopeJudge(compiled: CompiledPolicy, scope: Scope, cache: CheckCache): ScopeJudge {
  const excused = excusedContainers(compiled, scope, cache);
  const outcomeOf = createOutcomes(compiled, scope, cache, excused);
  const hitsOfPod = (pod: PodFacts): Hit[] => hitsOf(compiled, scope, pod, cache);
  const usesOf = createUses(compiled, scope, cache, excused);
  const hitsAlike = (podClass: number): AlikeHit[] => {
    const containers = cache.classes.pods[podClass]?.containers ?? [];
    const isExcused = ({ descriptor }: CompiledRule, container: number | undefined): boolean => {
      if (!excused || !descriptor.excusable) return false;
      if (container !== undefined) return excused.at(containers[container] ?? 0) === 1;
      return containers.length > 0 && containers.every((each) => excused.at(each) === 1);
    };
    return outcomeOf(podClass).counting.flatMap((rule) =>
      cache.observeAlike(rule, podClass).flatMap((observed) => (isUnread(compiled, observed.result) || isExcused(rule, observed.container) ? [] : [{ rule, ...observed }])),
    );
  };
  return { scope, outcomeOf, hitsAlike, usesOf, judge: (pod) => new LazyJudgement(outcomeOf(cache.classes.of(pod)), pod, hitsOfPod) };
}

/** There may be tens of thousands of them: a class, so that each is a few words. */
class LazyJudgement implements PodJudgement {
  readonly verdict: EnforcedVerdict;
  readonly counting: readonly CompiledRule[];
  private readonly pod: PodFacts;
  private readonly hitsOf: (pod: PodFacts) => Hit[];
  private known: Hit[] | undefined;

  constructor({ verdict, counting }: Outcome, pod: PodFacts, hitsOfPod: (pod: PodFacts) => Hit[]) {
    this.verdict = verdict;
    this.counting = counting;
    this.pod = pod;
    this.hitsOf = hitsOfPod;
  }

  get hits(): readonly Hit[] {
    return (this.known ??= this.hitsOf(this.pod));
  }
}

/** Judges one pod spec. */
export function judgePod(compiled: CompiledPolicy, scope: Scope, pod: PodFacts, cache: CheckCache): PodJudgement {
  return createScopeJudge(compiled, scope, cache).judge(pod);
}

function hitsOf(compiled: CompiledPolicy, scope: Scope, pod: PodFacts, cache: CheckCache): Hit[] {
  const hits: Hit[] = [];
  let excuses: (Excuse | undefined)[] | undefined;
  for (const rule of scope.rules) {
    for (const { container, result } of cache.observe(rule, pod)) {
      if (isUnread(compiled, result)) continue;
      const hit: Hit = { rule, result };
      if (container !== undefined) hit.container = container;
      if (rule.descriptor.excusable) {
        excuses ??= cache.subjectsOf(pod).map((subject) => excuseOf(compiled, scope, subject));
        const excuse = container === undefined ? podExcuse(excuses) : excuses[container];
        if (excuse) hit.excuse = excuse;
      }
      hits.push(hit);
    }
  }
  return hits;
}

/** Whether it is violated by an absent field alone, which does not count by the reading in force. */
function isUnread({ options }: CompiledPolicy, { status, basis }: CheckResult): boolean {
  return status === "violation" && basis === "unset" && options.unsetFields === "ignored";
}

/** A pod-level rule is excused only if every container of the pod is. */
function podExcuse(excuses: (Excuse | undefined)[]): Excuse | undefined {
  return excuses.every((excuse) => excuse !== undefined) ? excuses[0] : undefined;
}

/** A hit as it is reported; `podPath` leads from the object to its pod spec. */
export function findingOf(hit: Hit, pod: PodFacts, podPath: string): Finding {
  const { rule, result, excuse } = hit;
  const container = hit.container === undefined ? undefined : pod.containers[hit.container];
  return {
    status: result.status,
    rule: { type: rule.rule.type, index: rule.index, definition: rule.definition, properties: rule.rule.properties },
    action: rule.rule.action,
    mitigation: rule.rule.mitigation,
    ...(container ? { container: { name: container.name, kind: container.kind } } : {}),
    path: `${podPath}.${result.path}`,
    value: result.value,
    basis: result.basis,
    message: result.message,
    remediation: result.remediation,
    ...(excuse ? { excusedBy: excuse === "trustedImages" ? { trustedImages: true } : { index: excuse.index, definition: excuse.definition } } : {}),
  };
}
