import ExclamationTriangleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon";
import { useFindings } from "../EditorContext.ts";

/** How many traps a group has: it may be folded. */
export function TrapCount({ paths }: { paths: string[] }) {
  const traps = useFindings((found) => paths.reduce((sum, path) => sum + (found.traps.get(path)?.length ?? 0), 0));
  if (traps === 0) return null;
  return <span className="ed-group__traps"><ExclamationTriangleIcon className="ed-trap__icon" aria-hidden /> {traps} to check</span>;
}
