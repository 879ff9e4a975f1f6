import { FormHelperText, HelperText, HelperTextItem, NumberInput } from "@patternfly/react-core";
import { daysProblem, MOST_DAYS } from "./request.ts";

/** How many days a bundle is good. */
export function Days({ id, days, onChange }: { id: string; days: number; onChange: (days: number) => void }) {
  const problem = daysProblem(days);
  return (
    <div className="bun-days">
      <NumberInput
        inputProps={{ id }}
        inputName="days"
        inputAriaLabel="Days"
        minusBtnAriaLabel="Fewer days"
        plusBtnAriaLabel="More days"
        unit="days"
        value={days}
        min={1}
        max={MOST_DAYS}
        onMinus={() => onChange(days - 1)}
        onPlus={() => onChange(days + 1)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      {problem && <FormHelperText><HelperText><HelperTextItem variant="error">{problem}</HelperTextItem></HelperText></FormHelperText>}
    </div>
  );
}
