import type { PodFacts } from "../kube/facts.ts";
import type { EnforcedVerdict } from "../model/finding.ts";
import { summed, type CheckCache, type ContainerClass, type Status } from "./checks.ts";
import type { CompiledPolicy, CompiledRule, Scope } from "./compile.ts";
import { excuseOf } from "./excuse.ts";

/** What is said of a pod spec without the details. */
export interface Outcome {
  verdict: EnforcedVerdict;
  /** The rules of which a hit counts, in their order. */
  counting: readonly CompiledRule[];
}

/** What one container adds to it. */
interface ContainerOutcome {
  /** Tells it from others of the same scope. */
  number: number;
  isExcused: boolean;
  /** Places of rules in the scope: those with a hit that counts. */
  counting: readonly number[];
  /** Those that are merely undecidable. */
  undecidable: readonly number[];
}

/**
 * Judges pod specs container by container: equal containers are looked at once, and pods of equal containers share one
 * outcome. A hundred thousand pods have some thousand different containers.
 */
export function createOutcomes(compiled: CompiledPolicy, scope: Scope, cache: CheckCache): (pod: PodFacts) => Outcome {
  const ignoresUnset = compiled.options.unsetFields === "ignored";
  const containers = new Map<ContainerClass, ContainerOutcome>();
  const distinct = new Map<string, ContainerOutcome>();
  const outcomes = new Map<string, Outcome>();
  const podRules = scope.rules.flatMap((rule, place) => (rule.checkPod ? [{ rule, check: rule.checkPod, place }] : []));

  const isViolated = ({ violated, unset }: Status): boolean => violated || (unset && !ignoresUnset);

  function containerOutcome(known: ContainerClass): ContainerOutcome {
    const isExcused = excuseOf(compiled, scope, known.subject) !== undefined;
    const counting: number[] = [];
    const undecidable: number[] = [];
    scope.rules.forEach((rule, place) => {
      const status = cache.statusOf(rule, known);
      if (!status || (isExcused && rule.descriptor.excusable)) return;
      if (isViolated(status)) counting.push(place);
      else if (status.undecidable) undecidable.push(place);
    });
    // Many different containers come to the same.
    const key = `${isExcused} ${counting.join()} ${undecidable.join()}`;
    let outcome = distinct.get(key);
    if (!outcome) distinct.set(key, (outcome = { number: distinct.size, isExcused, counting, undecidable }));
    return outcome;
  }

  function outcomeOf(parts: readonly ContainerOutcome[], ofPod: readonly number[], undecidableOfPod: readonly number[]): Outcome {
    const violated = new Set([...ofPod, ...parts.flatMap(({ counting }) => counting)]);
    const undecidable = new Set([...undecidableOfPod, ...parts.flatMap((part) => part.undecidable)]);
    const counting = scope.rules.filter((_, place) => violated.has(place) || undecidable.has(place));
    return { verdict: verdictOf(scope.rules, violated, undecidable.size > 0), counting };
  }

  function partOf(known: ContainerClass): ContainerOutcome {
    let outcome = containers.get(known);
    if (!outcome) containers.set(known, (outcome = containerOutcome(known)));
    return outcome;
  }

  /** Tells pods that come to something different; the same for most. */
  function keyOf(pod: PodFacts): string {
    let key = "";
    for (const known of cache.classesOf(pod)) key += `${partOf(known).number},`;
    for (const { check, place } of podRules) {
      const results = check(pod);
      if (results.length > 0) key += ` ${place}${JSON.stringify(summed(results))}`;
    }
    return key;
  }

  function judged(pod: PodFacts): Outcome {
    const parts = cache.classesOf(pod).map(partOf);
    // A rule about the whole pod is excused only if every container of the pod is.
    const isExcused = parts.length > 0 && parts.every((part) => part.isExcused);
    const ofPod: number[] = [];
    const undecidable: number[] = [];
    for (const { rule, check, place } of podRules) {
      const status = summed(check(pod));
      if (isExcused && rule.descriptor.excusable) continue;
      if (isViolated(status)) ofPod.push(place);
      else if (status.undecidable) undecidable.push(place);
    }
    return outcomeOf(parts, ofPod, undecidable);
  }

  return (pod) => {
    const key = keyOf(pod);
    let outcome = outcomes.get(key);
    if (!outcome) outcomes.set(key, (outcome = judged(pod)));
    return outcome;
  };
}

/** Block before log before unknown before allow. */
function verdictOf(rules: readonly CompiledRule[], violated: ReadonlySet<number>, isUndecidable: boolean): EnforcedVerdict {
  if ([...violated].some((place) => rules[place]?.severity === "block")) return "block";
  if (violated.size > 0) return "log";
  return isUndecidable ? "unknown" : "allow";
}
