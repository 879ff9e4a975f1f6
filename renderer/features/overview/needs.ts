import type { ContextInfo, PolicySummary, ScanSummary, SnapshotSummary } from "../../../shared/ipc/types.ts";
import { count } from "../../ui/format.ts";
import { gapCount, resultsPath } from "../scans/index.ts";

/** Something the user should look at, and where. */
export interface Need {
  text: string;
  to: string;
}

interface State {
  snapshots: SnapshotSummary[];
  scans: ScanSummary[];
  policies: PolicySummary[];
  contexts: ContextInfo[];
}

/** The newest scan of each snapshot that has one. `scans` newest first. */
export function lastScans(scans: ScanSummary[]): Map<string, ScanSummary> {
  const last = new Map<string, ScanSummary>();
  for (const scan of scans) if (!last.has(scan.snapshotId)) last.set(scan.snapshotId, scan);
  return last;
}

/** What waits for the user, the most pressing first. */
export function needsOf({ snapshots, scans, policies, contexts }: State): Need[] {
  const last = [...lastScans(scans).values()];
  return [
    ...(policies.length === 0 ? [{ text: "There is no policy yet: create one to judge by.", to: "/policies" }] : []),
    ...last.filter((scan) => scan.state === "failed").map((scan) => ({ text: `The scan of ${scan.snapshotName} failed.`, to: resultsPath(scan.id) })),
    ...policies.filter((policy) => policy.hasDraft).map(({ name }) => ({ text: `${name} has changes that are not saved.`, to: `/policies/${encodeURIComponent(name)}` })),
    ...last.filter((scan) => scan.wouldNotComeBack > 0).map((scan) => ({
      text: `${scan.snapshotName}: ${count(scan.wouldNotComeBack, "workload")} would not come back after a restart.`,
      to: resultsPath(scan.id, { filter: { wouldNotComeBack: true } }),
    })),
    ...last.filter((scan) => scan.verdicts.unknown > 0).map((scan) => ({
      text: `${scan.snapshotName}: ${count(scan.verdicts.unknown, "workload")} undecidable, because evidence is missing.`,
      to: resultsPath(scan.id, { filter: { verdicts: ["unknown"] } }),
    })),
    ...snapshots.filter((snapshot) => gapCount(snapshot.coverage) > 0).map((snapshot) => ({
      text: `${snapshot.name}: coverage has ${count(gapCount(snapshot.coverage), "gap")}.`,
      to: "/clusters",
    })),
    ...contexts.filter((context) => context.problem).map((context) => ({ text: `Context ${context.name} cannot be used: ${context.problem}`, to: "/clusters" })),
  ];
}
