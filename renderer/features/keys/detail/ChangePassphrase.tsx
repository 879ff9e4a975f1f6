import { useState } from "react";
import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { useSecretCall } from "../../../api/secretCall.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import { SubmitForm } from "../../../ui/SubmitForm.tsx";
import { NOTHING_TYPED, NewPassphrase, PassphraseField, isFit } from "../../signing/index.ts";

export function ChangePassphrase({ signingKey: { id, name }, onClose }: { signingKey: SigningKeySummary; onClose: () => void }) {
  const dispatch = useAppDispatch();
  const change = useSecretCall("keys.changePassphrase", ["keys", "trail"]);
  const [passphrase, setPassphrase] = useState("");
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [error, setError] = useState<QueryError>();
  const [busy, setBusy] = useState(false);
  const isReady = !busy && passphrase !== "" && isFit(typed);

  const save = async () => {
    setBusy(true);
    const answer = await change({ id, passphrase, newPassphrase: typed.passphrase });
    setBusy(false);
    setPassphrase("");
    setError(answer.error);
    if (answer.error) return;
    setTyped(NOTHING_TYPED);
    dispatch(noticed({ variant: "success", title: `${name} has a new passphrase. Backups still open with the old one.` }));
    onClose();
  };
  const isWrong = error?.code === "wrong-passphrase";
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="passphrase-title" elementToFocus="#old-passphrase">
      <ModalHeader title={`Change the passphrase of ${name}`} labelId="passphrase-title" description="Backups that were made before keep the old passphrase: make a new one afterwards, and destroy those." />
      <ModalBody>
        <SubmitForm id="change-passphrase" isReady={isReady} onSubmit={save}>
          <PassphraseField id="old-passphrase" label="Passphrase until now" value={passphrase} onChange={setPassphrase} problem={isWrong && passphrase === "" ? error?.message : undefined} />
          <NewPassphrase id="new-passphrase" typed={typed} onChange={setTyped} />
          {!isWrong && <ErrorNotice error={error} title="Not changed" />}
        </SubmitForm>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="change-passphrase" isDisabled={!isReady} isLoading={busy}>Change passphrase</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
