import type { ReactNode } from "react";
import { Button } from "@patternfly/react-core";
import RedoIcon from "@patternfly/react-icons/dist/esm/icons/redo-icon";
import UndoIcon from "@patternfly/react-icons/dist/esm/icons/undo-icon";
import { Tip } from "../../../ui/Tip.tsx";
import type { DocumentDraft } from "./useDocumentDraft.ts";
import { useUndoKeys } from "./useUndoKeys.ts";

/** *Undo* and *Redo*, with their keys. */
export function UndoTools({ draft: { undo, redo } }: { draft: Pick<DocumentDraft<unknown>, "undo" | "redo"> }) {
  useUndoKeys({ undo, redo });
  return (
    <>
      <Step label="Undo (Ctrl+Z)" icon={<UndoIcon />} onStep={undo} />
      <Step label="Redo (Ctrl+Shift+Z)" icon={<RedoIcon />} onStep={redo} />
    </>
  );
}

function Step({ label, icon, onStep }: { label: string; icon: ReactNode; onStep: (() => void) | undefined }) {
  return (
    <Tip content={label}>
      <Button variant="plain" aria-label={label} icon={icon} isAriaDisabled={!onStep} onClick={onStep} />
    </Tip>
  );
}
