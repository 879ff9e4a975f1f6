import { Fragment, useState } from "react";
import { Button } from "@patternfly/react-core";
import ExclamationTriangleIcon from "@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon";
import { applyFix } from "../../../../shared/audit/traps/fix.ts";
import type { Trap, TrapFix } from "../../../../shared/ipc/types.ts";
import { Editable } from "../Editable.tsx";
import { useEditor, useFindings } from "../EditorContext.ts";
import { focusInside, focusRow } from "../focus.ts";

/** Traps shown of one rule before *and … more*. */
const FEW = 2;
const NONE: Trap[] = [];

/** What in a rule or exception is probably not meant: why, and the ways out. `row` names its rows for the keyboard. */
export function TrapNotes({ path, row, about }: { path: string; row: string; about: string }) {
  const { edit } = useEditor();
  const traps = useFindings((found) => found.traps.get(path) ?? NONE);
  const [all, setAll] = useState(false);
  if (traps.length === 0) return null;
  const take = (fix: TrapFix) => {
    edit(`${path} fix`, (policy) => applyFix(policy, fix));
    const isGone = fix.changes.some((change) => change.path === path && change.value === undefined);
    if (isGone) focusRow(row, "first", "input");
    else focusInside(path);
  };
  const shown = all ? traps : traps.slice(0, FEW);
  return (
    <ul className="ed-traps" aria-label={`Check: ${about}`}>
      {shown.map((trap) => <TrapNote key={`${trap.code} ${trap.path}`} trap={trap} onFix={take} />)}
      {traps.length > shown.length && (
        <li><Button variant="link" isInline size="sm" onClick={() => setAll(true)}>and {traps.length - shown.length} more</Button></li>
      )}
    </ul>
  );
}

function TrapNote({ trap: { message, remedy, fixes }, onFix }: { trap: Trap; onFix: (fix: TrapFix) => void }) {
  return (
    <li className="ed-trap">
      <ExclamationTriangleIcon className="ed-trap__icon" aria-hidden />
      <span>
        {message} <span className="ed-quiet">{remedy}</span>{" "}
        <Editable>{fixes.map((fix, place) => (
          <Fragment key={fix.label}>
            {place > 0 && " · "}
            <Button variant="link" isInline size="sm" className="ed-trap__fix" onClick={() => onFix(fix)}>{fix.label}</Button>
          </Fragment>
        ))}</Editable>
      </span>
    </li>
  );
}
