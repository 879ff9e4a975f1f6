import type { PolicySummary } from "../../../shared/ipc/types.ts";
import { useDeleteDraftMutation, useDeletePolicyMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { InBundles } from "../documents/index.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { count } from "../../ui/format.ts";

/** What goes with a policy: *Its 2 versions and its draft are*. */
function lostWith({ version, hasDraft }: PolicySummary): string {
  return hasDraft ? `Its ${count(version, "version")} and its draft are` : `Its ${count(version, "version is", "versions are")}`;
}

/** Deletes a policy with its versions, unless clusters still use it; of one that was never saved, the draft. */
export function DeleteDialog({ policy, onClose }: { policy: PolicySummary; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const [deletePolicy, deleting] = useDeletePolicyMutation();
  const [deleteDraft, discarding] = useDeleteDraftMutation();
  const { name, version } = policy;
  const isSaved = version > 0;
  const confirm = async () => {
    const answer = isSaved ? await deletePolicy({ name }) : await deleteDraft({ name });
    if (answer.error) return;
    dispatch(noticed({ variant: "success", title: `${name} deleted` }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Delete the policy ${name}?`}
      confirm={isSaved ? "Delete policy" : "Discard draft"}
      usedBy={policy.assignedTo.map((cluster) => ({ label: `Cluster ${cluster}`, to: "/clusters" }))}
      error={deleting.error ?? discarding.error}
      busy={deleting.isLoading || discarding.isLoading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {isSaved ? `${lostWith(policy)} lost. Scans made with it stay.` : "It was never saved: its draft is lost."}
      <InBundles kind="policy" name={name} />
    </ConfirmDialog>
  );
}
