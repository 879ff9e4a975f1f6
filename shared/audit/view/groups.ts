import { byCodeUnit } from "../../kernel/stable.ts";
import { VERDICTS } from "../../model/finding.ts";
import { noVerdicts } from "../counts.ts";
import type { Group, GroupBy, HeatMap } from "../results.ts";
import { ruleCounts } from "../ruleCounts.ts";
import type { WorkloadColumns } from "./columns.ts";
import { setAt, type SetColumn, type TextColumn } from "./interned.ts";

/** The groups that a row belongs to: one, or for images, registries and rules any number. */
export interface Grouping {
  values: readonly string[];
  of: (row: number) => readonly number[];
}

/**
 * Rows gathered by what they have in common, the group with most blocked first. A workload of two images is in two
 * groups, so the groups' counts may add up to more than the rows.
 */
export function groupRows(columns: WorkloadColumns, rows: Uint32Array, by: GroupBy): Group[] {
  const { values, of } = groupingOf(columns, by);
  const { verdicts, finished } = columns;
  const groups = values.map((key): Group => ({ key, workloads: 0, pods: 0, counts: noVerdicts() }));
  for (const row of rows) {
    const verdict = VERDICTS[verdicts[row] ?? 0] ?? "allow";
    const pods = columns.at(row).pods.length;
    for (const place of of(row)) {
      const group = groups[place];
      if (!group) continue;
      group.workloads++;
      group.pods += pods;
      if (finished[row] === 0) group.counts[verdict]++;
    }
  }
  return groups.filter(({ workloads }) => workloads > 0).toSorted(byWeight);
}

/** How many of the rows each rule hits in each namespace; only namespaces and rules where something is hit. */
export function heatMap(columns: WorkloadColumns, rows: Uint32Array): HeatMap {
  const { namespaces, rules } = columns;
  const width = rules.values.length;
  const counts = new Uint32Array(namespaces.values.length * width);
  for (const row of rows) {
    const start = (namespaces.of[row] ?? 0) * width;
    for (const rule of setAt(rules, row)) counts[start + rule] = (counts[start + rule] ?? 0) + 1;
  }
  const hitRules = inPolicyOrder(columns).filter((rule) => namespaces.values.some((_, place) => (counts[place * width + rule] ?? 0) > 0));
  const lines = namespaces.values.flatMap((namespace, place) => {
    const own = hitRules.map((rule) => counts[place * width + rule] ?? 0);
    const total = own.reduce((sum, each) => sum + each, 0);
    return total === 0 ? [] : [{ namespace, counts: own, total }];
  });
  return {
    rules: hitRules.map((rule) => rules.values[rule] ?? ""),
    namespaces: lines.toSorted((a, b) => b.total - a.total || byCodeUnit(a.namespace, b.namespace)).map(({ namespace, counts: own }) => ({ namespace, counts: own })),
  };
}

/** Places of the rules in their column, as the policy has them. */
function inPolicyOrder({ judgement, rules }: WorkloadColumns): number[] {
  const places = new Map(rules.values.map((key, place) => [key, place]));
  return ruleCounts(judgement.compiled.policy, new Map()).flatMap(({ key }) => places.get(key) ?? []);
}

/** How rows are gathered. */
export function groupingOf(columns: WorkloadColumns, by: GroupBy): Grouping {
  switch (by.what) {
    case "namespace":
      return single(columns.namespaces);
    case "kind":
      return single(columns.kinds);
    case "label":
      return single(columns.label(by.key));
    case "image":
      return several(columns.images);
    case "registry":
      return several(columns.registries);
    case "rule":
      return several(columns.rules);
  }
}

function several(column: SetColumn): Grouping {
  return { values: column.values, of: (row) => setAt(column, row) };
}

function single({ values, of }: TextColumn): Grouping {
  return { values, of: (row) => [of[row] ?? 0] };
}

function byWeight(a: Group, b: Group): number {
  return b.counts.block - a.counts.block || b.counts.log - a.counts.log || b.workloads - a.workloads || byCodeUnit(a.key, b.key);
}
