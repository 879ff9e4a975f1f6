import type { Hit } from "../engine/index.ts";
import { VERDICTS } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import { ruleDescriptor } from "../rules/index.ts";
import { countWorkloads, noVerdicts } from "./counts.ts";
import { excusedBy, exceptionUses } from "./exceptionUse.ts";
import type { Judgement } from "./judge.ts";
import { reasonOf, strictestFirst } from "./reason.ts";
import type { Impact, ImpactRow } from "./results.ts";
import { ruleCounts } from "./ruleCounts.ts";
import { policyTraps, trapFacts } from "./traps.ts";
import { WorkloadColumns } from "./view/columns.ts";
import { setAt } from "./view/interned.ts";

export interface ImpactRequest {
  snapshotId: string;
  /** At most this many rows in each list. */
  limit: number;
  /** Only workloads that this rule hits, in the lists. */
  rule?: string;
  /** List the workloads that this exception excuses. */
  exception?: string;
  /** The saved version on the same inventory, to tell what the draft adds and removes. */
  base?: { judgement: Judgement; version: number };
}

/** What a policy does to an inventory and what it changes against its saved version; the caller adds the duration. */
export function impactOf(judgement: Judgement, { snapshotId, limit, rule, exception, base }: ImpactRequest): Omit<Impact, "durationMs"> {
  const columns = new WorkloadColumns(judgement);
  const { verdicts } = columns;
  const before = base && new WorkloadColumns(base.judgement, columns).verdicts;
  const policy = judgement.compiled.policy;

  const isListed = ruleTest(columns, rule);
  const affected = listed(columns, limit, (row) => AFFECTED.has(verdicts[row] ?? 0) && isListed(row));
  const changed = before ? listed(columns, limit, (row) => verdicts[row] !== before[row] && isListed(row)) : { rows: [], total: 0 };
  const exceptions = exceptionUses(judgement);

  return {
    snapshotId,
    verdicts: countWorkloads(judgement.crowds()),
    ...(base && before ? { change: { base: base.version, ...difference(columns, before) } } : {}),
    changed: changed.rows.map((id) => row(id)),
    changedTotal: changed.total,
    affected: affected.rows.map((id) => row(id)),
    affectedTotal: affected.total,
    ...(exception === undefined ? {} : { excused: excused(exception) }),
    rules: ruleCounts(policy, columns.hits),
    byNamespace: byNamespace(columns),
    exceptions,
    traps: policyTraps(policy, judgement.compiled.options.now, trapFacts(judgement, columns.hits, exceptions)),
    statements: accessStatements(policy),
    examined: judgement.inventory.coverage.examined,
    notExamined: judgement.inventory.coverage.skipped.reduce((sum, { reason, count }) => (reason === "notExamined" ? sum + count : sum), 0),
  };

  function excused(key: string): Impact["excused"] {
    const all = excusedBy(judgement, key);
    return { key, rows: all.slice(0, limit).map(({ id, hit }) => row(id, hit)), total: all.length };
  }

  function row(id: number, shown?: Hit): ImpactRow {
    const { kind, namespace, name } = columns.at(id);
    const { verdict, hits } = columns.crowdAt(id);
    const strictest = shown ?? strictestFirst(hits)[0];
    const earlier = before && VERDICTS[before[id] ?? 0];
    return { id, kind, namespace, name, verdict, ...(earlier === undefined ? {} : { before: earlier }), why: strictest ? reasonOf(strictest) : "" };
  }
}

/** Places in `VERDICTS` of those under which something is told of a workload. */
const AFFECTED: ReadonlySet<number> = new Set(VERDICTS.flatMap((verdict, place) => (verdict === "allow" || verdict === "excluded" ? [] : [place])));

/** Whether a rule hits a row; without a rule every row passes. */
function ruleTest(columns: WorkloadColumns, key: string | undefined): (row: number) => boolean {
  if (key === undefined) return () => true;
  const { rules } = columns;
  const place = rules.values.indexOf(key);
  return (row) => setAt(rules, row).includes(place);
}

/** Rows of what runs or would run that pass, strictest first; all are counted and the first of them listed. */
function listed({ verdicts, finished, size }: WorkloadColumns, limit: number, passes: (row: number) => boolean): { rows: number[]; total: number } {
  const byVerdict = VERDICTS.map((): number[] => []);
  let total = 0;
  for (let row = 0; row < size; row++) {
    if (finished[row] === 1 || !passes(row)) continue;
    total++;
    const rows = byVerdict[verdicts[row] ?? 0];
    if (rows && rows.length < limit) rows.push(row);
  }
  return { rows: byVerdict.flat().slice(0, limit), total };
}

/** How many workloads came to each verdict, and how many left it. */
function difference({ verdicts, finished, size }: WorkloadColumns, before: Uint8Array) {
  const added = noVerdicts();
  const removed = noVerdicts();
  for (let row = 0; row < size; row++) {
    const [verdict, earlier] = [verdicts[row] ?? 0, before[row] ?? 0];
    if (finished[row] === 1 || verdict === earlier) continue;
    added[VERDICTS[verdict] ?? "allow"]++;
    removed[VERDICTS[earlier] ?? "allow"]++;
  }
  return { added, removed };
}

/** Namespaces with something blocked, logged or undecidable, the worst first. */
function byNamespace(columns: WorkloadColumns): Impact["byNamespace"] {
  const { verdicts, finished, namespaces, size } = columns;
  const counts = new Map<number, Impact["byNamespace"][number]>();
  for (let row = 0; row < size; row++) {
    const verdict = VERDICTS[verdicts[row] ?? 0] ?? "allow";
    if (finished[row] === 1 || verdict === "allow" || verdict === "excluded") continue;
    const place = namespaces.of[row] ?? 0;
    let own = counts.get(place);
    if (!own) counts.set(place, (own = { namespace: namespaces.values[place] ?? "", block: 0, log: 0, unknown: 0 }));
    own[verdict]++;
  }
  return [...counts.values()].toSorted((a, b) => b.block - a.block || b.log - a.log || b.unknown - a.unknown);
}

/** What the rules about kubectl access do: they judge requests, so no workload shows it. */
function accessStatements(policy: Policy): string[] {
  const definitions = [
    { where: policy.namespaced.some(({ rules }) => rules) ? "in every namespace without rules of its own" : "in all namespaces", rules: policy.cluster.rules },
    ...policy.namespaced.map(({ namespaces, rules }) => ({ where: `in ${namespaces.join(", ")}`, rules: rules ?? [] })),
  ];
  return definitions.flatMap(({ where, rules }) =>
    rules.flatMap((rule) => {
      const descriptor = ruleDescriptor(rule.type);
      if (descriptor?.group !== "access" || !rule.enabled || rule.action === "none") return [];
      const scope = rule.namespaces && rule.namespaces.length > 0 ? `in ${rule.namespaces.join(", ")}` : where;
      return [`${descriptor.short} would be ${rule.action === "block" ? "blocked" : "logged"} ${scope}`];
    }),
  );
}
