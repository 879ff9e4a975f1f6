import { CheckCache, compilePolicy, createScopeJudge, findingOf } from "../engine/index.ts";
import type { CompiledPolicy, EngineOptions, PodJudgement, Scope } from "../engine/index.ts";
import type { EnforcedVerdict, Finding, Note, Verdict } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import type { Coverage } from "./coverage.ts";
import type { Inventory, InventoryObject } from "./inventory.ts";
import type { CrowdVerdicts, JudgedCrowd } from "./judgedCrowd.ts";
import { JudgedCrowds, type Standing } from "./judgedCrowds.ts";
import { JudgedPods, podAt } from "./judgedPods.ts";
import { rollUp } from "./rollup.ts";
import type { RollUp, Workload } from "./rollup.ts";

/** Options of a run over an inventory: the engine's, and where nothing is enforced. */
export interface RunOptions extends EngineOptions {
  /** Namespaces in which nothing is enforced, besides those labelled so. */
  excludedNamespaces: readonly string[];
}

/** One workload with its verdicts. */
export interface JudgedWorkload extends CrowdVerdicts {
  workload: Workload;
  /** Nothing of it runs or would run again: pods that have ended. It is shown, and counted apart. */
  isFinished: boolean;
}

const NO_NOTES: readonly Note[] = [];

/**
 * A policy's judgement of an inventory. Identical pod specs under the same scope are judged once. Nothing is computed
 * before it is asked for; the inventory must not change meanwhile.
 */
export class Judgement {
  readonly inventory: Inventory;
  readonly compiled: CompiledPolicy;
  readonly cache: CheckCache;
  private readonly excluded: ReadonlySet<string>;
  private readonly byScope = new Map<Scope, { enforced: Standing; excluded: Standing }>();
  private readonly byNamespace = new Map<string, Standing>();
  private readonly findings = new Map<PodJudgement, Map<string, readonly Finding[]>>();
  private rolled: RollUp | undefined;
  private judged: JudgedCrowds | undefined;

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
    return this.standingIn(object.namespace).pods.at(object.pod);
  }

  /** The verdict of one object, and what it would be where nothing is enforced. */
  verdictOf(object: InventoryObject): { verdict: Verdict; wouldBe: EnforcedVerdict } {
    const { pods, isExcluded } = this.standingIn(object.namespace);
    const { verdict } = pods.outcomeOf(object.pod);
    return { verdict: isExcluded ? "excluded" : verdict, wouldBe: verdict };
  }

  /** The findings of one object; objects that are judged alike share them. */
  findingsOf(object: InventoryObject): readonly Finding[] {
    const judged = this.pod(object);
    let byPath = this.findings.get(judged);
    if (!byPath) this.findings.set(judged, (byPath = new Map()));
    let known = byPath.get(object.podPath);
    if (!known) {
      const pod = podAt(this.inventory, object.pod);
      byPath.set(object.podPath, (known = judged.hits.map((hit) => findingOf(hit, pod, object.podPath))));
    }
    return known;
  }

  /** Notes on the object, with absolute paths. */
  notesOf(object: InventoryObject): readonly Note[] {
    const { notes } = podAt(this.inventory, object.pod);
    if (notes.length === 0) return object.notes ?? NO_NOTES;
    const inner = notes.map((note) => ({ ...note, path: note.path === "" ? object.podPath : `${object.podPath}.${note.path}` }));
    return [...(object.notes ?? []), ...inner];
  }

  rollUp(): RollUp {
    return (this.rolled ??= rollUp(this.inventory));
  }

  /** What was seen and what not, with the owners that are known by reference only. */
  coverage(): Coverage {
    return { ...this.inventory.coverage, unknownOwners: this.rollUp().unknownOwners };
  }

  /** What is said of all workloads, crowd by crowd. */
  crowds(): JudgedCrowds {
    return (this.judged ??= this.judgeCrowds());
  }

  /** What is said of the crowd of a workload, by its place in the roll-up; undefined when there is no such workload. */
  crowdOf(row: number): JudgedCrowd | undefined {
    const judged = this.crowds();
    return judged.at(judged.crowds.of[row] ?? -1);
  }

  /** One workload with its verdicts; undefined when there is no such workload. */
  workload(row: number): JudgedWorkload | undefined {
    const { workloads, ended } = this.rollUp();
    const [workload, crowd] = [workloads[row], this.crowdOf(row)];
    if (!workload || !crowd) return undefined;
    const { verdict, wouldBe, now, afterRestart } = crowd;
    return { workload, verdict, wouldBe, now, afterRestart, isFinished: ended[row] === 1 };
  }

  /** All workloads one by one: what counts them has it cheaper of `crowds`. */
  workloads(): JudgedWorkload[] {
    return this.rollUp().workloads.flatMap((_, row) => this.workload(row) ?? []);
  }

  private judgeCrowds(): JudgedCrowds {
    const { namespaces, crowdsOf } = this.rollUp();
    const numbers = new Map<Standing, number>();
    const standings = Uint32Array.from(namespaces.values, (namespace) => {
      const standing = this.standingIn(namespace);
      const number = numbers.get(standing) ?? numbers.size;
      numbers.set(standing, number);
      return number;
    });
    return new JudgedCrowds(crowdsOf(standings), [...numbers.keys()]);
  }

  /** The same object for all namespaces in which the same holds. */
  private standingIn(namespace: string): Standing {
    let known = this.byNamespace.get(namespace);
    if (!known) {
      const scope = this.compiled.scopeOf(namespace);
      let standings = this.byScope.get(scope);
      if (!standings) {
        const pods = new JudgedPods(this.inventory, this.cache, createScopeJudge(this.compiled, scope, this.cache));
        this.byScope.set(scope, (standings = { enforced: { pods, isExcluded: false }, excluded: { pods, isExcluded: true } }));
      }
      this.byNamespace.set(namespace, (known = this.isExcluded(namespace) ? standings.excluded : standings.enforced));
    }
    return known;
  }
}
