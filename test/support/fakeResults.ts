import type { Audit } from "../../main/ports.ts";
import type { ResultQueries } from "../../main/resultQueries.ts";
import { CHANGES } from "../../shared/audit/results.ts";
import type { Change } from "../../shared/audit/results.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";

export interface FakeMemory {
  scan(scanId: string): Result<string>;
  has(snapshotId: string): boolean;
  note(method: keyof Audit, request: unknown): void;
}

/** The fake audit side's answers about results: nothing is in them, but what is not in memory is not found. */
export function fakeResults({ scan, has, note }: FakeMemory): ResultQueries {
  const inScan = async <T>(scanId: string, value: T): Promise<Result<T>> => {
    const open = scan(scanId);
    return open.ok ? ok(value) : open;
  };
  const counts = Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>;
  return {
    outlook: ({ scanId }) => inScan(scanId, { wouldNotComeBack: 0, restart: { template: 0, sidecar: 0, namespace: 0, exception: 0, policy: 0 }, isolate: 0, terminate: 0 }),
    groups: ({ scanId }) => inScan(scanId, []),
    heatMap: ({ scanId }) => inScan(scanId, { rules: [], namespaces: [] }),
    exportScan({ scanId, fileName, about }) {
      note("exportScan", { about });
      return inScan(scanId, { fileName, text: "" });
    },
    propose: ({ scanId }) => inScan(scanId, { chosen: 0, impossible: [], proposals: [] }),
    async compare({ pair }) {
      note("compare", { pair });
      if (pair.type === "policies") return has(pair.snapshotId) ? ok({ counts, rows: [], total: 0, groups: [], labelKeys: [] }) : fail("not-found", "not loaded");
      const [a, b] = [scan(pair.a), scan(pair.b)];
      if (!a.ok) return a;
      return b.ok ? ok({ counts, rows: [], total: 0, groups: [], labelKeys: [] }) : b;
    },
    exportComparison: async ({ fileName }) => ok({ fileName, text: "" }),
    async namespaces({ snapshotId }) {
      note("namespaces", { snapshotId });
      return has(snapshotId) ? ok([]) : fail("not-found", "not loaded");
    },
  };
}
