import { Checkbox } from "@patternfly/react-core";

/** Whether pod templates of kinds that are not known by name are judged. `which`: a sentence on those that are found. */
export function OtherKinds({ which, isChecked, onChange }: { which: string; isChecked: boolean; onChange: (on: boolean) => void }) {
  return (
    <Checkbox
      id="other-kinds"
      label="Judge pod templates of other kinds too"
      description={`${which} Without this they are named as not examined.`}
      isChecked={isChecked}
      onChange={(_, on) => onChange(on)}
    />
  );
}
