import { useState } from "react";
import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";
import { validateRuleset } from "../../../shared/model/rulesetIssues.ts";
import { usePutObjectDraftMutation } from "../../api/api.ts";
import { windowId } from "../../api/windowId.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { FieldHelp } from "../documents/index.ts";
import { RULESET_DRAFTS } from "./drafts.ts";
import { rulesetPath } from "./list/columns.tsx";

/** Name and description of a new ruleset. It becomes a draft: nothing is saved before *Create* in the editor. */
export function CreateDialog({ taken, onClose }: { taken: string[]; onClose: () => void }) {
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [wasNamed, setWasNamed] = useState(false);
  const [description, setDescription] = useState("");
  const [put, { error, isLoading }] = usePutObjectDraftMutation();

  const ruleset = emptyRuleset(name, description);
  const issues = validateRuleset(ruleset);
  const messageAt = (path: string) => issues.find((issue) => issue.path === path)?.message;
  const nameProblem = messageAt("name") ?? (taken.includes(name) ? `There is a ruleset ${name} already.` : undefined);
  const descriptionProblem = messageAt("description");

  const proceed = async () => {
    setWasNamed(true);
    if (nameProblem ?? descriptionProblem) return;
    const kept = await put({ work: RULESET_DRAFTS.workOf(ruleset), name, baseRevision: 0, window: windowId(), after: null });
    if (kept.data) await navigate(rulesetPath({ name }));
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="create-title" elementToFocus="#ruleset-name">
      <ModalHeader title="Create a ruleset" labelId="create-title" />
      <ModalBody>
        <ErrorNotice error={error} title="The draft could not be kept" />
        <Form id="create-ruleset" onSubmit={(event) => { event.preventDefault(); void proceed(); }}>
          <FormGroup label="Name" fieldId="ruleset-name" isRequired>
            <TextInput
              id="ruleset-name"
              value={name}
              isRequired
              validated={wasNamed && nameProblem ? "error" : "default"}
              aria-describedby="ruleset-name-help"
              onChange={(_, text) => { setName(text); setWasNamed(true); }}
            />
            <FieldHelp id="ruleset-name-help" problem={wasNamed ? nameProblem : undefined} text="Letters, digits, underscores and periods; no spaces. It cannot be changed later." />
          </FormGroup>
          <FormGroup label="Description" fieldId="ruleset-description">
            <TextInput
              id="ruleset-description"
              value={description}
              validated={descriptionProblem ? "error" : "default"}
              aria-describedby="ruleset-description-help"
              onChange={(_, text) => setDescription(text)}
            />
            <FieldHelp id="ruleset-description-help" problem={descriptionProblem} text="Appears under the name in the list. At most 128 characters." />
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="create-ruleset" isLoading={isLoading} isAriaDisabled={nameProblem !== undefined || descriptionProblem !== undefined}>Proceed to rules</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
