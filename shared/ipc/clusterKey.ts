import type { ScanSummary } from "./types.ts";

/**
 * What data comes from: equal for data of the same cluster at different times. Scans that were made before this was kept
 * are known by the name of their data.
 */
export function clusterKey({ origin, source, snapshotName }: Pick<ScanSummary, "origin" | "source" | "snapshotName">): string {
  return JSON.stringify(origin && source ? [origin, ...source] : ["name", snapshotName]);
}
