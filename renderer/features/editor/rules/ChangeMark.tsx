import { Button, Label } from "@patternfly/react-core";
import type { Change } from "../logic/rows.ts";

interface Props {
  change: Change | "removed";
  /** What *Undo* does, read aloud. */
  label: string;
  onUndo: () => void;
}

/** How a row differs from the saved version, and the way back. */
export function ChangeMark({ change, label, onUndo }: Props) {
  return (
    <span className="ed-change">
      <Label isCompact color="blue">{change}</Label>
      <Button variant="link" isInline size="sm" aria-label={label} onClick={onUndo}>Undo</Button>
    </span>
  );
}
