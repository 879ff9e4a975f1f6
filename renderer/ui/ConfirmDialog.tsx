import type { ReactNode } from "react";
import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { Link } from "react-router";
import { ErrorNotice, asAppError } from "./ErrorNotice.tsx";
import type { QueryError } from "./ErrorNotice.tsx";

/** Something that still uses what is to be deleted, and where to look at it. */
export interface UsedBy {
  label: string;
  to: string;
}

interface Props {
  title: string;
  /** What will be lost, in words. */
  children: ReactNode;
  /** The verb of the step: *Delete policy*. */
  confirm: string;
  usedBy?: UsedBy[];
  /** The refusal of the last try. */
  error?: QueryError | undefined;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** A destructive step names what will be lost and what still uses it; while something does, it cannot be confirmed. */
export function ConfirmDialog({ title, children, confirm, usedBy = [], error, busy = false, onConfirm, onClose }: Props) {
  const inUse = usedBy.length > 0;
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="confirm-title" aria-describedby="confirm-body">
      <ModalHeader title={title} titleIconVariant="warning" labelId="confirm-title" />
      <ModalBody id="confirm-body">
        {children}
        {inUse && (
          <Alert component="p" variant="warning" isInline title="Still in use" className="sp-gap">
            <p>Take it away there first:</p>
            <ul className="sp-list">
              {usedBy.map((user) => <li key={user.label}><Link to={user.to} onClick={onClose}>{user.label}</Link></li>)}
            </ul>
          </Alert>
        )}
        {error && <ErrorNotice error={asAppError(error)} />}
      </ModalBody>
      <ModalFooter>
        <Button variant="danger" onClick={onConfirm} isDisabled={inUse || busy} isLoading={busy}>{confirm}</Button>
        <Button variant="link" onClick={onClose}>Keep it</Button>
      </ModalFooter>
    </Modal>
  );
}
