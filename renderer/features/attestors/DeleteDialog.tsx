import type { AttestorSummary } from "../../../shared/ipc/types.ts";
import { useDeleteAttestorMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { removeDraft } from "../documents/index.ts";
import { ATTESTOR_DRAFTS } from "./drafts.ts";

/** Deletes an attestor, unless a policy's signature rule still names it. */
export function DeleteDialog({ attestor, onClose }: { attestor: AttestorSummary; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const [deleteAttestor, { error, isLoading }] = useDeleteAttestorMutation();
  const { name, usedBy } = attestor;
  const confirm = async () => {
    if ((await deleteAttestor({ name })).error) return;
    removeDraft(ATTESTOR_DRAFTS, name);
    dispatch(noticed({ variant: "success", title: `${name} deleted` }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Delete the attestor ${name}?`}
      confirm="Delete attestor"
      usedBy={usedBy.map((policy) => ({ label: `Policy ${policy}`, to: `/policies/${encodeURIComponent(policy)}` }))}
      error={error}
      busy={isLoading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      Its key is lost here; signatures made with it can then no longer be told by this name.
    </ConfirmDialog>
  );
}
