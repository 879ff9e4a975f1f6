import { byCodeUnit } from "../../shared/kernel/stable.ts";
import type { Deps } from "./deps.ts";
import { clusterKey } from "../../shared/ipc/clusterKey.ts";
import { beyondRetention } from "../../shared/ipc/retention.ts";
import type { ScanSummary } from "../../shared/ipc/types.ts";

/** Deletes the scans that the setting does not keep. The data they were made from stays. */
export async function applyRetention({ store }: Pick<Deps, "store">): Promise<void> {
  const { keepScans } = await store.settings();
  for (const id of beyondRetention(await store.scans(), keepScans)) await store.deleteScan({ id });
}

/**
 * Namespaces whose label switched enforcement off when the same cluster was last scanned before `taken`: what runs there
 * was let in without a judgement.
 */
export async function ignoredBefore({ store }: Pick<Deps, "store">, of: Pick<ScanSummary, "origin" | "source" | "snapshotName">, taken: string): Promise<string[]> {
  const snapshots = new Map((await store.snapshots()).map((snapshot) => [snapshot.id, snapshot]));
  const earlier = (await store.scans()).flatMap((scan) => {
    const at = snapshots.get(scan.snapshotId)?.taken ?? scan.started;
    return scan.state === "done" && clusterKey(scan) === clusterKey(of) && at < taken ? [{ at, ignored: scan.ignoredNamespaces ?? [] }] : [];
  });
  return earlier.toSorted((a, b) => byCodeUnit(b.at, a.at))[0]?.ignored ?? [];
}
