import { Label } from "@patternfly/react-core";
import { dateTime } from "../../ui/format.ts";
import { expiryOf } from "./words.ts";

/** How many days are left, in words and colour; the time on hover. */
export function Expiry({ daysLeft, expires }: { daysLeft: number; expires: string }) {
  const { text, status } = expiryOf(daysLeft);
  return <Label isCompact status={status} title={`Expires ${dateTime(expires)} (${expires})`}>{text}</Label>;
}
