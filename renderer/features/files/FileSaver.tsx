import { useState } from "react";
import { Alert, Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import { useSaveFileMutation } from "../../api/api.ts";
import { ErrorNotice, asAppError } from "../../ui/ErrorNotice.tsx";
import { FolderBrowser } from "./FolderBrowser.tsx";
import type { Browsing } from "./FolderBrowser.tsx";
import { joined } from "./joined.ts";

interface Props {
  title: string;
  fileName: string;
  text: string;
  onSaved: (path: string) => void;
  onClose: () => void;
}

/** Writes text to a file in a folder the user chooses. A file that is there already is overwritten only when asked for. */
export function FileSaver({ title, fileName, text, onSaved, onClose }: Props) {
  const [name, setName] = useState(fileName);
  const [browsing, setBrowsing] = useState<Browsing>({ typed: "", listing: undefined });
  const [save, { error, isLoading, reset }] = useSaveFileMutation();
  const folder = browsing.listing?.path ?? "";
  const exists = error !== undefined && asAppError(error).code === "exists";

  const write = async (overwrite: boolean) => {
    const answer = await save({ path: joined(folder, name.trim()), text, overwrite });
    if (answer.data) onSaved(answer.data.path);
  };
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="saver-title">
      <ModalHeader title={title} labelId="saver-title" />
      <ModalBody>
        <FolderBrowser selected={[]} onBrowse={setBrowsing} />
        <Form className="sp-gap" onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="File name" fieldId="saver-name" isRequired>
            <TextInput id="saver-name" value={name} isRequired onChange={(_, value) => { setName(value); reset(); }} />
          </FormGroup>
        </Form>
        {exists ? <Alert component="p" variant="warning" isInline title={`${name} exists in this folder. Overwriting replaces its content.`} /> : <ErrorNotice error={error} />}
      </ModalBody>
      <ModalFooter>
        <Button variant={exists ? "danger" : "primary"} isDisabled={!folder || !name.trim()} isLoading={isLoading} onClick={() => void write(exists)}>
          {exists ? "Overwrite" : "Save"}
        </Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
