import { useState } from "react";
import type { ReactNode } from "react";
import { Alert, Button, CodeBlock, CodeBlockCode, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { PolicyExport } from "../../../../shared/ipc/types.ts";
import { written as wrote } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { FileSaver } from "../../files/index.ts";

interface Props {
  name: string;
  title: string;
  /** What will be written; undefined while it is being made. */
  text: PolicyExport | undefined;
  /** What is shown in its place, when the text itself is not for reading. */
  shown?: string | undefined;
  /** A page for people: nothing is lost for them, and it is not read back. */
  isForPeople?: boolean;
  /** The choice of a format. */
  children?: ReactNode;
  error: QueryError | undefined;
  onClose: () => void;
}

/** Shows what will be written and what the format cannot carry, before a file is written or the text is copied. */
export function ExportDialog({ name, title, text: written, shown = written?.text, isForPeople = false, children, error, onClose }: Props) {
  const dispatch = useAppDispatch();
  const [choosing, setChoosing] = useState(false);
  if (choosing && written) {
    const saved = (path: string) => {
      dispatch(wrote(name, path));
      onClose();
    };
    return <FileSaver title={`Export ${name}`} fileName={written.fileName} text={written.text} onSaved={saved} onClose={() => setChoosing(false)} />;
  }
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="export-title">
      <ModalHeader title={title} labelId="export-title" description="What was saved last is written." />
      <ModalBody tabIndex={0} aria-label="What will be written">
        {children}
        <ErrorNotice error={error} title="It cannot be written in this format" />
        {!written && !error && <Waiting for="the text" />}
        {written && (
          <>
            {isForPeople ? <Alert component="p" variant="info" isInline isPlain title="For people to read: it cannot be imported" /> : <Losses lossy={written.lossy} />}
            {written.notes && written.notes.length > 0 && (
              <Alert component="p" variant="info" isInline isPlain title="Written in another form, and read back as it was">
                <ul className="sp-list">{written.notes.map((note) => <li key={note}>{note}</li>)}</ul>
              </Alert>
            )}
            <CodeBlock className="sp-gap doc-code" actions={<CopyButton text={written.text} label="Copy text" />}>
              <CodeBlockCode>{shown}</CodeBlockCode>
            </CodeBlock>
          </>
        )}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={!written} onClick={() => setChoosing(true)}>Choose a file…</Button>
        <Button variant="link" onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}

/** What the format cannot carry: said before anything is written. */
function Losses({ lossy }: { lossy: string[] }) {
  if (lossy.length === 0) return <Alert component="p" variant="success" isInline isPlain title="Nothing is lost in this format" />;
  return (
    <Alert component="p" variant="warning" isInline title={`Lossy: ${lossy.length === 1 ? "1 item" : `${lossy.length} items`}`}>
      <ul className="sp-list">{lossy.map((loss) => <li key={loss}>{loss}</li>)}</ul>
    </Alert>
  );
}
