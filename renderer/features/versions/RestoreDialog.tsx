import { useState } from "react";
import { Alert, Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import type { Draft } from "../../../shared/ipc/types.ts";
import { useRestoreVersionMutation } from "../../api/api.ts";
import { noticed } from "../../app/notices.ts";
import { useAppDispatch } from "../../app/store.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { dateTime } from "../../ui/format.ts";

interface Props {
  name: string;
  version: number;
  newest: number;
  draft: Draft | null;
  onClose: () => void;
}

/** Saves an earlier version anew, with a note for the history. */
export function RestoreDialog({ name, version, newest, draft, onClose }: Props) {
  const dispatch = useAppDispatch();
  const [restore, { error, isLoading }] = useRestoreVersionMutation();
  const [note, setNote] = useState(`Version ${version} restored`);
  const confirm = async () => {
    const { data } = await restore({ name, version, ...(note.trim() ? { note: note.trim() } : {}) });
    if (!data) return;
    dispatch(noticed({ variant: "success", title: `v${version} of ${name} is restored as v${data.version}` }));
    onClose();
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="restore-title" aria-describedby="restore-body">
      <ModalHeader title={`Restore v${version} of ${name}?`} labelId="restore-title" />
      <ModalBody id="restore-body">
        <p>v{version} is saved anew as v{newest + 1}. All versions stay.</p>
        {draft && (
          <Alert component="p" variant="info" isInline className="sp-gap" title={`The unsaved changes of ${dateTime(draft.updated)} stay a draft`}>
            The editor will say that they were begun on an earlier version.
          </Alert>
        )}
        <Form id="restore" className="sp-gap" onSubmit={(event) => { event.preventDefault(); void confirm(); }}>
          <FormGroup label="Note" fieldId="restore-note">
            <TextInput id="restore-note" value={note} maxLength={200} onChange={(_, text) => setNote(text)} />
          </FormGroup>
        </Form>
        <ErrorNotice error={error} title="Not restored" />
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="restore" isLoading={isLoading} isDisabled={isLoading}>Restore</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
