import { useState } from "react";
import { Button, Form, FormGroup, TextInput } from "@patternfly/react-core";
import PficonCommentIcon from "@patternfly/react-icons/dist/esm/icons/comment-icon";
import { useEditor, usePolicyState } from "../EditorContext.ts";
import { PopoverButton } from "../../../ui/PopoverButton.tsx";
import { Tip } from "../../../ui/Tip.tsx";

/** *Save* or *Create*, with or without a note for the history. */
export function SaveButton({ saving, onSave }: { saving: boolean; onSave: (note?: string) => void }) {
  const { readOnly } = useEditor();
  const { baseVersion, issues, dirty } = usePolicyState();
  const word = baseVersion > 0 ? "Save" : "Create";
  const reason = readOnly ?? (issues.length > 0 ? `Fix first: ${issues.length === 1 ? "1 problem" : `${issues.length} problems`}, named beside this button` : dirty ? "" : "Nothing has changed since the last save");
  const off = saving || reason !== "";
  return (
    <>
      <Note disabled={off} word={word} onSave={onSave} />
      <Tip content={reason || `${word} (Ctrl+S)`}>
        <Button isAriaDisabled={off} isLoading={saving} onClick={() => onSave()}>{word}</Button>
      </Tip>
    </>
  );
}

function Note({ disabled, word, onSave }: { disabled: boolean; word: string; onSave: (note: string) => void }) {
  const [note, setNote] = useState("");
  const label = `${word} with a note for the history`;
  if (disabled) return null;
  return (
    <PopoverButton button={{ variant: "plain", icon: <PficonCommentIcon />, "aria-label": label }} title={label}>
      {(hide) => (
        <Form onSubmit={(event) => { event.preventDefault(); hide(); onSave(note.trim()); setNote(""); }}>
          <FormGroup label="What changed and why" fieldId="save-note">
            <TextInput id="save-note" value={note} maxLength={200} onChange={(_, text) => setNote(text)} />
          </FormGroup>
          <Button type="submit" size="sm">{word}</Button>
        </Form>
      )}
    </PopoverButton>
  );
}
