import { ByteColumn } from "../engine/index.ts";
import type { AlikeHit } from "../engine/index.ts";
import type { ContainerFacts } from "../kube/facts.ts";
import type { Phase, Policy, PolicyException } from "../model/policy.ts";
import type { Inventory } from "./inventory.ts";
import { Judgement } from "./judge.ts";
import type { JudgedCrowd } from "./judgedCrowd.ts";
import type { JudgedPods } from "./judgedPods.ts";
import { CONTINUOUS_EFFECTS, type ContinuousEffect, type RestartReason } from "./results.ts";

/**
 * What would become of a running workload: whether it would be refused if it had to start again, and why although it
 * runs today; and whether the Continuous actions would isolate or terminate it as it runs.
 */
export interface Outlook {
  /** Empty: it would come back, or nothing of it runs. */
  restart: readonly RestartReason[];
  /** What Continuous would do to its running pods; undefined: nothing that stops them. */
  continuous?: ContinuousEffect;
}

/** Reasons that are seen on the workload itself; where there is none, it is the policy. */
const SEEN = ["sidecar", "template", "namespace", "exception"] as const satisfies readonly RestartReason[];

/** By bits, one for each of `SEEN`. */
const REASONS: readonly (readonly RestartReason[])[] = Array.from({ length: 2 ** SEEN.length }, (_, bits) =>
  bits === 0 ? ["policy"] : SEEN.filter((_reason, bit) => (bits & (1 << bit)) !== 0),
);
const NONE: readonly RestartReason[] = [];

/**
 * Answers for workloads by their rows. Nearly all of the answer is the same for a whole crowd; what all need is
 * prepared once, when it is first needed.
 */
export class Outlooks {
  private readonly judgement: Judgement;
  private readonly excludedBefore: ReadonlySet<string>;
  /** By the number of a crowd: whether an added container blocks. */
  private readonly injected: ByteColumn;
  private readonly wasExcused: (row: number) => boolean;
  private readonly effectAt: (row: number) => ContinuousEffect | undefined;

  /** @param excludedBefore namespaces in which nothing was enforced at the cluster's scan before this one */
  constructor(judgement: Judgement, excludedBefore: Iterable<string> = []) {
    const { policy } = judgement.compiled;
    this.judgement = judgement;
    this.excludedBefore = new Set(excludedBefore);
    this.injected = new ByteColumn((number) => Number(injectedBlocks(judgement.inventory, judgement.crowds().at(number))));
    this.wasExcused = hasExpiring(policy) ? passedBefore(judgement) : () => false;
    this.effectAt = canStop(policy) ? effects(judgement) : () => undefined;
  }

  of(row: number): Outlook {
    const continuous = this.continuous(row);
    return { restart: this.restart(row), ...(continuous ? { continuous } : {}) };
  }

  /** Why a workload that runs would be refused if it had to start again; empty when it would not. */
  restart(row: number): readonly RestartReason[] {
    const crowd = this.judgement.crowdOf(row);
    if (!crowd || crowd.now === undefined || crowd.verdict === "excluded") return NONE;
    const { now, afterRestart } = crowd;
    const isInjected = now === "block" && this.injected.at(this.judgement.crowds().crowds.of[row] ?? 0) === 1;
    if (afterRestart !== "block" && !isInjected) return NONE;
    const isLeftAlone = this.excludedBefore.size > 0 && this.excludedBefore.has(this.judgement.rollUp().workloads[row]?.namespace ?? "");
    const seen = [isInjected, afterRestart === "block" && now !== "block", isLeftAlone, this.wasExcused(row)];
    return REASONS[seen.reduce((bits, isSo, bit) => (isSo ? bits | (1 << bit) : bits), 0)] ?? NONE;
  }

  /** The strictest of what Continuous would do to the running pods. */
  continuous(row: number): ContinuousEffect | undefined {
    const crowd = this.judgement.crowdOf(row);
    return !crowd || crowd.now === undefined || crowd.verdict === "excluded" ? undefined : this.effectAt(row);
  }
}

/** Whether a container that admission adds (it runs, and the template has none of its name) is blocked. */
function injectedBlocks({ pods }: Inventory, judged: JudgedCrowd | undefined): boolean {
  if (!judged) return false;
  const { template, isPod, running } = judged.crowd.shape;
  if (template === undefined || isPod) return false;
  const names = new Set(pods[template]?.containers.map(({ name }) => name));
  return running.some((place) => {
    const containers = pods[place]?.containers ?? [];
    // Ephemeral containers are added to a pod that runs: they do not come back.
    const isAdded = ({ name, kind }: ContainerFacts): boolean => kind !== "ephemeral" && !names.has(name);
    if (!containers.some(isAdded) || judged.pods.outcomeOf(place).verdict !== "block") return false;
    return judged.pods.hitsAlike(place).some((hit) => {
      const container = hit.container === undefined ? undefined : containers[hit.container];
      return container && isAdded(container) && isViolation(hit) && hit.rule.severity === "block";
    });
  });
}

/** Whether an exception that has expired would let a workload start. */
function passedBefore(judgement: Judgement): (row: number) => boolean {
  const before = again(judgement, withoutExpiry(judgement.compiled.policy), judgement.compiled.options.phase);
  return (row) => {
    const judged = before().crowdOf(row);
    const place = judged && (judged.crowd.shape.template ?? judged.crowd.shape.running[0]);
    return judged !== undefined && place !== undefined && judged.pods.outcomeOf(place).verdict !== "block";
  };
}

/** What Continuous would do to what runs of a workload. */
function effects(judgement: Judgement): (row: number) => ContinuousEffect | undefined {
  const { policy, options } = judgement.compiled;
  const continuous = options.phase === "continuous" ? () => judgement : again(judgement, policy, "continuous");
  const strictest = new ByteColumn((number) => {
    const judged = continuous().crowds().at(number);
    const found = new Set(judged?.crowd.shape.running.map((place) => effectOn(judged.pods, place)));
    return CONTINUOUS_EFFECTS.findIndex((effect) => found.has(effect)) + 1;
  });
  return (row) => CONTINUOUS_EFFECTS[strictest.at(continuous().crowds().crowds.of[row] ?? 0) - 1];
}

/** What Continuous does to pods of one spec. */
function effectOn(pods: JudgedPods, place: number): ContinuousEffect | undefined {
  // The hits are worked out only where one of these rules has any.
  if (!pods.outcomeOf(place).counting.some(({ rule }) => STOPS.has(rule.mitigation))) return undefined;
  const mitigations = new Set(pods.hitsAlike(place).filter(isViolation).map(({ rule }) => rule.rule.mitigation));
  return CONTINUOUS_EFFECTS.find((effect) => mitigations.has(effect));
}

/** The same inventory judged otherwise, when it is first asked for. Nothing is left alone: whoever asks has looked. */
function again(judgement: Judgement, policy: Policy, phase: Phase): () => Judgement {
  const { inventory, compiled, cache } = judgement;
  let made: Judgement | undefined;
  return () => (made ??= new Judgement(inventory, policy, { ...compiled.options, phase, excludedNamespaces: [] }, cache, judgement.rollUp()));
}

/** Mitigations after which pods no longer serve. */
const STOPS: ReadonlySet<string> = new Set(CONTINUOUS_EFFECTS);

function isViolation({ result }: AlikeHit): boolean {
  return result.status === "violation";
}

function canStop({ cluster, namespaced }: Policy): boolean {
  return [cluster, ...namespaced].some(({ rules = [] }) => rules.some(({ mitigation }) => STOPS.has(mitigation)));
}

function hasExpiring({ cluster, namespaced }: Policy): boolean {
  return [cluster, ...namespaced].some(({ exceptions = [] }) => exceptions.some(({ expires }) => expires !== undefined));
}

/** After any time that a computer's clock shows. */
const NEVER = "9999-12-31T00:00:00Z";

/** The policy as if none of its exceptions ever ended. */
function withoutExpiry(policy: Policy): Policy {
  const lasting = (exceptions: PolicyException[]) => exceptions.map((exception) => ({ ...exception, expires: NEVER }));
  return {
    ...policy,
    cluster: { ...policy.cluster, exceptions: lasting(policy.cluster.exceptions) },
    namespaced: policy.namespaced.map((each) => (each.exceptions ? { ...each, exceptions: lasting(each.exceptions) } : each)),
  };
}
