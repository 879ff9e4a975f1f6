import { Label } from "@patternfly/react-core";

/** Marks a rule that newer versions of the product skip. */
export function Removed({ day }: { day: string }) {
  return <Label isCompact color="orange">removed by the vendor on {day}</Label>;
}
