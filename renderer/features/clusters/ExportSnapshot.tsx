import { useState } from "react";
import { Alert, Button, Checkbox, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import type { SnapshotSummary } from "../../../shared/ipc/types.ts";
import { useExportSnapshotMutation } from "../../api/api.ts";
import { ErrorNotice, asAppError } from "../../ui/ErrorNotice.tsx";
import { FolderBrowser, joined, type Browsing } from "../files/index.ts";

const ENDING = ".snapshot.ndjson.zst";

/** Writes a snapshot as one file, to be carried to another machine; with names replaced if it leaves the house. */
export function ExportSnapshot({ snapshot, onClose }: { snapshot: SnapshotSummary; onClose: () => void }) {
  const [name, setName] = useState(`${snapshot.name.replaceAll(/[^\w.-]+/g, "-")}${ENDING}`);
  const [pseudonymise, setPseudonymise] = useState(false);
  const [browsing, setBrowsing] = useState<Browsing>({ typed: "", listing: undefined });
  const [write, { error, isLoading, reset }] = useExportSnapshotMutation();
  const folder = browsing.listing?.path ?? "";
  const exists = error !== undefined && asAppError(error).code === "exists";
  const submit = async () => {
    const answer = await write({ id: snapshot.id, path: joined(folder, name.trim()), overwrite: exists, pseudonymise });
    if (!answer.error) onClose();
  };
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="export-title">
      <ModalHeader title={`Export ${snapshot.name}`} labelId="export-title" description="One file with a digest. It is imported like other files, by Sallyport on another machine." />
      <ModalBody>
        <FolderBrowser selected={[]} onBrowse={setBrowsing} />
        <Form className="sp-gap" onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="File name" fieldId="export-name" isRequired>
            <TextInput id="export-name" value={name} isRequired onChange={(_, value) => { setName(value); reset(); }} />
          </FormGroup>
          <Checkbox
            id="export-pseudonymise"
            label="Replace names"
            description="Namespaces, objects, containers and images get other names, the same one everywhere in the file; all that is not judged is left out. Rules about images and definitions of namespaces no longer match."
            isChecked={pseudonymise}
            onChange={(_, on) => setPseudonymise(on)}
          />
        </Form>
        {exists ? <Alert component="p" className="sp-gap" variant="warning" isInline title={`${name} exists in this folder. Overwriting replaces its content.`} /> : <ErrorNotice error={error} />}
      </ModalBody>
      <ModalFooter>
        <Button variant={exists ? "danger" : "primary"} isDisabled={!folder || !name.trim() || isLoading} isLoading={isLoading} onClick={() => void submit()}>{exists ? "Overwrite" : "Export"}</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
