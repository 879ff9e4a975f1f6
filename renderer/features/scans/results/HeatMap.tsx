import { useState } from "react";
import type { KeyboardEvent } from "react";
import { Td, Th, Tr } from "@patternfly/react-table";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import { useScanHeatMapQuery } from "../../../api/api.ts";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { VirtualTable } from "../../../ui/VirtualTable.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { count, customProperties, number } from "../../../ui/format.ts";
import type { Sentences } from "../drawer/FindingCard.tsx";
import type { ChangeView, View } from "./viewState.ts";

const ROW_HEIGHT = 36;

interface Props {
  scan: ScanSummary;
  view: View;
  sentences: Sentences;
  onChange: ChangeView;
}

/** How many workloads each rule hits in each namespace. A field leads to them; the arrow keys go from field to field. */
export function HeatMap({ scan, view, sentences, onChange }: Props) {
  const { data, error } = useScanHeatMapQuery({ id: scan.id, filter: view.filter });
  const [at, setAt] = useState({ row: 0, column: 0 });
  if (error) return <ErrorNotice error={error} title="The map could not be drawn" />;
  if (!data) return <Waiting for="the map" />;
  if (data.namespaces.length === 0) return <EmptyNote title="No rule hits anything here">No workload that passes the filters violates a rule.</EmptyNote>;

  const { rules, namespaces } = data;
  const most = Math.max(...namespaces.flatMap(({ counts }) => counts));
  const open = (namespace: string, rule: string) => onChange({ show: { what: "rows" }, filter: { ...view.filter, namespaces: [namespace], rules: [rule] } });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const to = { row: within(at.row + step.row, namespaces.length), column: within(at.column + step.column, rules.length) };
    setAt(to);
    const body = event.currentTarget;
    // A row out of sight comes into the page only with the scrolling.
    requestAnimationFrame(() => body.querySelector<HTMLElement>(`[data-index="${to.row}"] [data-column="${to.column}"]`)?.focus());
  };
  return (
    <VirtualTable
      label="Heat map"
      className="sp-heat"
      total={namespaces.length}
      rowHeight={ROW_HEIGHT}
      columns={rules.length + 1}
      onKeyDown={onKeyDown}
      head={
        <Tr>
          <Th className="sp-heat__namespace">Namespace</Th>
          {rules.map((rule) => <Th key={rule} className="sp-heat__rule" title={sentences.get(rule) ?? rule}><span>{sentences.get(rule) ?? rule}</span></Th>)}
        </Tr>
      }
      row={(row) => {
        const line = namespaces[row];
        if (!line) return null;
        return (
          <Tr key={line.namespace} data-index={row} aria-rowindex={row + 2}>
            <Th scope="row" className="sp-heat__namespace" modifier="truncate" title={line.namespace}>{line.namespace}</Th>
            {rules.map((rule, column) => (
              <Td key={rule} className="sp-heat__cell">
                <button
                  type="button"
                  data-column={column}
                  className="sp-heat__button"
                  tabIndex={row === at.row && column === at.column ? 0 : -1}
                  style={customProperties({ "--sp-heat": `${heat(line.counts[column] ?? 0, most)}%` })}
                  aria-label={`${line.namespace}, ${sentences.get(rule) ?? rule}: ${count(line.counts[column] ?? 0, "workload")}`}
                  aria-disabled={(line.counts[column] ?? 0) === 0}
                  onFocus={() => setAt({ row, column })}
                  onClick={() => { if ((line.counts[column] ?? 0) > 0) open(line.namespace, rule); }}
                >
                  {line.counts[column] ? number(line.counts[column]) : "·"}
                </button>
              </Td>
            ))}
          </Tr>
        );
      }}
    />
  );
}

const STEPS: Record<string, { row: number; column: number } | undefined> = {
  ArrowDown: { row: 1, column: 0 }, ArrowUp: { row: -1, column: 0 }, ArrowRight: { row: 0, column: 1 }, ArrowLeft: { row: 0, column: -1 },
};

function within(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}

/** How strongly a field is coloured, in percent: by the logarithm, so that small numbers differ too. */
function heat(value: number, most: number): number {
  return value === 0 ? 0 : Math.round(12 + (48 * Math.log1p(value)) / Math.log1p(most));
}
