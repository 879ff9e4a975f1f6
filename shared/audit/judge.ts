import { CheckCache, compilePolicy, createPodJudge, findingOf, stricter } from "../engine/index.ts";
import type { CompiledPolicy, EngineOptions, Hit, PodJudgement, Scope } from "../engine/index.ts";
import type { EnforcedVerdict, Finding, Note, Verdict } from "../model/finding.ts";
import type { PodFacts } from "../kube/facts.ts";
import type { Policy } from "../model/policy.ts";
import type { Coverage } from "./coverage.ts";
import type { Inventory, InventoryObject } from "./inventory.ts";
import { rollUp } from "./rollup.ts";
import type { RollUp, Workload } from "./rollup.ts";

/** Options of a run over an inventory: the engine's, and where nothing is enforced. */
export interface RunOptions extends EngineOptions {
  /** Namespaces in which nothing is enforced, besides those labelled so. */
  excludedNamespaces: readonly string[];
}

/** One workload with its verdicts. */
export interface JudgedWorkload {
  workload: Workload;
  /** `excluded` where nothing is enforced; `wouldBe` then says what the verdict would be. */
  verdict: Verdict;
  wouldBe: EnforcedVerdict;
  /** Of the running pods; undefined when none runs. */
  now: EnforcedVerdict | undefined;
  /** Of the template; of the running pods where no template is known. */
  afterRestart: EnforcedVerdict;
  /** Nothing of it runs or would run again: pods that have ended. It is shown, and counted apart. */
  isFinished: boolean;
}

/**
 * A policy's judgement of an inventory. Identical pod specs under the same scope are judged once. Nothing is computed
 * before it is asked for; the inventory must not change meanwhile.
 */
export class Judgement {
  readonly inventory: Inventory;
  readonly compiled: CompiledPolicy;
  readonly cache: CheckCache;
  private readonly excluded: ReadonlySet<string>;
  private readonly byScope = new Map<Scope, { judge: (pod: PodFacts) => PodJudgement; judged: (PodJudgement | undefined)[] }>();
  private readonly findings = new Map<PodJudgement, Map<string, readonly Finding[]>>();
  private rolled: RollUp | undefined;
  private judged: JudgedWorkload[] | undefined;

  /** `cache` holds what checks found on this inventory's pods; pass the same one for each policy over one inventory. */
  constructor(inventory: Inventory, policy: Policy, options: RunOptions, cache = new CheckCache(), rolled?: RollUp) {
    this.inventory = inventory;
    this.compiled = compilePolicy(policy, options);
    this.cache = cache;
    this.rolled = rolled;
    this.excluded = new Set([
      ...options.excludedNamespaces,
      ...inventory.namespaces.filter(({ ignored }) => ignored).map(({ name }) => name),
    ]);
  }

  isExcluded(namespace: string): boolean {
    return this.excluded.has(namespace);
  }

  /** The judgement of one object's pod spec, before namespace exclusion. */
  pod(object: InventoryObject): PodJudgement {
    const scope = this.compiled.scopeOf(object.namespace);
    let known = this.byScope.get(scope);
    if (!known) this.byScope.set(scope, (known = { judge: createPodJudge(this.compiled, scope, this.cache), judged: this.inventory.pods.map(() => undefined) }));
    const place = object.pod;
    return (known.judged[place] ??= known.judge(this.podOf(object)));
  }

  /** The verdict of one object, and what it would be where nothing is enforced. */
  verdictOf(object: InventoryObject): { verdict: Verdict; wouldBe: EnforcedVerdict } {
    const { verdict } = this.pod(object);
    return { verdict: this.isExcluded(object.namespace) ? "excluded" : verdict, wouldBe: verdict };
  }

  /** The findings of one object; objects that are judged alike share them. */
  findingsOf(object: InventoryObject): readonly Finding[] {
    const judged = this.pod(object);
    let byPath = this.findings.get(judged);
    if (!byPath) this.findings.set(judged, (byPath = new Map()));
    let known = byPath.get(object.podPath);
    if (!known) {
      const pod = this.podOf(object);
      byPath.set(object.podPath, (known = judged.hits.map((hit) => findingOf(hit, pod, object.podPath))));
    }
    return known;
  }

  /** Notes on the object, with absolute paths. */
  notesOf(object: InventoryObject): Note[] {
    const inner = this.podOf(object).notes.map((note) => ({ ...note, path: note.path === "" ? object.podPath : `${object.podPath}.${note.path}` }));
    return [...(object.notes ?? []), ...inner];
  }

  rollUp(): RollUp {
    return (this.rolled ??= rollUp(this.inventory));
  }

  /** What was seen and what not, with the owners that are known by reference only. */
  coverage(): Coverage {
    return { ...this.inventory.coverage, unknownOwners: this.rollUp().unknownOwners };
  }

  workloads(): readonly JudgedWorkload[] {
    return (this.judged ??= this.rollUp().workloads.map((workload) => this.judgeWorkload(workload)));
  }

  /** Hits that count of everything a workload consists of: its template and its running pods. */
  hitsOf(workload: Workload): Hit[] {
    return countingHits(this.judgementsOf(workload));
  }

  /** The judgements of a workload's parts. Pods of one template are judged alike: what they violate is one thing. */
  judgementsOf(workload: Workload): PodJudgement[] {
    return [...new Set(this.partsOf(workload).map((object) => this.pod(object)))];
  }

  /** The objects that a workload's verdict rests on; finished pods only where there is nothing else. */
  partsOf({ object, pods, finished }: Workload): InventoryObject[] {
    if (object !== undefined && pods.length === 0) return this.inventory.objects.slice(object, object + 1);
    const indices = new Set(object === undefined ? pods : [object, ...pods]);
    const parts = indices.size > 0 ? [...indices] : finished;
    return parts.flatMap((index) => this.inventory.objects[index] ?? []);
  }

  private judgeWorkload(workload: Workload): JudgedWorkload {
    const template = workload.object === undefined ? undefined : this.inventory.objects[workload.object];
    const now = this.strictest(workload.pods);
    const afterRestart = template ? this.pod(template).verdict : (now ?? this.strictest(workload.finished) ?? "allow");
    const wouldBe = now ? stricter(now, afterRestart) : afterRestart;
    const isExcluded = this.isExcluded(workload.namespace);
    return {
      workload,
      verdict: isExcluded ? "excluded" : wouldBe,
      wouldBe,
      now,
      afterRestart,
      isFinished: workload.finished.length > 0 && now === undefined && (template === undefined || template.state === "finished"),
    };
  }

  private strictest(indices: number[]): EnforcedVerdict | undefined {
    let verdict: EnforcedVerdict | undefined;
    for (const index of indices) {
      const object = this.inventory.objects[index];
      if (!object) continue;
      const own = this.pod(object).verdict;
      verdict = verdict === undefined ? own : stricter(verdict, own);
    }
    return verdict;
  }

  private podOf(object: InventoryObject) {
    const pod = this.inventory.pods[object.pod];
    if (!pod) throw new Error(`The inventory has no pod spec ${object.pod}.`);
    return pod;
  }
}

/** The hits that no exception excuses. */
export function countingHits(judged: readonly PodJudgement[]): Hit[] {
  return judged.flatMap(({ hits }) => hits.filter((hit) => !hit.excuse));
}
