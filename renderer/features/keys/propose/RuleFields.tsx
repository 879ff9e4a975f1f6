import { FormGroup, NumberInput, TextInput } from "@patternfly/react-core";
import { TRUST_ROLES } from "../../../../shared/ipc/signing.ts";
import { FieldHelp } from "../../documents/index.ts";
import { ROLE_TITLES } from "../words.ts";
import { ableFor, dayEnd, setThreshold } from "./content.ts";
import type { Content } from "./content.ts";

interface Props {
  content: Content;
  onChange: (change: (before: Content) => Content) => void;
}

const MOST = 64;

/** The thresholds, and the day on which the list ends. */
export function RuleFields({ content, onChange }: Props) {
  return (
    <div className="propose-rules">
      {TRUST_ROLES.map((role) => {
        const [able, { threshold }] = [ableFor(content, role), content.roles[role]];
        const set = (value: number) => onChange((before) => setThreshold(before, role, Math.min(MOST, Math.max(1, Math.round(value)))));
        const title = ROLE_TITLES[role];
        return (
          <FormGroup key={role} label={title} fieldId={`threshold-${role}`}>
            <NumberInput
              inputProps={{ id: `threshold-${role}`, "aria-describedby": `threshold-${role}-help` }}
              inputName={role}
              inputAriaLabel={`${title}: how many must sign`}
              minusBtnAriaLabel={`${title}: one less`}
              plusBtnAriaLabel={`${title}: one more`}
              value={threshold}
              min={1}
              max={MOST}
              widthChars={2}
              onMinus={() => set(threshold - 1)}
              onPlus={() => set(threshold + 1)}
              onChange={(event) => set(Number(event.currentTarget.value) || 1)}
            />
            <FieldHelp id={`threshold-${role}-help`} text={`of ${able} who can`} problem={able < threshold ? `Only ${able} can.` : undefined} />
          </FormGroup>
        );
      })}
      <FormGroup label="List expires" fieldId="list-expires">
        <TextInput id="list-expires" type="date" value={content.expires.slice(0, 10)} aria-describedby="list-expires-help" onChange={(_, day) => day && onChange((before) => ({ ...before, expires: dayEnd(day) }))} />
        <FieldHelp id="list-expires-help" text="Then nothing counts until a newer list is there." />
      </FormGroup>
    </div>
  );
}
