import type { SnapshotSummary } from "../../../shared/ipc/types.ts";
import { useDeleteSnapshotMutation, useScansQuery } from "../../api/api.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { count, dateTime } from "../../ui/format.ts";
import { resultsPath } from "../scans/index.ts";

/** Deleting cluster data: not while scans show its workloads. */
export function DeleteSnapshot({ snapshot, onClose }: { snapshot: SnapshotSummary; onClose: () => void }) {
  const { data: scans = [] } = useScansQuery();
  const [remove, { error, isLoading }] = useDeleteSnapshotMutation();
  const usedBy = scans
    .filter((scan) => scan.snapshotId === snapshot.id)
    .map((scan) => ({ label: `Scan of ${dateTime(scan.started)} by ${scan.policy} v${scan.policyVersion}`, to: resultsPath(scan.id) }));
  const confirm = async () => {
    const answer = await remove({ id: snapshot.id });
    if (!answer.error) onClose();
  };
  return (
    <ConfirmDialog title={`Delete ${snapshot.name}?`} confirm="Delete snapshot" usedBy={usedBy} error={error} busy={isLoading} onConfirm={() => void confirm()} onClose={onClose}>
      The {count(snapshot.objects, "object")} taken on {dateTime(snapshot.taken)} are lost; the cluster or the files they came from are not touched.
    </ConfirmDialog>
  );
}
