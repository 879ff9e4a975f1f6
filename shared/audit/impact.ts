import type { Hit } from "../engine/index.ts";
import type { Verdict } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import { ruleDescriptor } from "../rules/index.ts";
import { policyChange } from "./compare.ts";
import { countWorkloads, noVerdicts } from "./counts.ts";
import { excusedBy, exceptionUses } from "./exceptionUse.ts";
import type { Judgement } from "./judge.ts";
import { reasonOf, strictestFirst } from "./reason.ts";
import type { Impact, ImpactRow } from "./results.ts";
import { ruleCounts } from "./ruleCounts.ts";
import { ResultTable } from "./table.ts";
import { policyTraps, trapFacts } from "./traps.ts";

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

const STRICTNESS: Record<Verdict, number> = { block: 0, log: 1, unknown: 2, allow: 3, excluded: 4 };

/** What a policy does to an inventory and what it changes against its saved version; the caller adds the duration. */
export function impactOf(judgement: Judgement, { snapshotId, limit, rule, exception, base }: ImpactRequest): Omit<Impact, "durationMs"> {
  const judged = judgement.workloads();
  const before = base?.judgement.workloads();
  const table = new ResultTable(judgement);
  const policy = judgement.compiled.policy;

  const order = (a: number, b: number) => STRICTNESS[at(a).verdict] - STRICTNESS[at(b).verdict] || a - b;
  const isListed = (id: number) => rule === undefined || table.ruleKeys(id).has(rule);
  const ids = judged.flatMap(({ isFinished }, id) => (isFinished ? [] : [id]));
  const affected = ids.filter((id) => ["block", "log", "unknown"].includes(at(id).verdict) && isListed(id)).toSorted(order);
  const changed = before ? ids.filter((id) => policyChange(before[id]?.verdict ?? "allow", at(id).verdict) !== "unchanged" && isListed(id)).toSorted(order) : [];

  const hits = table.hitCounts();
  const exceptions = exceptionUses(judgement);

  return {
    snapshotId,
    verdicts: countWorkloads(judged),
    ...(base && before ? { change: { base: base.version, ...difference(judged, before) } } : {}),
    changed: changed.slice(0, limit).map((id) => row(id)),
    changedTotal: changed.length,
    affected: affected.slice(0, limit).map((id) => row(id)),
    affectedTotal: affected.length,
    ...(exception === undefined ? {} : { excused: excused(exception) }),
    rules: ruleCounts(policy, hits),
    byNamespace: byNamespace(judgement),
    exceptions,
    traps: policyTraps(policy, judgement.compiled.options.now, trapFacts(judgement, hits, exceptions)),
    statements: accessStatements(policy),
    examined: judgement.inventory.coverage.examined,
    notExamined: judgement.inventory.coverage.skipped.reduce((sum, { reason, count }) => (reason === "notExamined" ? sum + count : sum), 0),
  };

  function at(id: number) {
    const found = judged[id];
    if (!found) throw new RangeError(`There is no workload ${id}.`);
    return found;
  }

  function excused(key: string): Impact["excused"] {
    const all = excusedBy(judgement, key);
    return { key, rows: all.slice(0, limit).map(({ id, hit }) => row(id, hit)), total: all.length };
  }

  function row(id: number, shown?: Hit): ImpactRow {
    const { workload, verdict } = at(id);
    const strictest = shown ?? strictestFirst(judgement.hitsOf(workload))[0];
    const earlier = before?.[id]?.verdict;
    return {
      id,
      kind: workload.kind,
      namespace: workload.namespace,
      name: workload.name,
      verdict,
      ...(earlier === undefined ? {} : { before: earlier }),
      why: strictest ? reasonOf(strictest) : "",
    };
  }
}

type Verdicts = readonly { verdict: Verdict; isFinished: boolean }[];

/** How many workloads came to each verdict, and how many left it. */
function difference(now: Verdicts, before: Verdicts) {
  const added = noVerdicts();
  const removed = noVerdicts();
  now.forEach(({ verdict, isFinished }, id) => {
    const earlier = before[id]?.verdict;
    if (isFinished || earlier === undefined || earlier === verdict) return;
    added[verdict]++;
    removed[earlier]++;
  });
  return { added, removed };
}

/** Namespaces with something blocked, logged or undecidable, the worst first. */
function byNamespace(judgement: Judgement): Impact["byNamespace"] {
  const counts = new Map<string, Impact["byNamespace"][number]>();
  for (const { workload, verdict, isFinished } of judgement.workloads()) {
    if (isFinished || verdict === "allow" || verdict === "excluded") continue;
    let own = counts.get(workload.namespace);
    if (!own) counts.set(workload.namespace, (own = { namespace: workload.namespace, block: 0, log: 0, unknown: 0 }));
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
