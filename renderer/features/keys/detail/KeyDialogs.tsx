import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { useBackUpKeyMutation } from "../../../api/keysTrust.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { FileSaver, SaveDialog } from "../../files/index.ts";
import { ChangePassphrase } from "./ChangePassphrase.tsx";
import { EndDialog } from "./EndDialog.tsx";

export interface KeyDialog {
  kind: "save" | "backup" | "passphrase" | "retire" | "revoke";
  key: SigningKeySummary;
}

interface Props {
  open: KeyDialog;
  onClose: () => void;
}

/** The dialog of what is being done with a key. */
export function KeyDialogs({ open: { kind, key }, onClose }: Props) {
  switch (kind) {
    case "save":
      return <SavePublicKey signingKey={key} onClose={onClose} />;
    case "backup":
      return <BackUp signingKey={key} onClose={onClose} />;
    case "passphrase":
      return <ChangePassphrase signingKey={key} onClose={onClose} />;
    case "retire":
    case "revoke":
      return <EndDialog how={kind} signingKey={key} onClose={onClose} />;
  }
}

interface DialogProps {
  signingKey: SigningKeySummary;
  onClose: () => void;
}

function SavePublicKey({ signingKey: { name, publicKey }, onClose }: DialogProps) {
  const dispatch = useAppDispatch();
  const saved = (path: string) => {
    dispatch(noticed({ variant: "success", title: `Public key written to ${path}` }));
    onClose();
  };
  return <FileSaver title={`Save the public key ${name}`} fileName={`${name}.pub`} text={publicKey} onSaved={saved} onClose={onClose} />;
}

function BackUp({ signingKey: { id, name }, onClose }: DialogProps) {
  const dispatch = useAppDispatch();
  const [backUp] = useBackUpKeyMutation();
  const write = async (path: string, overwrite: boolean) => {
    const answer = await backUp({ id, path, overwrite });
    if (answer.data) {
      dispatch(noticed({ variant: "success", title: `${name} backed up to ${answer.data.path}` }));
      onClose();
    }
    return answer.error;
  };
  return (
    <SaveDialog
      title={`Back up ${name}`}
      description="The private key as it is kept here: locked with its passphrase, in cosign’s form. Keep the file on a medium that is put away, and the passphrase somewhere else."
      fileName={`${name}.key`}
      confirm="Back up"
      onWrite={write}
      onClose={onClose}
    />
  );
}
