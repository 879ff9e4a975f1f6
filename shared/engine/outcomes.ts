import type { EnforcedVerdict } from "../model/finding.ts";
import type { ByteColumn } from "./byteColumn.ts";
import type { CheckCache, CheckColumns } from "./checks.ts";
import type { CompiledPolicy, CompiledRule, Scope } from "./compile.ts";
import { CLEAR, HIT, OPEN, readingOf, type Status } from "./status.ts";

/** What is said of a pod spec without the details. */
export interface Outcome {
  verdict: EnforcedVerdict;
  /** The rules of which a hit counts, in their order. */
  counting: readonly CompiledRule[];
}

/** A rule with what it says of each class of pods; what an edit does not touch is known from before. */
interface RuleColumns {
  rule: CompiledRule;
  columns: CheckColumns;
}

/** Pods of which the first rules, one after the other, say the same; the next rule parts them by what it says. */
interface Branch {
  next: (Branch | undefined)[];
  outcome?: Outcome;
}

/**
 * Judges classes of pods, by their numbers, by what holds in one scope. Pods that come to the same share one outcome: it
 * is found by walking a tree of what each rule says, so that a class costs a few steps and no text.
 *
 * @param excused see `excusedContainers`
 */
export function createOutcomes(compiled: CompiledPolicy, scope: Scope, cache: CheckCache, excused: ByteColumn | undefined): (podClass: number) => Outcome {
  const { classes } = cache;
  const rules = scope.rules.map((rule): RuleColumns => ({ rule, columns: cache.columnsOf(rule) }));
  const reading = readingOf(compiled.options.unsetFields);
  const root: Branch = { next: [] };

  /** What a rule says of a class of pods of which some containers are excused. */
  function statusBeside(columns: CheckColumns, excusing: ByteColumn, podClass: number): Status {
    const containers = classes.pods[podClass]?.containers ?? [];
    // A rule about the whole pod is excused only if every container of the pod is.
    if (!columns.containers) return containers.length > 0 && containers.every((each) => excusing.at(each) === 1) ? CLEAR : columns.pods.at(podClass);
    let status: Status = 0;
    for (const each of containers) if (excusing.at(each) === 0) status |= columns.containers.at(each);
    return status;
  }

  /** What each rule says: one of `CLEAR`, `HIT` and `OPEN`. */
  function saidBy({ rule, columns }: RuleColumns, podClass: number, excusing: ByteColumn | undefined): number {
    const status = excusing && rule.descriptor.excusable ? statusBeside(columns, excusing, podClass) : columns.pods.at(podClass);
    return reading[status] ?? CLEAR;
  }

  return (podClass) => {
    const isPartlyExcused = excused && (classes.pods[podClass]?.containers.some((each) => excused.at(each) === 1) ?? false);
    const excusing = isPartlyExcused ? excused : undefined;
    let branch = root;
    for (const each of rules) branch = branch.next[saidBy(each, podClass, excusing)] ??= { next: [] };
    return (branch.outcome ??= outcomeOf(rules.map((each) => ({ rule: each.rule, said: saidBy(each, podClass, excusing) }))));
  };
}

function outcomeOf(all: { rule: CompiledRule; said: number }[]): Outcome {
  const violated = all.filter(({ said }) => said === HIT);
  const isOpen = all.some(({ said }) => said === OPEN);
  const counting = all.filter(({ said }) => said !== CLEAR).map(({ rule }) => rule);
  if (violated.length > 0) return { verdict: violated.some(({ rule }) => rule.severity === "block") ? "block" : "log", counting };
  return { verdict: isOpen ? "unknown" : "allow", counting };
}
