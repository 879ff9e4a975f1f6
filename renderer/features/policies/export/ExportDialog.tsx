import { useEffect, useState } from "react";
import { Alert, Button, CodeBlock, CodeBlockCode, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { PolicyFormat } from "../../../../shared/ipc/types.ts";
import { useExportPolicyMutation } from "../../../api/api.ts";
import { noticed } from "../../../app/notices.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { FileSaver } from "../../files/index.ts";
import { Waiting } from "../../../ui/Waiting.tsx";
import { FORMATS } from "./formats.ts";

interface Props {
  name: string;
  format: PolicyFormat;
  onClose: () => void;
}

/** Shows what will be written and what the format cannot carry, before a file is written or the text is copied. */
export function ExportDialog({ name, format, onClose }: Props) {
  const dispatch = useAppDispatch();
  const [write, { data, error }] = useExportPolicyMutation();
  const [choosing, setChoosing] = useState(false);
  useEffect(() => {
    void write({ name, format });
  }, [write, name, format]);

  if (choosing && data) {
    const saved = (path: string) => {
      dispatch(noticed({ variant: "success", title: `${name} written to ${path}` }));
      onClose();
    };
    return <FileSaver title={`Export ${name}`} fileName={data.fileName} text={data.text} onSaved={saved} onClose={() => setChoosing(false)} />;
  }
  const title = FORMATS.find((one) => one.format === format)?.title ?? format;
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="export-title">
      <ModalHeader title={`Export ${name}: ${title}`} labelId="export-title" description="The last saved version is written." />
      <ModalBody tabIndex={0} aria-label="What will be written">
        <ErrorNotice error={error} title="The policy could not be written in this format" />
        {!data && !error && <Waiting for="the text" />}
        {data && <Losses lossy={data.lossy} />}
        {data && (
          <CodeBlock className="sp-gap pol-code" actions={<CopyButton text={data.text} label="Copy text" />}>
            <CodeBlockCode>{data.text}</CodeBlockCode>
          </CodeBlock>
        )}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={!data} onClick={() => setChoosing(true)}>Choose a file…</Button>
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
