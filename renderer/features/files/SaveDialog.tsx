import { useState } from "react";
import type { ReactNode } from "react";
import { Alert, Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from "@patternfly/react-core";
import { ErrorNotice, asAppError } from "../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../ui/ErrorNotice.tsx";
import { FolderBrowser } from "./FolderBrowser.tsx";
import type { Browsing } from "./FolderBrowser.tsx";
import { joined } from "./joined.ts";

interface Props {
  title: string;
  description?: ReactNode;
  fileName: string;
  /** The button's verb. */
  confirm?: string;
  /** Has the trusted side write the file; answers its refusal. One with `exists` is asked about, then comes `overwrite`. */
  onWrite: (path: string, overwrite: boolean) => Promise<QueryError | undefined>;
  onClose: () => void;
}

/** Asks in which folder and under which name a file is written. One that is there already is overwritten only when asked for. */
export function SaveDialog({ title, description, fileName, confirm = "Save", onWrite, onClose }: Props) {
  const [name, setName] = useState(fileName);
  const [browsing, setBrowsing] = useState<Browsing>({ typed: "", listing: undefined });
  const [refused, setRefused] = useState<{ path: string; error: QueryError }>();
  const [writing, setWriting] = useState(false);
  // What stands in the field counts, also while its folder is still being read.
  const folder = browsing.typed.trim();
  const path = joined(folder, name.trim());
  // What was said about one file is not said about another.
  const refusal = refused?.path === path ? refused.error : undefined;
  const exists = refusal !== undefined && asAppError(refusal).code === "exists";

  const write = async () => {
    setWriting(true);
    const error = await onWrite(path, exists);
    setRefused(error && { path, error });
    setWriting(false);
  };
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="saver-title">
      <ModalHeader title={title} labelId="saver-title" {...(description === undefined ? {} : { description })} />
      <ModalBody>
        <FolderBrowser selected={[]} onBrowse={setBrowsing} />
        <Form className="sp-gap" onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="File name" fieldId="saver-name" isRequired>
            <TextInput id="saver-name" value={name} isRequired onChange={(_, value) => setName(value)} />
          </FormGroup>
        </Form>
        {exists ? <Alert component="p" variant="warning" isInline title={`${name} exists in this folder. Overwriting replaces its content.`} /> : <ErrorNotice error={refusal} />}
      </ModalBody>
      <ModalFooter>
        <Button variant={exists ? "danger" : "primary"} isDisabled={!folder || !name.trim() || writing} isLoading={writing} onClick={() => void write()}>
          {exists ? "Overwrite" : confirm}
        </Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
