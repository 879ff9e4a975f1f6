import { Checkbox } from "@patternfly/react-core";

/** Whether a snapshot keeps what may be secret. */
export function KeepValues({ isChecked, onChange }: { isChecked: boolean; onChange: (on: boolean) => void }) {
  return (
    <Checkbox
      id="keep-values"
      label="Keep annotations and values of environment variables"
      description="They are not judged and may hold secrets. Without this they are not stored."
      isChecked={isChecked}
      onChange={(_, on) => onChange(on)}
    />
  );
}
