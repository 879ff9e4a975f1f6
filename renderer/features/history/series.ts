import { clusterKey } from "../../../shared/ipc/clusterKey.ts";
import type { ScanSummary } from "../../../shared/ipc/types.ts";
import { byCodeUnit } from "../../../shared/kernel/stable.ts";

/** The scans of one cluster. */
export interface ClusterScans {
  key: string;
  /** The name of its newest data. */
  name: string;
  /** Those that ended well, oldest first. */
  scans: ScanSummary[];
}

/** Scans by cluster, the one that was scanned last first. */
export function byCluster(scans: readonly ScanSummary[]): ClusterScans[] {
  const clusters = new Map<string, ScanSummary[]>();
  for (const scan of scans) {
    if (scan.state !== "done") continue;
    const key = clusterKey(scan);
    clusters.set(key, [...(clusters.get(key) ?? []), scan]);
  }
  return [...clusters]
    .map(([key, own]) => {
      const ordered = own.toSorted((a, b) => byCodeUnit(a.started, b.started));
      return { key, name: ordered.at(-1)?.snapshotName ?? "", scans: ordered };
    })
    .toSorted((a, b) => byCodeUnit(b.scans.at(-1)?.started ?? "", a.scans.at(-1)?.started ?? ""));
}
