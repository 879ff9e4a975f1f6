import { useState } from "react";
import type { Ref } from "react";
import { Button, FormGroup, InputGroup, InputGroupItem, TextInput } from "@patternfly/react-core";
import EyeIcon from "@patternfly/react-icons/dist/esm/icons/eye-icon";
import EyeSlashIcon from "@patternfly/react-icons/dist/esm/icons/eye-slash-icon";
import { FieldHelp } from "../documents/index.ts";

interface Props {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  problem?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

/** A passphrase: hidden unless looked at, and never offered to the browser to keep. */
export function PassphraseField({ id, label, value, onChange, help = "", problem, inputRef }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <FormGroup label={label} fieldId={id} isRequired>
      <InputGroup>
        <InputGroupItem isFill>
          <TextInput
            id={id}
            ref={inputRef}
            type={shown ? "text" : "password"}
            value={value}
            isRequired
            autoComplete="off"
            spellCheck={false}
            validated={problem ? "error" : "default"}
            aria-describedby={`${id}-help`}
            onChange={(_, text) => onChange(text)}
          />
        </InputGroupItem>
        <InputGroupItem>
          <Button variant="control" aria-label={`${shown ? "Hide" : "Show"} ${label.toLowerCase()}`} icon={shown ? <EyeSlashIcon /> : <EyeIcon />} onClick={() => setShown(!shown)} />
        </InputGroupItem>
      </InputGroup>
      <FieldHelp id={`${id}-help`} text={help} problem={problem} />
    </FormGroup>
  );
}
