import { useState } from "react";
import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { usePolicyQuery, usePolicyVersionsQuery } from "../../../api/api.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Time } from "../../../ui/Time.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { PolicyOutline } from "./PolicyOutline.tsx";

/** The saved versions: look at one, or take it as the draft. */
export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { name } = useEditor();
  const { open } = usePolicyState();
  const { data: versions, error } = usePolicyVersionsQuery({ name });
  const [shown, setShown] = useState<number>();
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="history-title" aria-describedby="history-about">
      <ModalHeader title={`History of ${name}`} labelId="history-title" description="Every save is a version. Restoring one makes it the draft: nothing is saved until you save." descriptorId="history-about" />
      <ModalBody tabIndex={0} aria-label="Versions">
        <ErrorNotice error={error} title="The versions could not be read" />
        {!versions && !error && <Waiting for="the versions" />}
        {versions && (
          <Table aria-label="Versions" variant="compact">
            <Thead>
              <Tr><Th>Version</Th><Th>Saved</Th><Th>By</Th><Th>Note</Th><Th screenReaderText="What can be done" /></Tr>
            </Thead>
            <Tbody>
              {versions.toSorted((a, b) => b.version - a.version).map(({ version, saved, author, note }) => (
                <Tr key={version} isRowSelected={version === shown}>
                  <Td dataLabel="Version">v{version}{version === open.baseVersion ? " (current)" : ""}</Td>
                  <Td dataLabel="Saved"><Time at={saved} /></Td>
                  <Td dataLabel="By">{author}</Td>
                  <Td dataLabel="Note">{note}</Td>
                  <Td dataLabel="View">
                    <Button variant="link" isInline aria-expanded={shown === version} aria-label={`${shown === version ? "Hide" : "View"} v${version}`} onClick={() => setShown(shown === version ? undefined : version)}>
                      {shown === version ? "Hide" : "View"}
                    </Button>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
        {shown !== undefined && <Version version={shown} onClose={onClose} />}
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}

/** One version in words, with the way to restore it. */
function Version({ version, onClose }: { version: number; onClose: () => void }) {
  const { name, edit } = useEditor();
  const { dirty } = usePolicyState();
  const { data, error } = usePolicyQuery({ name, version });
  if (!data) return error ? <ErrorNotice error={error} title={`v${version} could not be read`} /> : <Waiting for={`v${version}`} />;
  return (
    <section className="ed-version" aria-label={`Version ${version}`}>
      {dirty && <Alert component="p" variant="info" isInline isPlain title="There are unsaved changes: restoring replaces them; Undo brings them back." />}
      <Button variant="secondary" size="sm" onClick={() => { edit("version", () => data.policy); onClose(); }}>Restore v{version} as draft</Button>
      <PolicyOutline policy={data.policy} />
    </section>
  );
}
