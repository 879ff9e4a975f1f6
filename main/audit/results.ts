import { JudgementComparison } from "../../shared/audit/compare.ts";
import { ResultTable } from "../../shared/audit/index.ts";
import { proposeExceptions } from "../../shared/audit/propose.ts";
import { CHANGES } from "../../shared/audit/results.ts";
import { namespaceVerdicts } from "../../shared/audit/rollout.ts";
import { groupRows, heatMap } from "../../shared/audit/view/groups.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import type { ComparedPair, ResultQueries } from "../resultQueries.ts";
import { comparisonReport, scanReport } from "./exports.ts";
import type { LoadedInventory } from "./inventories.ts";
import { runOptions, type OpenScan } from "./scans.ts";

/** What is in memory: it answers `not-found` for what is not. */
export interface InMemory {
  scan(scanId: string): Result<OpenScan>;
  inventory(snapshotId: string): Result<LoadedInventory>;
}

/** Two sides made ready: `sides` are what it was made of, to know it again. */
interface Compared {
  key: string;
  sides: readonly object[];
  comparison: JudgementComparison;
  later: OpenScan["judgement"];
}

/** Answers questions about results. */
export function resultQueries(memory: InMemory): ResultQueries {
  let last: Compared | undefined;

  const inScan = <T>(scanId: string, answer: (scan: OpenScan) => T): Promise<Result<T>> => {
    const scan = memory.scan(scanId);
    return Promise.resolve(scan.ok ? ok(answer(scan.value)) : scan);
  };

  /** Made once for all pages of the same comparison, as long as both sides are what they were. */
  const compared = (pair: ComparedPair): Result<Compared> => {
    const key = JSON.stringify(pair);
    const remember = (sides: readonly object[], make: () => Pick<Compared, "comparison" | "later">): Result<Compared> => {
      if (last?.key !== key || !sides.every((side, place) => side === last?.sides[place])) last = { key, sides, ...make() };
      return ok(last);
    };
    if (pair.type === "scans") {
      const [a, b] = [memory.scan(pair.a), memory.scan(pair.b)];
      if (!a.ok) return a;
      if (!b.ok) return b;
      return remember([a.value, b.value], () => ({ comparison: JudgementComparison.ofScans(a.value.table, b.value.table), later: b.value.judgement }));
    }
    const inventory = memory.inventory(pair.snapshotId);
    if (!inventory.ok) return inventory;
    return remember([inventory.value], () => {
      const { options, settings } = pair;
      const [before, later] = [inventory.value.judge(pair.a, runOptions(pair.a, options, settings)), inventory.value.judge(pair.b, runOptions(pair.b, options, settings))];
      const table = new ResultTable(before);
      return { comparison: JudgementComparison.ofPolicies(table, new ResultTable(later, [], table)), later };
    });
  };

  return {
    outlook: ({ scanId }) => inScan(scanId, ({ table }) => table.outlook()),
    groups: ({ scanId, filter, by }) => inScan(scanId, ({ table }) => groupRows(table.columns, table.select(filter, "verdict", false).rows, by)),
    heatMap: ({ scanId, filter }) => inScan(scanId, ({ table }) => heatMap(table.columns, table.select(filter, "verdict", false).rows)),
    exportScan: ({ scanId, fileName, ...query }) => inScan(scanId, (scan) => ({ fileName, text: scanReport(scan, query) })),
    propose: ({ scanId, rows }) => inScan(scanId, ({ judgement }) => proposeExceptions(judgement, rows)),
    compare({ pair, ...query }) {
      const found = compared(pair);
      return Promise.resolve(found.ok ? ok(found.value.comparison.page(query)) : found);
    },
    exportComparison({ pair, format, about, fileName, ...query }) {
      const found = compared(pair);
      if (!found.ok) return Promise.resolve(found);
      const changes = query.changes.length > 0 ? query.changes : CHANGES.filter((change) => change !== "unchanged");
      const { rows } = found.value.comparison.page({ ...query, changes, offset: 0, limit: Number.MAX_SAFE_INTEGER });
      return Promise.resolve(ok({ fileName, text: comparisonReport(rows, found.value.later.coverage(), { format, about }) }));
    },
    namespaces({ snapshotId, policy, options, settings }) {
      const inventory = memory.inventory(snapshotId);
      if (!inventory.ok) return Promise.resolve(inventory);
      return Promise.resolve(ok(namespaceVerdicts(inventory.value.judge(policy, runOptions(policy, options, settings)))));
    },
  };
}
