import { memo, useState } from "react";
import { Button, FormSelect, FormSelectOption, Label } from "@patternfly/react-core";
import { Td, Th, Tr } from "@patternfly/react-table";
import type { ComparedRow } from "../../../shared/audit/results.ts";
import type { CompareAnswer, CompareSubject } from "../../../shared/ipc/resultQueries.ts";
import { useExportComparisonMutation } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { TextFilter } from "../../ui/TextFilter.tsx";
import { VerdictLabel } from "../../ui/VerdictLabel.tsx";
import { VirtualTable } from "../../ui/VirtualTable.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { count, number } from "../../ui/format.ts";
import { CoverageDialog, ExportMenu, gapCount } from "../scans/index.ts";
import { ChangeChart } from "./ChangeChart.tsx";
import { CHANGES_OF, CHANGE_LOOKS } from "./changes.ts";
import { useComparedRows } from "./useComparedRows.ts";
import { groupText, parseGroup } from "./view.ts";
import type { ChangeCompare, CompareView } from "./view.ts";

const ROW_HEIGHT = 36;
interface Props {
  view: CompareView;
  subject: CompareSubject;
  onChange: ChangeCompare;
}

/** What changed: counts that are filters, a chart of where, and every workload with the rules that made the change. */
export function Answer({ view, subject, onChange }: Props) {
  const { changes, by, namespaces, text } = view;
  const filter = { ...(namespaces.length > 0 ? { namespaces } : {}), ...(text ? { text } : {}) };
  const asked = { subject, changes, filter, by };
  const { data, error, at, follow } = useComparedRows(asked);
  const [write] = useExportComparisonMutation();
  if (error) return <ErrorNotice error={error} title="The comparison could not be made" />;
  if (!data) return <Waiting for="both sides to be judged" />;
  const toggle = (change: (typeof changes)[number]) => onChange({ changes: changes.includes(change) ? changes.filter((other) => other !== change) : [...changes, change] });
  return (
    <>
      <div className="cmp-bar">
        <div className="cmp-counts" role="group" aria-label="Changes">
          {CHANGES_OF[view.kind].map((change) => (
            <Button key={change} variant={changes.includes(change) ? "secondary" : "tertiary"} size="sm" aria-pressed={changes.includes(change)} isClicked={changes.includes(change)} title={CHANGE_LOOKS[change].meaning} onClick={() => toggle(change)}>
              <strong>{number(data.counts[change])}</strong> {CHANGE_LOOKS[change].word}
            </Button>
          ))}
        </div>
        <Coverage answer={data} />
        <ExportMenu what="the comparison" make={(format) => write({ ...asked, format })} />
      </div>
      <div className="cmp-bar">
        <TextFilter label="Text in namespace, name, kind or image" placeholder="Namespace, name, kind, image" value={text} onChange={(typed) => onChange({ text: typed })} />
        <GroupSelect view={view} labelKeys={data.labelKeys} onChange={onChange} />
        {namespaces.length > 0 && <Label onClose={() => onChange({ namespaces: [] })} closeBtnAriaLabel="Show every namespace">{namespaces.join(", ")}</Label>}
        <span className="cmp-end" aria-live="polite">{number(data.total)} shown</span>
      </div>
      <ChangeChart groups={data.groups} kind={view.kind} by={by} onChoose={(key) => onChange({ namespaces: [key] })} />
      {data.total === 0 ? (
        <EmptyNote title="Nothing changes">{changes.length > 0 ? "Take a filter away to see more." : "Every workload has the same verdict on both sides."}</EmptyNote>
      ) : (
        <ChangeTable total={data.total} at={at} onScroll={follow} />
      )}
    </>
  );
}

function Coverage({ answer }: { answer: CompareAnswer }) {
  const [open, setOpen] = useState(false);
  const gaps = gapCount(answer.coverage);
  return (
    <>
      <Button variant="link" isInline onClick={() => setOpen(true)}>Coverage: {gaps === 0 ? "no gaps" : count(gaps, "gap")}</Button>
      {open && <CoverageDialog coverage={answer.coverage} onClose={() => setOpen(false)} />}
    </>
  );
}

const GROUPS = [
  { value: "namespace", label: "by namespace" }, { value: "image", label: "by image" }, { value: "registry", label: "by registry" },
  { value: "rule", label: "by rule" }, { value: "kind", label: "by kind" },
];

function GroupSelect({ view, labelKeys, onChange }: { view: CompareView; labelKeys: string[]; onChange: ChangeCompare }) {
  return (
    <FormSelect className="sp-select" aria-label="Chart" value={groupText(view.by)} onChange={(_, text) => onChange({ by: parseGroup(text) })}>
      {GROUPS.map((group) => <FormSelectOption key={group.value} {...group} />)}
      {labelKeys.map((key) => <FormSelectOption key={key} value={`label:${key}`} label={`by label ${key}`} />)}
    </FormSelect>
  );
}

function ChangeTable({ total, at, onScroll }: { total: number; at: (index: number) => ComparedRow | undefined; onScroll: (first: number) => void }) {
  return (
    <VirtualTable
      label="Changed workloads"
      className="cmp-table"
      total={total}
      rowHeight={ROW_HEIGHT}
      columns={7}
      onScroll={onScroll}
      head={<Tr><Th className="cmp-col-change">Change</Th><Th className="sp-col-namespace">Namespace</Th><Th className="sp-col-name">Workload</Th><Th className="sp-col-kind">Kind</Th><Th className="sp-col-verdict">First</Th><Th className="sp-col-verdict">Second</Th><Th className="sp-col-why">Why</Th></Tr>}
      row={(index) => <ChangeRow key={index} index={index} row={at(index)} />}
    />
  );
}

const ChangeRow = memo(function ChangeRow({ index, row }: { index: number; row: ComparedRow | undefined }) {
  if (!row) return <Tr data-index={index} aria-rowindex={index + 2}><Td className="sp-quiet">…</Td></Tr>;
  const why = row.why.join(" · ");
  return (
    <Tr data-index={index} aria-rowindex={index + 2}>
      <Td><Label isCompact color={CHANGE_LOOKS[row.change].color}>{CHANGE_LOOKS[row.change].word}</Label></Td>
      <Td modifier="truncate" title={row.namespace}>{row.namespace}</Td>
      <Td modifier="truncate" title={row.name}>{row.name}</Td>
      <Td modifier="truncate" className="sp-col-kind">{row.kind}</Td>
      <Td>{row.before ? <VerdictLabel verdict={row.before} /> : <span className="sp-quiet">not there</span>}</Td>
      <Td>{row.after ? <VerdictLabel verdict={row.after} /> : <span className="sp-quiet">not there</span>}</Td>
      <Td modifier="truncate" className="sp-col-why" title={why}>{why}</Td>
    </Tr>
  );
});
