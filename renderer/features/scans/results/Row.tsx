import { memo } from "react";
import type { WorkloadRow } from "../../../../shared/ipc/types.ts";
import { Age } from "../../../ui/Time.tsx";
import { VerdictLabel } from "../../../ui/VerdictLabel.tsx";
import { number } from "../../../ui/format.ts";
import { RESTART_WORDS } from "./Outlook.tsx";

interface Props {
  /** Place in the list. */
  index: number;
  /** Undefined while it is on its way. */
  row: WorkloadRow | undefined;
  isOpen: boolean;
  isChosen: boolean;
  /** Not while the scan reads: rows move then, and another workload would be chosen in the end. */
  canChoose: boolean;
  onOpen: (row: number) => void;
  onChoose: (row: number, isChosen: boolean) => void;
}

/**
 * One workload. Plain elements, drawn anew only when the row itself changes: some thirty of them come and go in each frame
 * while the table is scrolled, and PatternFly's cells, check boxes and labels each bring state, listeners and tooltips.
 */
export const Row = memo(function Row({ index, row, isOpen, isChosen, canChoose, onOpen, onChoose }: Props) {
  if (!row) return <tr data-index={index} aria-rowindex={index + 2} className="sp-rows__row"><td className="sp-quiet">…</td></tr>;
  const why = [...(row.restart ?? []).filter((reason) => reason !== "policy").map((reason) => RESTART_WORDS[reason].short), ...row.why].join(" · ");
  return (
    <tr data-index={index} aria-rowindex={index + 2} className={isOpen ? "sp-rows__row sp-rows__row--open" : "sp-rows__row"} onClick={() => onOpen(row.id)}>
      <td className="sp-col-choose" onClick={(event) => event.stopPropagation()}>
        <input type="checkbox" className="sp-check" aria-label={`Choose ${row.name}`} checked={isChosen} disabled={!canChoose} onChange={(event) => onChoose(row.id, event.target.checked)} />
      </td>
      <td><VerdictLabel verdict={row.verdict} {...(row.wouldBe ? { wouldBe: row.wouldBe } : {})} /></td>
      <td title={row.namespace}>{row.namespace}</td>
      <td title={row.name}>
        <button type="button" className="sp-rows__name" aria-expanded={isOpen} onClick={(event) => { event.stopPropagation(); onOpen(row.id); }}>{row.name}</button>
      </td>
      <td className="sp-col-kind">{row.kind}</td>
      <td className="sp-col-pods" title={row.finishedPods > 0 ? `and ${number(row.finishedPods)} finished` : undefined}>{podCount(row)}</td>
      <td className="sp-col-why" title={why}>{why}</td>
      <td className="sp-col-age">{row.created && <Age since={row.created} />}</td>
    </tr>
  );
});

function podCount(row: WorkloadRow): string {
  if (row.state === "finished") return "finished";
  if (row.state === "mirror") return `${number(row.pods)} static`;
  return number(row.pods);
}
