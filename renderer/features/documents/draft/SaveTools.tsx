import { useEffect } from "react";
import { Button } from "@patternfly/react-core";
import ExclamationTriangleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon";
import { PopoverButton } from "../../../ui/PopoverButton.tsx";
import { Tip } from "../../../ui/Tip.tsx";

/** Something to fix before saving, and the way to it. */
export interface Problem {
  key: string;
  where: string;
  message: string;
  onJump: () => void;
}

interface Props {
  isNew: boolean;
  dirty: boolean;
  saving: boolean;
  problems: Problem[];
  onSave: () => void;
  /** Goes back to what was saved; absent when there is nothing to go back to. */
  onDiscard?: (() => void) | undefined;
}

/** *Save* or *Create* with Ctrl+S, what stands in its way, and *Discard changes*. */
export function SaveTools({ isNew, dirty, saving, problems, onSave, onDiscard }: Props) {
  const word = isNew ? "Create" : "Save";
  const [first] = problems;
  const isIdle = !dirty && !isNew;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      if (first) first.onJump();
      else if (!isIdle && !saving) onSave();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [first, isIdle, saving, onSave]);

  const reason = first ? `Fix first: ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}, named beside this button` : isIdle ? "Nothing has changed since the last save" : "";
  return (
    <>
      {onDiscard && dirty && <Button variant="link" onClick={onDiscard}>Discard changes</Button>}
      {problems.length > 0 && (
        <PopoverButton
          button={{ variant: "link", isDanger: true, icon: <ExclamationTriangleIcon />, children: `${problems.length} to fix` }}
          title={problems.length === 1 ? "One thing to fix before saving" : `${problems.length} things to fix before saving`}
          position="bottom-end"
          minWidth="28rem"
        >
          {(hide) => (
            <ul className="doc-problems">
              {problems.map(({ key, where, message, onJump }) => (
                <li key={key}><Button variant="link" isInline onClick={() => { hide(); onJump(); }}>{where}</Button>: {message}</li>
              ))}
            </ul>
          )}
        </PopoverButton>
      )}
      <Tip content={reason || `${word} (Ctrl+S)`}>
        <Button isAriaDisabled={saving || reason !== ""} isLoading={saving} onClick={onSave}>{word}</Button>
      </Tip>
    </>
  );
}
