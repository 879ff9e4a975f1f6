import { compilePolicy, judgePod } from "../engine/index.ts";
import type { Hit, PodJudgement } from "../engine/index.ts";
import type { EnforcedVerdict } from "../model/finding.ts";
import type { Policy, PolicyException } from "../model/policy.ts";
import type { InventoryObject } from "./inventory.ts";
import type { JudgedWorkload } from "./judge.ts";
import { Judgement } from "./judge.ts";
import { CONTINUOUS_EFFECTS, type ContinuousEffect, type RestartReason } from "./results.ts";

/**
 * What would become of a running workload: whether it would be refused if it had to start again, and why although it
 * runs today; and whether the Continuous actions would isolate or terminate it as it runs.
 */
export interface Outlook {
  /** Empty: it would come back, or nothing of it runs. */
  restart: RestartReason[];
  /** What Continuous would do to its running pods; undefined: nothing that stops them. */
  continuous?: ContinuousEffect;
}

/** Answers for one workload after the other; what all need is prepared once, when it is first needed. */
export class Outlooks {
  private readonly judgement: Judgement;
  private readonly excludedBefore: ReadonlySet<string>;
  private revived: ((object: InventoryObject) => EnforcedVerdict) | undefined;
  private running: Judgement | undefined;
  /** By the judgement of pods that are judged alike. */
  private readonly effects = new Map<PodJudgement, ContinuousEffect | "none">();
  private readonly canStop: boolean;

  /** @param excludedBefore namespaces in which nothing was enforced at the cluster's scan before this one */
  constructor(judgement: Judgement, excludedBefore: Iterable<string> = []) {
    this.judgement = judgement;
    this.excludedBefore = new Set(excludedBefore);
    const { cluster, namespaced } = judgement.compiled.policy;
    this.canStop = [cluster, ...namespaced].some(({ rules = [] }) => rules.some(({ mitigation }) => STOPS.has(mitigation)));
  }

  of(judged: JudgedWorkload): Outlook {
    const continuous = this.continuous(judged);
    return { restart: this.restart(judged), ...(continuous ? { continuous } : {}) };
  }

  /** Why a workload that runs would be refused if it had to start again; empty when it would not. */
  restart({ workload, verdict, now, afterRestart }: JudgedWorkload): RestartReason[] {
    if (now === undefined || verdict === "excluded") return [];
    const injected = now === "block" && this.injectedBlocks(workload.object, workload.pods);
    if (afterRestart !== "block" && !injected) return [];
    const reasons: RestartReason[] = [];
    if (injected) reasons.push("sidecar");
    if (afterRestart === "block" && now !== "block") reasons.push("template");
    if (this.excludedBefore.has(workload.namespace)) reasons.push("namespace");
    if (this.wasExcused(workload.object ?? workload.pods[0])) reasons.push("exception");
    return reasons.length > 0 ? reasons : ["policy"];
  }

  /** The strictest of what Continuous would do to the running pods. */
  continuous({ workload, verdict, now }: JudgedWorkload): ContinuousEffect | undefined {
    if (!this.canStop || now === undefined || verdict === "excluded") return undefined;
    const judgement = (this.running ??= this.inPhase());
    let effect: ContinuousEffect | undefined;
    for (const index of workload.pods) {
      const object = judgement.inventory.objects[index];
      const own = object && this.effectOn(judgement.pod(object));
      if (own === "terminate") return own;
      if (own === "isolate") effect = own;
    }
    return effect;
  }

  /** What Continuous does to pods that are judged so. */
  private effectOn(judged: PodJudgement): ContinuousEffect | "none" {
    let effect = this.effects.get(judged);
    if (!effect) {
      // The hits are worked out only where one of these rules has any.
      const mitigations = judged.counting.some(({ rule }) => STOPS.has(rule.mitigation)) ? judged.hits.filter(counts).map(({ rule }) => rule.rule.mitigation) : [];
      effect = CONTINUOUS_EFFECTS.find((stop) => mitigations.includes(stop)) ?? "none";
      this.effects.set(judged, effect);
    }
    return effect;
  }

  /** Whether a container that admission adds (it runs, and the template has none of its name) is blocked. */
  private injectedBlocks(template: number | undefined, pods: number[]): boolean {
    const { objects, pods: specs } = this.judgement.inventory;
    const own = template === undefined ? undefined : objects[template];
    const named = own && specs[own.pod]?.containers;
    if (!own || own.kind === "Pod" || !named) return false;
    const names = new Set(named.map(({ name }) => name));
    const seen = new Set<number>();
    return pods.some((index) => {
      const object = objects[index];
      if (!object || seen.has(object.pod)) return false;
      seen.add(object.pod);
      if (this.judgement.pod(object).verdict !== "block") return false;
      return this.judgement.pod(object).hits.some((hit) => {
        const container = hit.container === undefined ? undefined : specs[object.pod]?.containers[hit.container];
        // Ephemeral containers are added to a pod that runs: they do not come back.
        return container && container.kind !== "ephemeral" && !names.has(container.name) && counts(hit) && hit.rule.severity === "block";
      });
    });
  }

  /** Whether an exception that has expired would let it start. */
  private wasExcused(index: number | undefined): boolean {
    const object = index === undefined ? undefined : this.judgement.inventory.objects[index];
    if (!object) return false;
    this.revived ??= this.withExpired();
    return this.revived(object) !== "block";
  }

  private withExpired(): (object: InventoryObject) => EnforcedVerdict {
    const { compiled, cache, inventory } = this.judgement;
    const { policy, options } = compiled;
    if (!hasExpiring(policy)) return () => "block";
    const before = compilePolicy(withoutExpiry(policy), options);
    return (object) => {
      const pod = inventory.pods[object.pod];
      return pod ? judgePod(before, before.scopeOf(object.namespace), pod, cache).verdict : "block";
    };
  }

  private inPhase(): Judgement {
    const { judgement } = this;
    const { compiled } = judgement;
    if (compiled.options.phase === "continuous") return judgement;
    const options = { ...compiled.options, phase: "continuous" as const, excludedNamespaces: [] };
    return new Judgement(judgement.inventory, compiled.policy, options, judgement.cache, judgement.rollUp());
  }
}

/** Mitigations after which pods no longer serve. */
const STOPS: ReadonlySet<string> = new Set(CONTINUOUS_EFFECTS);

function counts({ result, excuse }: Hit): boolean {
  return result.status === "violation" && !excuse;
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
