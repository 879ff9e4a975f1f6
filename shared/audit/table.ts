import { VERDICTS } from "../model/finding.ts";
import { noVerdicts } from "./counts.ts";
import type { Judgement } from "./judge.ts";
import type { JudgedCrowd } from "./judgedCrowd.ts";
import { reasonOf, strictestFirst } from "./reason.ts";
import { Outlooks } from "./restart.ts";
import type { OutlookCounts, RowFilter, RowPage, SortKey, VerdictCounts, WorkloadRow } from "./results.ts";
import { standInOf } from "./rollup.ts";
import { ruleCounts } from "./ruleCounts.ts";
import { WorkloadColumns } from "./view/columns.ts";
import { filterTests, verdictTest } from "./view/filter.ts";

export interface TableQuery {
  filter: RowFilter;
  sort: SortKey;
  descending: boolean;
  offset: number;
  limit: number;
}

/** The rows that pass a filter, sorted, with what is counted of those that pass all of it but the verdicts. */
export interface Selection {
  rows: Uint32Array;
  filteredCounts: VerdictCounts;
  finished: number;
}

/** How many reasons a row names. */
const MAX_REASONS = 4;

/** The results of a judgement as a table of workloads. A row's id is the workload's place in the judgement. */
export class ResultTable {
  readonly columns: WorkloadColumns;
  private readonly judgement: Judgement;
  private readonly outlooks: Outlooks;
  /** The last selection: scrolling asks for the same one again and again. */
  private last: { key: string; selection: Selection } | undefined;
  private allCounts: VerdictCounts | undefined;
  private outlookCounts: OutlookCounts | undefined;
  private readonly reasons = new Map<JudgedCrowd, readonly string[]>();

  /**
   * @param excludedBefore namespaces in which nothing was enforced at the cluster's scan before this one
   * @param like a table of the same inventory by another policy, to share what does not depend on the policy
   */
  constructor(judgement: Judgement, excludedBefore: Iterable<string> = [], like?: ResultTable) {
    this.judgement = judgement;
    this.columns = new WorkloadColumns(judgement, like?.columns);
    this.outlooks = new Outlooks(judgement, excludedBefore);
  }

  /** The rows that pass the filter, sorted; with the counts and choices that the filters show. */
  page({ filter, sort, descending, offset, limit }: TableQuery): RowPage {
    const { rows, filteredCounts, finished } = this.select(filter, sort, descending);
    const { namespaces, kinds, labelKeys } = this.columns;
    return {
      rows: [...rows.subarray(offset, offset + limit)].map((id) => this.row(id)),
      total: rows.length,
      counts: this.counts(),
      filteredCounts,
      finished,
      namespaces: [...namespaces.values],
      kinds: [...kinds.values],
      labelKeys: [...labelKeys],
      rules: ruleCounts(this.judgement.compiled.policy, this.hitCounts()),
    };
  }

  /** All rows that pass the filter, in order. */
  select(filter: RowFilter, sort: SortKey, descending: boolean): Selection {
    const key = JSON.stringify([filter, sort, descending]);
    if (this.last?.key !== key) this.last = { key, selection: this.selected(filter, sort, descending) };
    return this.last.selection;
  }

  counts(): VerdictCounts {
    return (this.allCounts ??= this.selected({}, "verdict", false).filteredCounts);
  }

  /** How many workloads would not come back after a restart. */
  restartCount(): number {
    return this.outlook().wouldNotComeBack;
  }

  /** How many workloads would not come back, for which reasons, and how many Continuous would stop. */
  outlook(): OutlookCounts {
    return (this.outlookCounts ??= this.countOutlooks());
  }

  row(id: number): WorkloadRow {
    const index = standInOf(this.columns.at(id));
    const created = index === undefined ? undefined : this.judgement.inventory.objects.at(index)?.created;
    return { ...this.facts(id), why: [...this.why(id)], ...(created === undefined ? {} : { created }) };
  }

  /** A row without its reasons and its time, for whoever tells the findings themselves. */
  facts(id: number): Omit<WorkloadRow, "why" | "created"> {
    const workload = this.columns.at(id);
    const { verdict, wouldBe, now, afterRestart } = this.columns.crowdAt(id);
    const object = standInOf(workload);
    const own = object === undefined ? undefined : this.judgement.inventory.objects.at(object);
    const { restart, continuous } = this.outlooks.of(id);
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
      ...(restart.length > 0 ? { restart: [...restart] } : {}),
      ...(continuous ? { continuous } : {}),
    };
  }

  /** Short reasons, strictest first. */
  why(id: number): readonly string[] {
    const crowd = this.columns.crowdAt(id);
    let known = this.reasons.get(crowd);
    if (!known) this.reasons.set(crowd, (known = [...new Set(strictestFirst(crowd.hitsAlike()).map(reasonOf))].slice(0, MAX_REASONS)));
    return known;
  }

  /** Rule key → number of workloads it hits. */
  hitCounts(): ReadonlyMap<string, number> {
    return this.columns.hits;
  }

  private selected(filter: RowFilter, sort: SortKey, descending: boolean): Selection {
    const { columns } = this;
    const { verdicts, finished, size } = columns;
    const tests = filterTests(columns, filter, this.outlooks);
    const hasVerdict = verdictTest(columns, filter.verdicts);
    const shown = new Uint8Array(size);
    const counts = VERDICTS.map(() => 0);
    let ended = 0;
    let total = 0;
    for (let row = 0; row < size; row++) {
      if (!tests.every((test) => test(row))) continue;
      const verdict = verdicts[row] ?? 0;
      if (finished[row] === 1) ended++;
      else counts[verdict] = (counts[verdict] ?? 0) + 1;
      if (hasVerdict && !hasVerdict(row)) continue;
      shown[row] = 1;
      total++;
    }
    const rows = new Uint32Array(total);
    let place = 0;
    const order = columns.order(sort, descending);
    for (let at = 0; at < size; at++) {
      const row = order[at] ?? 0;
      if (shown[row] === 1) rows[place++] = row;
    }
    const filteredCounts = noVerdicts();
    VERDICTS.forEach((verdict, index) => (filteredCounts[verdict] = counts[index] ?? 0));
    return { rows, filteredCounts, finished: ended };
  }

  private countOutlooks(): OutlookCounts {
    const found: OutlookCounts = { wouldNotComeBack: 0, restart: { template: 0, sidecar: 0, namespace: 0, exception: 0, policy: 0 }, isolate: 0, terminate: 0 };
    for (let row = 0; row < this.columns.size; row++) {
      const restart = this.outlooks.restart(row);
      const continuous = this.outlooks.continuous(row);
      if (restart.length > 0) found.wouldNotComeBack++;
      for (const reason of restart) found.restart[reason]++;
      if (continuous) found[continuous]++;
    }
    return found;
  }
}
