import { clusterKey } from "./clusterKey.ts";
import type { ScanSummary } from "./types.ts";

/**
 * The scans beyond those that are kept of each cluster: the oldest ones. What runs is no part of it.
 *
 * @param scans newest first
 * @param keep how many of each cluster; 0 means all
 * @returns their ids
 */
export function beyondRetention(scans: readonly ScanSummary[], keep: number): string[] {
  if (keep === 0) return [];
  const kept = new Map<string, number>();
  return scans.flatMap((scan) => {
    if (scan.state === "running") return [];
    const key = clusterKey(scan);
    const place = (kept.get(key) ?? 0) + 1;
    kept.set(key, place);
    return place > keep ? [scan.id] : [];
  });
}
