import { RANK } from "../engine/index.ts";
import { groupOf } from "../kube/project.ts";
import { byCodeUnit } from "../kernel/stable.ts";
import { VERDICTS } from "../model/finding.ts";
import type { Verdict } from "../model/finding.ts";
import type { Change, ComparedGroup, ComparedRow, Comparison, GroupBy, RowFilter } from "./results.ts";
import { CHANGES } from "./results.ts";
import type { ResultTable } from "./table.ts";
import { groupingOf } from "./view/groups.ts";
import { setAt } from "./view/interned.ts";

/** A workload on both sides: its rows, `ABSENT` on the side where it is not. */
interface Pair {
  a: number;
  b: number;
}

export interface CompareQuery {
  /** Only these; none means every change, without what is unchanged. */
  changes: Change[];
  filter: RowFilter;
  by: GroupBy;
  offset: number;
  limit: number;
}

/** What became of a verdict under another policy, on the same data. */
export function policyChange(before: Verdict, after: Verdict): Change {
  return before === after ? "unchanged" : NEWLY[after];
}

const NEWLY: Record<Verdict, Change> = {
  block: "newlyBlocked", log: "newlyLogged", unknown: "newlyUndecidable", allow: "newlyAllowed", excluded: "newlyExcluded",
};

/** What became of a workload between two scans. */
export function scanChange(before: Verdict | undefined, after: Verdict | undefined): Change {
  if (before === undefined) return "appeared";
  if (after === undefined) return "disappeared";
  const difference = strictness(after) - strictness(before);
  return difference > 0 ? "worse" : difference < 0 ? "better" : "unchanged";
}

/** Where nothing is enforced nothing is in the way. */
function strictness(verdict: Verdict): number {
  return verdict === "excluded" ? RANK.allow : RANK[verdict];
}

/** Where a workload is not, on one of the sides. */
const ABSENT = -1;

/** Two judgements of one inventory, or of two: which workloads changed, how, and what they have in common. */
export class JudgementComparison {
  private readonly a: ResultTable;
  private readonly b: ResultTable;
  private readonly pairs: readonly Pair[];
  /** For each pair its place in `CHANGES`. */
  private readonly changes: Uint8Array;

  private constructor(a: ResultTable, b: ResultTable, pairs: readonly Pair[], changeOf: (before: Verdict | undefined, after: Verdict | undefined) => Change) {
    this.a = a;
    this.b = b;
    this.pairs = pairs;
    this.changes = new Uint8Array(pairs.length);
    pairs.forEach((pair, index) => (this.changes[index] = CHANGES.indexOf(changeOf(this.before(pair), this.after(pair)))));
  }

  /** Two policies on the same inventory: a row of one is the same workload as that row of the other. */
  static ofPolicies(a: ResultTable, b: ResultTable): JudgementComparison {
    const pairs = inForce(b).map((row): Pair => ({ a: row, b: row }));
    return new JudgementComparison(a, b, pairs, (before = "allow", after = "allow") => policyChange(before, after));
  }

  /** Two scans, the earlier one first: workloads are the same by group, kind, namespace and name. */
  static ofScans(a: ResultTable, b: ResultTable): JudgementComparison {
    const left = new Map(inForce(a).map((row) => [identityOf(a.columns.at(row)), row]));
    const pairs = inForce(b).map((row): Pair => {
      const key = identityOf(b.columns.at(row));
      const earlier = left.get(key) ?? ABSENT;
      left.delete(key);
      return { a: earlier, b: row };
    });
    for (const row of left.values()) pairs.push({ a: row, b: ABSENT });
    return new JudgementComparison(a, b, pairs, scanChange);
  }

  /** The rows asked for, strictest change first, with counts and groups over all that pass the filter. */
  page({ changes, filter, by, offset, limit }: CompareQuery): Comparison {
    const passing = this.passing(filter);
    const counts = noChanges();
    for (const index of passing) counts[this.changeAt(index)]++;
    const shown = this.shown(passing, changes);
    return {
      counts,
      rows: [...shown.subarray(offset, offset + limit)].map((index) => this.row(index)),
      total: shown.length,
      groups: this.groups(passing, by),
      labelKeys: [...new Set([...this.a.columns.labelKeys, ...this.b.columns.labelKeys])].toSorted(byCodeUnit),
    };
  }

  /** Pairs of which the later side passes, or the only one there is. */
  private passing(filter: RowFilter): number[] {
    const [inA, inB] = [membersOf(this.a, filter), membersOf(this.b, filter)];
    const passing: number[] = [];
    this.pairs.forEach(({ a, b }, index) => {
      if (b === ABSENT ? !inA || inA[a] === 1 : !inB || inB[b] === 1) passing.push(index);
    });
    return passing;
  }

  private shown(passing: number[], changes: Change[]): Uint32Array {
    const wanted = CHANGES.map((change) => (changes.length > 0 ? changes.includes(change) : change !== "unchanged"));
    const indices = passing.filter((index) => wanted[this.changes[index] ?? 0]);
    // Change, verdict and place in one number: sorting plain numbers is fastest.
    const size = this.pairs.length;
    const keys = Float64Array.from(indices, (index) => {
      const after = this.after(this.pairs[index]) ?? "excluded";
      return ((this.changes[index] ?? 0) * VERDICTS.length + VERDICTS.indexOf(after)) * size + index;
    });
    return Uint32Array.from(keys.sort(), (key) => key % size);
  }

  private row(index: number): ComparedRow {
    const pair = this.pairs[index];
    const [before, after] = [this.before(pair), this.after(pair)];
    const { kind, namespace, name, pods } = pair && pair.b === ABSENT ? this.a.row(pair.a) : this.b.row(pair?.b ?? 0);
    return {
      id: index,
      change: this.changeAt(index),
      kind,
      namespace,
      name,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      pods,
      why: this.reasonsOf(index),
    };
  }

  /** What made the change: rules in words that hit on one side and not on the other. */
  private reasonsOf(index: number): string[] {
    const pair = this.pairs[index];
    const [a, b] = [rulesOf(this.a, pair?.a), rulesOf(this.b, pair?.b)];
    const added = b.filter((text) => !a.includes(text)).map((text) => `+ ${text}`);
    const removed = a.filter((text) => !b.includes(text)).map((text) => `− ${text}`);
    if (added.length + removed.length > 0) return [...added, ...removed];
    return this.changeAt(index) === "unchanged" ? b : [OTHER_REASON];
  }

  private groups(passing: number[], by: GroupBy): ComparedGroup[] {
    const groups = new Map<string, ComparedGroup>();
    const keysOf = by.what === "rule" ? (index: number) => this.reasonsOf(index) : this.keysBy(by);
    for (const index of passing) {
      const change = this.changeAt(index);
      if (change === "unchanged") continue;
      for (const key of keysOf(index)) {
        let group = groups.get(key);
        if (!group) groups.set(key, (group = { key, total: 0, counts: noChanges() }));
        group.total++;
        group.counts[change]++;
      }
    }
    return [...groups.values()].toSorted((x, y) => y.total - x.total || byCodeUnit(x.key, y.key));
  }

  private keysBy(by: GroupBy): (index: number) => string[] {
    const [a, b] = [groupingOf(this.a.columns, by), groupingOf(this.b.columns, by)];
    return (index) => {
      const pair = this.pairs[index] ?? { a: 0, b: 0 };
      const [grouping, row] = pair.b === ABSENT ? [a, pair.a] : [b, pair.b];
      return grouping.of(row).map((place) => grouping.values[place] ?? "");
    };
  }

  private changeAt(index: number): Change {
    return CHANGES[this.changes[index] ?? 0] ?? "unchanged";
  }

  private before(pair: Pair | undefined): Verdict | undefined {
    return verdictAt(this.a, pair?.a);
  }

  private after(pair: Pair | undefined): Verdict | undefined {
    return verdictAt(this.b, pair?.b);
  }
}

/** Said of a change that no rule alone explains. */
const OTHER_REASON = "exceptions, namespaces or settings";

/** Rows of what runs or would run, by namespace and name. */
function inForce({ columns }: ResultTable): number[] {
  const { finished } = columns;
  return [...columns.order("namespace", false)].filter((row) => finished[row] === 0);
}

/** For each row 1 when it passes; undefined when there is no filter. */
function membersOf(table: ResultTable, filter: RowFilter): Uint8Array | undefined {
  if (Object.values(filter).every((part) => part === undefined)) return undefined;
  const members = new Uint8Array(table.columns.size);
  for (const row of table.select(filter, "namespace", false).rows) members[row] = 1;
  return members;
}

/** Rules that hit a row, each as its action and sentence: what a rule is called when its place has changed. */
function rulesOf({ columns }: ResultTable, row = ABSENT): string[] {
  const texts = columns.ruleTexts;
  return row === ABSENT ? [] : setAt(columns.rules, row).map((place) => texts[place] ?? "");
}

/** Undefined where there is no such row. */
function verdictAt({ columns }: ResultTable, row = ABSENT): Verdict | undefined {
  return VERDICTS[columns.verdicts[row] ?? ABSENT];
}

function identityOf({ apiVersion, kind, namespace, name }: { apiVersion: string; kind: string; namespace: string; name: string }): string {
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}`;
}

function noChanges(): Record<Change, number> {
  return Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>;
}
