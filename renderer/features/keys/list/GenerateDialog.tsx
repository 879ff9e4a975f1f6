import { useState } from "react";
import { Button, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import type { SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { useSecretCall } from "../../../api/secretCall.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import { SubmitForm } from "../../../ui/SubmitForm.tsx";
import { FieldHelp } from "../../documents/index.ts";
import { NOTHING_TYPED, NewPassphrase, isFit } from "../../signing/index.ts";
import { nameProblem } from "../words.ts";

interface Props {
  keys: readonly SigningKeySummary[];
  onAdded: (key: SigningKeySummary) => void;
  onClose: () => void;
}

/** Makes a pair of keys. */
export function GenerateDialog({ keys, onAdded, onClose }: Props) {
  const generate = useSecretCall("keys.generate", ["keys", "trail"]);
  const [name, setName] = useState("");
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [error, setError] = useState<QueryError>();
  const [busy, setBusy] = useState(false);
  const problem = name === "" ? undefined : nameProblem(name, keys);
  const isReady = !busy && name !== "" && problem === undefined && isFit(typed);

  const make = async () => {
    setBusy(true);
    const answer = await generate({ name, passphrase: typed.passphrase });
    setBusy(false);
    setTyped(NOTHING_TYPED);
    setError(answer.error);
    if (answer.data) onAdded(answer.data);
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="generate-title" elementToFocus="#key-name">
      <ModalHeader
        title="Generate a key"
        labelId="generate-title"
        description="Sallyport makes a pair of keys: the private half stays on this machine, locked with your passphrase, and signs; the public half goes to those who check your signatures. Nobody can open the key without the passphrase, so back the key up and keep the passphrase apart from it."
      />
      <ModalBody>
        <SubmitForm id="generate-key" isReady={isReady} onSubmit={make}>
          <NameField name={name} problem={problem} onChange={setName} />
          <NewPassphrase id="key-passphrase" typed={typed} onChange={setTyped} />
          <ErrorNotice error={error} title="The key was not made" />
        </SubmitForm>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="generate-key" isDisabled={!isReady} isLoading={busy}>Generate key</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

export function NameField({ name, problem, onChange }: { name: string; problem: string | undefined; onChange: (name: string) => void }) {
  return (
    <FormGroup label="Name" fieldId="key-name" isRequired>
      <TextInput id="key-name" value={name} isRequired validated={problem ? "error" : "default"} spellCheck={false} autoComplete="off" aria-describedby="key-name-help" onChange={(_, text) => onChange(text)} />
      <FieldHelp id="key-name-help" text="How the key is called here; the file and the signatures do not carry it." problem={problem} />
    </FormGroup>
  );
}
