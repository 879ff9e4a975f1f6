import { TextInput } from "@patternfly/react-core";
import type { ParameterProps } from "./index.ts";

/** A whole number. What is no number is kept as typed, so that the message beside the field speaks of what is seen. */
export function NumberParameter({ parameter, value, onChange, path, issues, problemsId }: ParameterProps<"number">) {
  return (
    <span className="ed-number">
      <TextInput
        type="text"
        inputMode="numeric"
        aria-label={`${parameter.label} (${parameter.min} to ${parameter.max})`}
        aria-describedby={issues.length > 0 ? problemsId : undefined}
        value={value === undefined || value === null ? "" : String(value)}
        validated={issues.length > 0 ? "error" : "default"}
        data-path={path}
        onChange={(_, text) => onChange(/^\d{1,9}$/.test(text) ? Number(text) : text)}
      />
    </span>
  );
}
