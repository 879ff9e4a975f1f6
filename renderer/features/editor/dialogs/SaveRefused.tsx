import { useState } from "react";
import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import { usePoliciesQuery, usePolicyQuery, usePutDraftMutation } from "../../../api/api.ts";
import { windowId } from "../../../api/windowId.ts";
import { useAppDispatch } from "../../../app/store.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { nameIssues } from "../../../../shared/rules/validate.ts";
import { dateTime } from "../../../ui/format.ts";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { useDiscard } from "../hooks/useDiscard.ts";
import type { Autosave } from "../state/autosave.ts";
import { closed } from "../state/editorSlice.ts";

interface Props {
  error: AppError;
  autosave: Autosave;
  /** Saves the draft as the version after this one. */
  onSaveOnTop: (version: number) => void;
  onClose: () => void;
}

/** A save met something newer: a version of somebody else, or a policy of the same name. */
export function SaveRefused(props: Props) {
  return props.error.code === "exists" ? <NameTaken {...props} /> : <Conflict {...props} />;
}

function Conflict({ error, autosave, onSaveOnTop, onClose }: Props) {
  const { name } = useEditor();
  const { baseVersion } = usePolicyState();
  const discard = useDiscard(name, autosave);
  const { data: newest } = usePolicyQuery({ name }, { refetchOnMountOrArgChange: true });
  const isNewer = newest !== undefined && newest.version > baseVersion;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="conflict-title" aria-describedby="conflict-body">
      <ModalHeader title="Somebody saved this policy meanwhile" titleIconVariant="warning" labelId="conflict-title" />
      <ModalBody id="conflict-body">
        <p>{error.message}</p>
        {isNewer && <p>{newest.author} saved v{newest.version} at {dateTime(newest.saved)}; your changes started from v{baseVersion}. Both stay in the history, whichever you choose.</p>}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={!isNewer} onClick={() => { onClose(); if (newest) onSaveOnTop(newest.version); }}>
          Save mine on top{isNewer ? ` of v${newest.version}` : ""}
        </Button>
        <Button variant="secondary" isDanger onClick={() => { void discard(); onClose(); }}>Reload theirs, discard mine</Button>
        <Button variant="link" onClick={onClose}>Decide later</Button>
      </ModalFooter>
    </Modal>
  );
}

function NameTaken({ autosave, onClose }: Props) {
  const { name } = useEditor();
  const { policy } = usePolicyState();
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const { data: policies = [] } = usePoliciesQuery();
  const [putDraft] = usePutDraftMutation();
  const [chosen, setChosen] = useState(`${name}2`);
  const problem = nameIssues("name", chosen)[0]?.message ?? (policies.some((other) => other.name === chosen) ? "This name is taken too." : undefined);

  const rename = async () => {
    if (problem) return;
    const answer = await putDraft({ policy: { ...policy, name: chosen }, baseVersion: 0, window: windowId(), after: null });
    if (answer.error) return;
    autosave.cancel();
    dispatch(closed({ name }));
    await navigate(`/policies/${encodeURIComponent(chosen)}`, { replace: true });
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="taken-title" aria-describedby="taken-body">
      <ModalHeader title={`A policy ${name} was saved meanwhile`} titleIconVariant="warning" labelId="taken-title" />
      <ModalBody id="taken-body">
        <p>Give this one another name; nothing else of it changes.</p>
        <Form id="rename" onSubmit={(event) => { event.preventDefault(); void rename(); }}>
          <FormGroup label="Name" fieldId="rename-name" isRequired>
            <TextInput id="rename-name" value={chosen} validated={problem ? "error" : "default"} onChange={(_, text) => setChosen(text)} />
            {problem && <FormHelperText><HelperText><HelperTextItem variant="error">{problem}</HelperTextItem></HelperText></FormHelperText>}
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="rename" isDisabled={problem !== undefined}>Rename the draft</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
