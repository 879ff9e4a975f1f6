import { byCodeUnit } from "../kernel/stable.ts";
import { VERDICTS } from "../model/finding.ts";
import type { Verdict } from "../model/finding.ts";
import { RANK } from "../engine/index.ts";
import { countWorkloads } from "./counts.ts";
import type { JudgedWorkload, Judgement } from "./judge.ts";
import { reasonOf, strictestFirst } from "./reason.ts";
import type { RowFilter, RowPage, SortKey, VerdictCounts, WorkloadRow } from "./results.ts";
import { kindText } from "./rollup.ts";
import { ruleCounts, ruleKey } from "./ruleCounts.ts";

export interface TableQuery {
  filter: RowFilter;
  sort: SortKey;
  descending: boolean;
  offset: number;
  limit: number;
}

/** How many reasons a row names. */
const MAX_REASONS = 4;

/** The results of a judgement as a table of workloads. A row's id is the workload's place in the judgement. */
export class ResultTable {
  private readonly judgement: Judgement;
  private readonly keys = new Map<number, ReadonlySet<string>>();
  private readonly texts = new Map<number, string>();
  private hits: Map<string, number> | undefined;

  constructor(judgement: Judgement) {
    this.judgement = judgement;
  }

  /** The rows that pass the filter, sorted; with the counts and choices that the filters show. */
  page({ filter, sort, descending, offset, limit }: TableQuery): RowPage {
    const all = this.judgement.workloads();
    const passing: number[] = [];
    all.forEach((_, id) => {
      if (this.passes(id, filter)) passing.push(id);
    });
    const wanted = filter.verdicts && filter.verdicts.length > 0 ? new Set(filter.verdicts) : undefined;
    // A filter by verdict shows what its count counts.
    const shown = wanted ? passing.filter((id) => wanted.has(this.at(id).verdict) && !this.at(id).isFinished) : passing;
    const sorted = shown.toSorted(this.order(sort, descending));
    return {
      rows: sorted.slice(offset, offset + limit).map((id) => this.row(id)),
      total: sorted.length,
      counts: this.counts(),
      filteredCounts: countWorkloads(passing.map((id) => this.at(id))),
      finished: passing.filter((id) => this.at(id).isFinished).length,
      namespaces: distinct(all.map(({ workload }) => workload.namespace)),
      kinds: distinct(all.map(({ workload }) => workload.kind)),
      rules: ruleCounts(this.judgement.compiled.policy, this.hitCounts()),
    };
  }

  counts(): VerdictCounts {
    return countWorkloads(this.judgement.workloads());
  }

  row(id: number): WorkloadRow {
    const { workload, verdict, wouldBe, now, afterRestart } = this.at(id);
    const object = workload.object ?? workload.pods[0] ?? workload.finished[0];
    const own = object === undefined ? undefined : this.judgement.inventory.objects[object];
    return {
      id,
      apiVersion: workload.apiVersion,
      kind: workload.kind,
      namespace: workload.namespace,
      name: workload.name,
      state: own?.state ?? "template",
      verdict,
      ...(verdict === "excluded" ? { wouldBe } : {}),
      pods: workload.pods.length,
      finishedPods: workload.finished.length,
      ...(now === undefined ? {} : { now }),
      ...(workload.object === undefined && workload.pods.length === 0 ? {} : { afterRestart }),
      why: [...new Set(strictestFirst(this.judgement.hitsOf(workload)).map(reasonOf))].slice(0, MAX_REASONS),
      ...(own?.created === undefined ? {} : { created: own.created }),
    };
  }

  /** Rule key → number of workloads it hits. */
  hitCounts(): ReadonlyMap<string, number> {
    if (!this.hits) {
      this.hits = new Map();
      for (let id = 0; id < this.judgement.workloads().length; id++) {
        for (const key of this.ruleKeys(id)) this.hits.set(key, (this.hits.get(key) ?? 0) + 1);
      }
    }
    return this.hits;
  }

  /** The rules that hit a workload. */
  ruleKeys(id: number): ReadonlySet<string> {
    let known = this.keys.get(id);
    if (!known) {
      known = new Set(this.judgement.hitsOf(this.at(id).workload).map(({ rule }) => ruleKey(rule.definition, rule.index)));
      this.keys.set(id, known);
    }
    return known;
  }

  /** Everything but the filter by verdict. */
  private passes(id: number, { namespaces, kinds, rules, text, wouldNotComeBack }: RowFilter): boolean {
    const judged = this.at(id);
    const { workload } = judged;
    if (namespaces && namespaces.length > 0 && !namespaces.includes(workload.namespace)) return false;
    if (kinds && kinds.length > 0 && !kinds.includes(workload.kind)) return false;
    if (wouldNotComeBack && !judged.wouldNotComeBack) return false;
    if (rules && rules.length > 0 && !rules.some((key) => this.ruleKeys(id).has(key))) return false;
    const words = text?.toLowerCase().split(/\s+/).filter((word) => word !== "") ?? [];
    return words.every((word) => this.searchText(id).includes(word));
  }

  private searchText(id: number): string {
    let known = this.texts.get(id);
    if (known === undefined) {
      const { workload } = this.at(id);
      const { inventory } = this.judgement;
      const objects = [workload.object, workload.pods[0]].flatMap((index) => (index === undefined ? [] : (inventory.objects[index] ?? [])));
      const images = objects.flatMap(({ pod }) => inventory.pods[pod]?.containers.map(({ image }) => image) ?? []);
      known = [`${workload.namespace}/${workload.name}`, kindText(workload.apiVersion, workload.kind), ...images].join(" ").toLowerCase();
      this.texts.set(id, known);
    }
    return known;
  }

  private order(sort: SortKey, descending: boolean): (a: number, b: number) => number {
    const compare = COMPARISONS[sort];
    const sign = descending ? -1 : 1;
    return (a, b) => sign * compare(this.at(a), this.at(b), this.judgement) || byPlace(this.at(a), this.at(b)) || a - b;
  }

  private at(id: number): JudgedWorkload {
    const judged = this.judgement.workloads()[id];
    if (!judged) throw new RangeError(`There is no workload ${id}.`);
    return judged;
  }
}

type Comparison = (a: JudgedWorkload, b: JudgedWorkload, judgement: Judgement) => number;

/** Ascending; for verdicts that is strictest first. */
const COMPARISONS: Record<SortKey, Comparison> = {
  verdict: (a, b) => rankOf(a.verdict) - rankOf(b.verdict) || (a.verdict === "excluded" ? RANK[b.wouldBe] - RANK[a.wouldBe] : 0),
  namespace: (a, b) => byCodeUnit(a.workload.namespace, b.workload.namespace),
  name: (a, b) => byCodeUnit(a.workload.name, b.workload.name),
  kind: (a, b) => byCodeUnit(a.workload.kind, b.workload.kind),
  pods: (a, b) => a.workload.pods.length - b.workload.pods.length,
  created: (a, b, judgement) => byCodeUnit(createdOf(a, judgement), createdOf(b, judgement)),
};

function createdOf({ workload }: JudgedWorkload, { inventory }: Judgement): string {
  const index = workload.object ?? workload.pods[0];
  return (index === undefined ? undefined : inventory.objects[index]?.created) ?? "";
}

function rankOf(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

/** The order of rows that are equal otherwise: by namespace, name and kind. */
export function byPlace(a: JudgedWorkload, b: JudgedWorkload): number {
  return (
    byCodeUnit(a.workload.namespace, b.workload.namespace) || byCodeUnit(a.workload.name, b.workload.name) || byCodeUnit(a.workload.kind, b.workload.kind)
  );
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].toSorted(byCodeUnit);
}
