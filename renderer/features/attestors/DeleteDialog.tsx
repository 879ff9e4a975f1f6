import type { AttestorSummary } from "../../../shared/ipc/types.ts";
import { useDeleteAttestorMutation, useDeleteObjectDraftMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { InBundles } from "../documents/index.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";

/** Deletes an attestor, unless a policy's signature rule still names it. */
export function DeleteDialog({ attestor, onClose }: { attestor: AttestorSummary; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const [deleteAttestor, { error, isLoading }] = useDeleteAttestorMutation();
  const [deleteDraft, discarding] = useDeleteObjectDraftMutation();
  const { name, usedBy } = attestor;
  const confirm = async () => {
    if ((await deleteAttestor({ name })).error) return;
    if ((await deleteDraft({ kind: "attestor", name })).error) return;
    dispatch(noticed({ variant: "success", title: `${name} deleted` }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Delete the attestor ${name}?`}
      confirm="Delete attestor"
      usedBy={usedBy.map((policy) => ({ label: `Policy ${policy}`, to: `/policies/${encodeURIComponent(policy)}` }))}
      error={error ?? discarding.error}
      busy={isLoading || discarding.isLoading}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      Its key is lost here; signatures made with it can then no longer be told by this name.
      <InBundles kind="attestor" name={name} />
    </ConfirmDialog>
  );
}
