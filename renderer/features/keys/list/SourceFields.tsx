import { useState } from "react";
import { Button, FormGroup, TextArea, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";

interface Props {
  /** The file that was chosen. */
  path: string | undefined;
  onChoose: () => void;
  onPasted: (text: string) => void;
  onCleared: () => void;
}

/** Where a key comes from: a file, or pasted text. */
export function SourceFields({ path, onChoose, onPasted, onCleared }: Props) {
  const [isPaste, setIsPaste] = useState(false);
  const [text, setText] = useState("");
  const turn = (paste: boolean) => {
    setIsPaste(paste);
    setText("");
    onCleared();
  };
  const type = (typed: string) => {
    setText(typed);
    // A key is looked at as soon as it is whole.
    if (/-----END [A-Z ]+-----\s*$/.test(typed)) onPasted(typed);
    else onCleared();
  };
  return (
    <>
      <ToggleGroup aria-label="Where the key comes from">
        <ToggleGroupItem text="File" buttonId="source-file" isSelected={!isPaste} onChange={() => turn(false)} />
        <ToggleGroupItem text="Paste" buttonId="source-paste" isSelected={isPaste} onChange={() => turn(true)} />
      </ToggleGroup>
      {isPaste ? (
        <FormGroup label="Key in PEM" fieldId="key-text">
          <TextArea id="key-text" value={text} rows={5} spellCheck={false} autoComplete="off" className="sp-mono" placeholder="-----BEGIN …" onChange={(_, typed) => type(typed)} />
        </FormGroup>
      ) : (
        <div>
          {path !== undefined && <p className="sp-mono">{path}</p>}
          <Button variant={path === undefined ? "secondary" : "link"} isInline={path !== undefined} onClick={onChoose}>{path === undefined ? "Choose a file…" : "Choose another file"}</Button>
        </div>
      )}
    </>
  );
}
