import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import HourglassHalfIcon from "@patternfly/react-icons/dist/esm/icons/hourglass-half-icon";
import InfoCircleIcon from "@patternfly/react-icons/dist/esm/icons/info-circle-icon";
import OutlinedCircleIcon from "@patternfly/react-icons/dist/esm/icons/outlined-circle-icon";
import TimesCircleIcon from "@patternfly/react-icons/dist/esm/icons/times-circle-icon";
import type { Look } from "./looks.ts";

const ICONS = { passed: CheckCircleIcon, failed: TimesCircleIcon, waiting: HourglassHalfIcon, unchecked: InfoCircleIcon, unreached: OutlinedCircleIcon };

/** The icon of a check. A word always stands beside it. */
export function LookIcon({ look }: { look: Look }) {
  const Icon = ICONS[look];
  return <span className={`bun-look bun-look--${look}`}><Icon /></span>;
}
