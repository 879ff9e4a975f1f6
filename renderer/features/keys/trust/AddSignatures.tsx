import { useAddTrustSignaturesMutation } from "../../../api/keysTrust.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { FileChooser } from "../../files/index.ts";

/** Signatures that others added to their copy of the proposal. */
export function AddSignatures({ onClose }: { onClose: () => void }) {
  const dispatch = useAppDispatch();
  const [add, { error }] = useAddTrustSignaturesMutation();
  const choose = async ([path]: string[]) => {
    if (path === undefined) return;
    const answer = await add({ path });
    if (!answer.data) return;
    dispatch(noticed({ variant: "success", title: "The signatures of the file are added" }));
    onClose();
  };
  return (
    <FileChooser
      title="Import signatures"
      description="A copy of this list that others signed. Signatures are joined; nothing is lost."
      confirm="Import"
      notice={<ErrorNotice error={error} />}
      onChoose={(paths) => void choose(paths)}
      onClose={onClose}
    />
  );
}
