import { useState } from "react";
import type { KeyboardEvent } from "react";
import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import type { ObjectDraft } from "../../../shared/ipc/objects.ts";
import { emptyAttestor } from "../../../shared/model/attestor.ts";
import { useAttestorsQuery, useCreateAttestorMutation } from "../../api/api.ts";
import { Waiting } from "../../ui/Waiting.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { DraftNotes, FieldHelp, useDocumentDraft, useStoredDraft } from "../documents/index.ts";
import { ATTESTOR_DRAFTS, NEW } from "./drafts.ts";
import { AttestorFields } from "./form/AttestorFields.tsx";
import { useAttestorCheck } from "./form/useAttestorCheck.ts";

interface Props {
  onCreated: (name: string) => void;
  onClose: () => void;
}

/** *Add attestor*. What was typed is kept when the dialog is left, and comes back with it. */
export function AttestorDialog({ onCreated, onClose }: Props) {
  const { draft, error, retry } = useStoredDraft("attestor", NEW);
  if (draft !== undefined) return <NewAttestor stored={draft} onCreated={onCreated} onClose={onClose} />;
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="attestor-title">
      <ModalHeader title="Add attestor" labelId="attestor-title" />
      <ModalBody>
        {!error && <Waiting for="what was typed before" />}
        <ErrorNotice error={error} title="What was typed before could not be read" action={<Button variant="link" isInline onClick={retry}>Try again</Button>} />
      </ModalBody>
    </Modal>
  );
}

function NewAttestor({ stored, onCreated, onClose }: Props & { stored: ObjectDraft | null }) {
  const { data: attestors = [] } = useAttestorsQuery();
  const draft = useDocumentDraft(ATTESTOR_DRAFTS, NEW, { saved: null, stored, empty: () => emptyAttestor(NEW) });
  const { document: attestor, change } = draft;
  const check = useAttestorCheck(attestor);
  const [create, { error, isLoading }] = useCreateAttestorMutation();
  const [showAll, setShowAll] = useState(false);
  const { name } = attestor;
  const nameProblem = check.issues.find(({ path }) => path === "name")?.message ?? (attestors.some((other) => other.name === name) ? `There is an attestor ${name} already.` : undefined);
  const shownNameProblem = name !== "" || showAll ? nameProblem : undefined;

  const add = async () => {
    setShowAll(true);
    if (nameProblem || check.issues.length > 0) return;
    const answer = await create({ attestor });
    if (answer.error) return;
    change(() => emptyAttestor(NEW));
    onCreated(name);
  };
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="attestor-title" elementToFocus="#attestor-name" onKeyDown={keepUndo}>
      <ModalHeader title="Add attestor" labelId="attestor-title" description="Whom a signature must come from." />
      <ModalBody>
        <DraftNotes noun="attestor" draft={draft} newest={null} isGone={false} saving={isLoading} />
        <ErrorNotice error={error} title="Not saved" />
        <Form id="add-attestor" onSubmit={(event) => { event.preventDefault(); event.stopPropagation(); void add(); }}>
          <FormGroup label="Name" fieldId="attestor-name" isRequired>
            <TextInput
              id="attestor-name"
              value={name}
              isRequired
              validated={shownNameProblem ? "error" : "default"}
              aria-describedby="attestor-name-help"
              data-path="name"
              spellCheck={false}
              onChange={(_, text) => change((before) => ({ ...before, name: text }))}
            />
            <FieldHelp id="attestor-name-help" problem={shownNameProblem} text="Letters, digits, dots, underscores and hyphens. It cannot be changed later." />
          </FormGroup>
          <AttestorFields attestor={attestor} check={check} showAll={showAll} onChange={change} />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="add-attestor" isLoading={isLoading}>Add attestor</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

/** Over the policy editor, Ctrl+Z belongs to the field that has the focus, not to the policy. */
function keepUndo(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) event.stopPropagation();
}
