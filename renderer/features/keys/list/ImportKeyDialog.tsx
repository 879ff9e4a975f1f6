import { useState } from "react";
import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { KeyFileFacts, KeySource, SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { useSecretCall } from "../../../api/secretCall.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import { SubmitForm } from "../../../ui/SubmitForm.tsx";
import { FileChooser } from "../../files/index.ts";
import { nameProblem } from "../words.ts";
import { NameField } from "./GenerateDialog.tsx";
import { ImportSecrets, NO_SECRETS, secretsFit, secretsOf } from "./ImportSecrets.tsx";
import { KeyFactsView } from "./KeyFactsView.tsx";
import { SourceFields } from "./SourceFields.tsx";

interface Props {
  keys: readonly SigningKeySummary[];
  onAdded: (key: SigningKeySummary) => void;
  onClose: () => void;
}

interface Found {
  source: KeySource;
  facts: KeyFileFacts;
}

/** Imports a key from a file or from pasted text; what it holds is said before it is opened. */
export function ImportKeyDialog({ keys, onAdded, onClose }: Props) {
  // A pasted key may be a secret: neither looking at it nor importing it goes through Redux.
  const inspect = useSecretCall("keys.inspect", []);
  const importKey = useSecretCall("keys.import", ["keys", "trail"]);
  const [found, setFound] = useState<Found>();
  const [choosing, setChoosing] = useState(false);
  const [name, setName] = useState("");
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const [error, setError] = useState<QueryError>();
  const [busy, setBusy] = useState(false);

  const look = async (source: KeySource) => {
    setChoosing(false);
    setSecrets(NO_SECRETS);
    const answer = await inspect(source);
    setError(answer.error);
    setFound(answer.data && { source, facts: answer.data });
    if ("path" in source && name === "") setName(nameOf(source.path));
  };
  if (choosing) {
    return (
      <FileChooser
        title="Choose a key"
        description="A cosign key, a PKCS#8 private key, a public key or a certificate, in PEM."
        confirm="Look at it"
        onChoose={([path]) => path !== undefined && void look({ path })}
        onClose={() => setChoosing(false)}
      />
    );
  }
  const problem = name === "" ? undefined : nameProblem(name, keys);
  const known = found && keys.find(({ id }) => id === found.facts.id);
  const isReady = !busy && found !== undefined && known === undefined && name !== "" && problem === undefined && secretsFit(found.facts, secrets);
  const take = async () => {
    if (!found) return;
    setBusy(true);
    const answer = await importKey({ ...found.source, name, ...secretsOf(found.facts, secrets) });
    setBusy(false);
    setSecrets(NO_SECRETS);
    setError(answer.error);
    if (answer.data) onAdded(answer.data);
  };
  const isWrong = error?.code === "wrong-passphrase";
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="import-key-title">
      <ModalHeader title="Import a key" labelId="import-key-title" description="A private key is locked with a passphrase here and can sign; of a key on a token or in an HSM the public half is enough." />
      <ModalBody>
        <SubmitForm id="import-key" isReady={isReady} onSubmit={take}>
          <SourceFields path={found && "path" in found.source ? found.source.path : undefined} onChoose={() => setChoosing(true)} onPasted={(text) => void look({ text })} onCleared={() => { setFound(undefined); setError(undefined); }} />
          {found && <KeyFactsView facts={found.facts} known={known} />}
          {found && !known && (
            <>
              <NameField name={name} problem={problem} onChange={setName} />
              {found.facts.kind === "private" && <ImportSecrets facts={found.facts} secrets={secrets} onChange={setSecrets} wrong={isWrong ? error?.message : undefined} />}
            </>
          )}
          {!isWrong && <ErrorNotice error={error} title={found ? "Not imported" : "That cannot be used as a key"} />}
        </SubmitForm>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="import-key" isDisabled={!isReady} isLoading={busy}>Import key</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}

/** A name proposed for a key of that file: without its folder and ending. */
function nameOf(path: string): string {
  const file = path.split(/[\\/]/).at(-1) ?? "";
  return file.replace(/\.(?:key|pub|pem|crt|cer|p8)$/i, "").replaceAll(/[^A-Za-z0-9_.-]/g, "-").replace(/^[^A-Za-z0-9]+/, "").slice(0, 64);
}
