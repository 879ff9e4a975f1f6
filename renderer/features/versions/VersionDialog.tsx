import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { usePolicyPageQuery } from "../../api/api.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Waiting } from "../../ui/Waiting.tsx";

/** One version as its readable page. */
export function VersionDialog({ name, version, onClose }: { name: string; version: number; onClose: () => void }) {
  const { currentData: page, error } = usePolicyPageQuery({ name, version, format: "text" });
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="version-title">
      <ModalHeader title={`${name} v${version}`} labelId="version-title" />
      <ModalBody tabIndex={0} aria-label={`Version ${version}`}>
        <ErrorNotice error={error} title={`v${version} could not be read`} />
        {!page && !error && <Waiting for={`v${version}`} />}
        {page && <pre className="ver-text">{page.text}</pre>}
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>Close</Button>
        {page && <CopyButton text={page.text} label="Copy as text" />}
      </ModalFooter>
    </Modal>
  );
}
