import { useRef, useState } from "react";
import { Button, FormGroup, TextArea } from "@patternfly/react-core";
import type { KeyFacts } from "../../../../shared/ipc/types.ts";
import { bytes } from "../../../ui/format.ts";
import { FieldHelp } from "../../documents/index.ts";
import { KeyFactsView } from "./KeyFactsView.tsx";

interface Props {
  id: string;
  label: string;
  help: string;
  placeholder: string;
  value: string;
  /** The field's place in the attestor. */
  path: string;
  isRequired?: boolean;
  problem: string | undefined;
  facts: KeyFacts | undefined;
  onChange: (pem: string) => void;
}

/** A key or a chain of certificates is far smaller. Bytes. */
const LARGEST_FILE = 64 * 1024;

/** A PEM text, pasted or read from a file; what it is stands under it. */
export function PemField({ id, label, help, placeholder, value, path, isRequired = false, problem, facts, onChange }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const read = async (file: File | undefined) => {
    setRefusal(undefined);
    if (!file) return;
    if (file.size > LARGEST_FILE) setRefusal(`${file.name} has ${bytes(file.size)}: too much for a ${label.toLowerCase()}.`);
    else onChange(await file.text());
  };
  // An empty field says what it expects; that it is required is said when something was typed.
  const shown = refusal ?? problem;
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <TextArea
        id={id}
        className="att-pem"
        value={value}
        rows={6}
        resizeOrientation="vertical"
        placeholder={placeholder}
        spellCheck={false}
        validated={shown ? "error" : facts ? "success" : "default"}
        aria-describedby={`${id}-help`}
        data-path={path}
        onChange={(_, text) => { setRefusal(undefined); onChange(text); }}
      />
      <FieldHelp id={`${id}-help`} problem={shown} text={help} />
      <Button variant="link" isInline onClick={() => chooser.current?.click()}>Choose a file…</Button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".pem,.pub,.crt,.cer,.key"
        aria-label={`File with the ${label.toLowerCase()}`}
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {facts && <KeyFactsView facts={facts} />}
    </FormGroup>
  );
}
