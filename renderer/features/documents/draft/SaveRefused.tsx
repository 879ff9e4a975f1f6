import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import type { AppError } from "../../../../shared/kernel/result.ts";
import { dateTime } from "../../../ui/format.ts";
import type { Saved } from "./draftKind.ts";
import type { DocumentDraft } from "./useDocumentDraft.ts";

interface Props<T> {
  noun: string;
  error: AppError;
  draft: DocumentDraft<T>;
  newest: (Saved<T> & { author: string; updated: string }) | null;
  onClose: () => void;
}

/** A save met something newer. Nothing is lost, whichever is chosen, before the next save. */
export function SaveRefused<T>({ noun, error, draft, newest, onClose }: Props<T>) {
  const isNewer = newest !== null && newest.revision > draft.baseRevision;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="refused-title" aria-describedby="refused-body">
      <ModalHeader title={`Somebody saved this ${noun} meanwhile`} titleIconVariant="warning" labelId="refused-title" />
      <ModalBody id="refused-body">
        <p>{error.message}</p>
        {isNewer && <p>{newest.author} saved it at {dateTime(newest.updated)}.</p>}
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={!isNewer} onClick={() => { if (newest) draft.rebase(newest); onClose(); }}>Keep mine on top of it</Button>
        <Button variant="secondary" isDanger isDisabled={!isNewer} onClick={() => { if (newest) draft.adopt(newest); onClose(); }}>Reload theirs, discard mine</Button>
        <Button variant="link" onClick={onClose}>Decide later</Button>
      </ModalFooter>
    </Modal>
  );
}
