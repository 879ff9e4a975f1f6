import { memo } from "react";
import type { ImpactRow } from "../../../../shared/ipc/types.ts";
import { isSame } from "../logic/align.ts";
import { number } from "../../../ui/format.ts";
import { VerdictLabel } from "../../../ui/VerdictLabel.tsx";
import { VERDICT_LOOKS } from "../../../ui/verdicts.ts";

interface ListProps {
  title: string;
  rows: ImpactRow[];
  total: number;
  showAll: boolean;
}

/** Workloads with their verdict and why; what is not shown is counted. */
export function WorkloadList({ title, rows, total, showAll }: ListProps) {
  return (
    <section className="ed-list">
      <h3 className="ed-list__title">{title}</h3>
      <ul>
        {rows.map((row) => <Row key={row.id} row={row} />)}
      </ul>
      {showAll && rows.length < total && (
        <p className="ed-quiet">The first {number(rows.length)} of {number(total)}; a scan lists all with filters and export.</p>
      )}
    </section>
  );
}

const Row = memo(function Row({ row }: { row: ImpactRow }) {
  const before = row.before && row.before !== row.verdict ? VERDICT_LOOKS[row.before].word : undefined;
  return (
    <li className="ed-list__row">
      <VerdictLabel verdict={row.verdict} />
      <span className="ed-list__name" title={`${row.kind} ${row.namespace}/${row.name}`}>{row.namespace}/{row.name}</span>
      <span className="ed-quiet ed-list__why" title={row.why}>{before ? `was ${before}` : ""}{before && row.why ? " · " : ""}{row.why}</span>
    </li>
  );
}, (before, now) => isSame(before.row, now.row));
