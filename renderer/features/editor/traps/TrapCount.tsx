import ExclamationTriangleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon";
import { useTrapCount } from "./TrapsProvider.tsx";

/** How many traps a group has: it may be folded. */
export function TrapCount({ paths }: { paths: string[] }) {
  const traps = useTrapCount(paths);
  if (traps === 0) return null;
  return <span className="ed-group__traps"><ExclamationTriangleIcon className="ed-trap__icon" aria-hidden /> {traps} to check</span>;
}
