import type { BundleSummary, TrustListView } from "../../../shared/ipc/signing.ts";
import type { ContextInfo, PolicySummary, ScanSummary, SnapshotSummary } from "../../../shared/ipc/types.ts";
import { bundlePath, signBundlePath } from "../../app/paths.ts";
import { count, endText } from "../../ui/format.ts";
import { expiryOf, newestOfEach, progressText } from "../bundles/index.ts";
import { gapCount, resultsPath } from "../scans/index.ts";

/** Something the user should look at, and where. */
export interface Need {
  text: string;
  to: string;
  /** A bundle of this place that can be issued again at once. */
  reissue?: BundleSummary;
}

interface State {
  snapshots: SnapshotSummary[];
  scans: ScanSummary[];
  policies: PolicySummary[];
  contexts: ContextInfo[];
  bundles: BundleSummary[];
  /** Ids of the keys that can sign here. */
  ownKeys: string[];
  /** What of the trust list ends soon or has ended. */
  trustEnding: TrustListView["ending"];
}

/** The newest scan of each snapshot that has one. `scans` newest first. */
export function lastScans(scans: ScanSummary[]): Map<string, ScanSummary> {
  const last = new Map<string, ScanSummary>();
  for (const scan of scans) if (!last.has(scan.snapshotId)) last.set(scan.snapshotId, scan);
  return last;
}

/** What waits for the user, the most pressing first. */
export function needsOf({ snapshots, scans, policies, contexts, bundles, ownKeys, trustEnding }: State, now: number): Need[] {
  const last = [...lastScans(scans).values()];
  return [
    ...(policies.length === 0 ? [{ text: "There is no policy yet: create one to judge by.", to: "/policies" }] : []),
    ...bundleNeeds(bundles, ownKeys),
    ...trustEnding.map(({ what, at }) => ({ text: `${what}: ${endText(at, now)}.`, to: "/trust/list" })),
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

/** Bundles that expire, and those that wait for signatures: of each the newest version. */
function bundleNeeds(bundles: BundleSummary[], ownKeys: string[]): Need[] {
  return newestOfEach(bundles)
    .toSorted((a, b) => a.daysLeft - b.daysLeft)
    .flatMap((bundle) => {
      const { name, version, origin, daysLeft, statementSha256 } = bundle;
      const title = `${name} v${version}`;
      const expiry = expiryOf(daysLeft);
      const expires: Need[] =
        expiry.status === "success" ? [] : [{ text: `Bundle ${title}: ${expiry.text}.`, to: bundlePath(statementSha256), ...(origin === "made" ? { reissue: bundle } : {}) }];
      return daysLeft < 0 ? expires : [...waits(bundle, title, ownKeys), ...expires];
    });
}

/** What an open bundle waits for. Without a trust list nobody can say whose signature is missing. */
function waits(bundle: BundleSummary, title: string, ownKeys: string[]): Need[] {
  const { complete, signers, needed, origin, statementSha256 } = bundle;
  if (complete) return [];
  if (signers.length === 0) return [{ text: `Bundle ${title} is not signed yet.`, to: signBundlePath(statementSha256) }];
  if (needed === undefined) return [];
  const isSignedHere = signers.some(({ key }) => ownKeys.includes(key));
  const what = origin === "received" && !isSignedHere ? "waits for your approval" : "waits for approval";
  return [{ text: `Bundle ${title} ${what}: ${progressText(bundle)}.`, to: bundlePath(statementSha256) }];
}
