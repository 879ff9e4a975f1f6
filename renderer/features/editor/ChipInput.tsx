import { useId, useState } from "react";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { Button, Label, LabelGroup, TextInputGroup, TextInputGroupMain } from "@patternfly/react-core";

/** Why a value may not be added, and where to go instead. */
export interface Refusal {
  message: string;
  action?: { label: string; onSelect: () => void };
}

interface Props {
  /** The field's name, read aloud. */
  label: string;
  values: string[];
  /** Splits what was typed or pasted into values. */
  split: (text: string) => string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  suggestions?: string[];
  /** Messages of single values, by place. */
  problems?: (string | undefined)[];
  /** Why a value may not be added; undefined lets it in. */
  refuse?: (value: string) => Refusal | undefined;
  invalid?: boolean;
  /** Id of the text that describes the field's problem. */
  describedBy?: string;
  /** The field's place in the policy, for jumping to it. */
  path: string;
}

/** A list of texts as chips: type and press Enter (or leave the field), paste several, Backspace takes the last away. */
export function ChipInput(props: Props) {
  const { label, values, split, onChange, placeholder = "", suggestions = [], problems = [], refuse, invalid = false, describedBy, path } = props;
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<Refusal>();
  const id = useId();

  const add = (input: string) => {
    const words = split(input).filter((word) => !values.includes(word));
    const refused = words.filter((word) => refuse?.(word));
    const taken = words.filter((word) => !refused.includes(word));
    if (taken.length > 0) onChange([...values, ...taken]);
    setText(refused.join(" "));
    setRefusal(refused[0] === undefined ? undefined : refuse?.(refused[0]));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && values.length > 0) {
      event.preventDefault();
      onChange(values.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const words = split(event.clipboardData.getData("text"));
    if (words.length < 2) return;
    event.preventDefault();
    add(words.join("\n"));
  };
  const free = suggestions.filter((value) => !values.includes(value));
  return (
    <span className="ed-chips">
      <TextInputGroup validated={invalid || refusal ? "error" : undefined}>
        <TextInputGroupMain
          value={text}
          placeholder={values.length === 0 ? placeholder : ""}
          aria-label={label}
          onChange={(_, value) => { setText(value); setRefusal(undefined); }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => text.trim() && add(text)}
          inputProps={{
            "data-own-undo": "",
            "data-path": path,
            "aria-invalid": invalid || refusal !== undefined,
            "aria-describedby": refusal ? `${id}-refusal` : describedBy,
            list: free.length > 0 ? `${id}-suggestions` : undefined,
            autoComplete: "off",
            spellCheck: false,
          }}
        >
          {values.length > 0 && (
            <LabelGroup numLabels={20} aria-label={label}>
              {values.map((value, place) => (
                <Label
                  key={value}
                  isCompact
                  color={problems[place] ? "red" : "grey"}
                  textMaxWidth="20rem"
                  closeBtnAriaLabel={`Remove ${value}`}
                  onClose={() => onChange(values.filter((other) => other !== value))}
                >
                  {value}
                </Label>
              ))}
            </LabelGroup>
          )}
        </TextInputGroupMain>
      </TextInputGroup>
      {free.length > 0 && <datalist id={`${id}-suggestions`}>{free.map((value) => <option key={value} value={value}>{value}</option>)}</datalist>}
      {refusal && (
        <span id={`${id}-refusal`} role="alert" className="ed-problem">
          {refusal.message}{" "}
          {refusal.action && <Button variant="link" isInline size="sm" onClick={refusal.action.onSelect}>{refusal.action.label}</Button>}
        </span>
      )}
    </span>
  );
}

/** One value per line: image names hold no line breaks, and a blank may be a typing error that should be seen. */
export function splitLines(text: string): string[] {
  return [...new Set(text.split(/[\n\r\t]+/).map((line) => line.trim()).filter((line) => line !== ""))];
}
