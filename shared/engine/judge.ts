import type { PodFacts } from "../kube/facts.ts";
import type { EnforcedVerdict, Finding } from "../model/finding.ts";
import type { CheckResult } from "../rules/descriptor.ts";
import type { CheckCache } from "./checks.ts";
import type { CompiledException, CompiledPolicy, CompiledRule, Scope } from "./compile.ts";

/** Why an exception excuses. */
export type Excuse = CompiledException | "trustedImages";

/** One violated or undecidable rule of a pod. */
export interface Hit {
  rule: CompiledRule;
  /** Index into `PodFacts.containers`; absent for a pod-level rule. */
  container?: number;
  result: CheckResult;
  excuse?: Excuse;
}

export interface PodJudgement {
  verdict: EnforcedVerdict;
  /** All hits, excused ones included, in the order of rules and containers. */
  hits: Hit[];
}

/** Judges a pod spec by what holds in one namespace. Source: `spec/semantics.md`. */
export function judgePod(compiled: CompiledPolicy, scope: Scope, pod: PodFacts, cache: CheckCache): PodJudgement {
  const hits: Hit[] = [];
  let excuses: (Excuse | undefined)[] | undefined;
  for (const rule of scope.rules) {
    for (const { container, result } of cache.observe(rule, pod)) {
      if (result.status === "violation" && result.basis === "unset" && compiled.options.unsetFields === "ignored") continue;
      const hit: Hit = { rule, result };
      if (container !== undefined) hit.container = container;
      if (rule.descriptor.excusable) {
        excuses ??= excusesOf(compiled, scope, pod, cache);
        const excuse = container === undefined ? podExcuse(excuses) : excuses[container];
        if (excuse) hit.excuse = excuse;
      }
      hits.push(hit);
    }
  }
  return { verdict: strictest(hits), hits };
}

/** For each container what excuses it, if anything. */
function excusesOf(compiled: CompiledPolicy, scope: Scope, pod: PodFacts, cache: CheckCache): (Excuse | undefined)[] {
  return cache.subjectsOf(pod).map(({ container, image }) => {
    const isTrusted = [image?.digest, container.imageDigest].some((digest) => digest !== undefined && compiled.trusted.has(digest));
    if (isTrusted) return "trustedImages";
    return image && scope.exceptions.find((exception) => exception.matches(image));
  });
}

/** A pod-level rule is excused only if every container of the pod is. */
function podExcuse(excuses: (Excuse | undefined)[]): Excuse | undefined {
  return excuses.every((excuse) => excuse !== undefined) ? excuses[0] : undefined;
}

function strictest(hits: Hit[]): EnforcedVerdict {
  let verdict: EnforcedVerdict = "allow";
  for (const { rule, result, excuse } of hits) {
    if (excuse) continue;
    if (result.status === "not-decidable") verdict = verdict === "allow" ? "unknown" : verdict;
    else if (rule.severity === "block") return "block";
    else verdict = "log";
  }
  return verdict;
}

/** The stricter of two verdicts: block > log > unknown > allow. */
export function stricter(a: EnforcedVerdict, b: EnforcedVerdict): EnforcedVerdict {
  return RANK[a] >= RANK[b] ? a : b;
}

/** Order of strictness, for sorting. */
export const RANK: Record<EnforcedVerdict, number> = { block: 3, log: 2, unknown: 1, allow: 0 };

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
