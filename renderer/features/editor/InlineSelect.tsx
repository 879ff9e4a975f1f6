import { FormSelect, FormSelectOption } from "@patternfly/react-core";

export interface Option<T extends string> {
  value: T;
  label: string;
  hint?: string | undefined;
}

interface Props<T extends string> {
  /** What is chosen here, read aloud. */
  label: string;
  value: T;
  options: Option<T>[];
  onChange: (value: T) => void;
  /** The field's place in the policy, for jumping to it. */
  path?: string;
  invalid?: boolean;
  className?: string;
}

/** A menu no wider than its choice, to stand inside a sentence. A value that is no choice is shown, not replaced. */
export function InlineSelect<T extends string>({ label, value, options, onChange, path, invalid = false, className = "" }: Props<T>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <span className={`ed-select ${className}`} title={chosen?.hint}>
      <FormSelect
        value={value}
        aria-label={label}
        validated={invalid ? "error" : "default"}
        data-path={path}
        onChange={(_, next) => onChange(next as T)}
      >
        {!chosen && <FormSelectOption value={value} label={value || "choose…"} isDisabled />}
        {options.map((option) => <FormSelectOption key={option.value} value={option.value} label={option.label} />)}
      </FormSelect>
    </span>
  );
}
