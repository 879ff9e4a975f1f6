import { useCallback } from "react";
import type { KeyboardEvent } from "react";
import { Th, Tr } from "@patternfly/react-table";
import type { ThProps } from "@patternfly/react-table";
import type { SortKey, WorkloadRow } from "../../../../shared/ipc/types.ts";
import { VirtualTable } from "../../../ui/VirtualTable.tsx";
import { Row } from "./Row.tsx";
import type { ChangeView, View } from "./viewState.ts";

/** Height of a row in pixels; the style sheet holds rows to it. */
const ROW_HEIGHT = 36;
/** A narrow window has fewer columns than the table: wider space would bring back the empty ones. */
const SPACE_COLUMNS = 1;

interface Column {
  title: string;
  sort?: SortKey;
  className: string;
}

const COLUMNS: Column[] = [
  { title: "Verdict", sort: "verdict", className: "sp-col-verdict" },
  { title: "Namespace", sort: "namespace", className: "sp-col-namespace" },
  { title: "Workload", sort: "name", className: "sp-col-name" },
  { title: "Kind", sort: "kind", className: "sp-col-kind" },
  { title: "Pods", sort: "pods", className: "sp-col-pods" },
  { title: "Why (strictest first)", className: "sp-col-why" },
  { title: "Age", sort: "created", className: "sp-col-age" },
];

interface Props {
  total: number;
  at: (index: number) => WorkloadRow | undefined;
  view: View;
  onChange: ChangeView;
  /** Tells the place of the first visible row. */
  onScroll: (firstVisible: number) => void;
  /** Ids of the chosen rows. */
  chosen: ReadonlySet<number>;
  canChoose: boolean;
  onChoose: (row: number, isChosen: boolean) => void;
}

/** All workloads in one table. The arrow keys go from row to row. */
export function WorkloadTable({ total, at, view, onChange, onScroll, chosen, canChoose, onChoose }: Props) {
  const open = useCallback((row: number) => onChange({ row }), [onChange]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, show: (index: number) => void) => {
    const here = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
    const to = here && destination(event.key, Number(here.dataset["index"]), total);
    if (to === undefined || to === null) return;
    event.preventDefault();
    const body = event.currentTarget;
    const find = () => body.querySelector<HTMLElement>(`[data-index="${to}"] button`);
    const present = find();
    present?.focus({ preventScroll: true });
    show(to);
    // A row far away comes into the page only with the scrolling.
    if (!present) requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
  };
  return (
    <VirtualTable
      label="Workloads"
      total={total}
      rowHeight={ROW_HEIGHT}
      columns={SPACE_COLUMNS}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
      head={
        <Tr aria-rowindex={1}>
          <Th className="sp-col-choose" screenReaderText="Chosen" />
          {COLUMNS.map((column, index) => (
            <Th key={column.title} className={column.className} sort={sorting(column, index, view, onChange)}>{column.title}</Th>
          ))}
        </Tr>
      }
      row={(index) => {
        const row = at(index);
        const isOpen = row !== undefined && row.id === view.row;
        const isChosen = row !== undefined && chosen.has(row.id);
        return <Row key={index} index={index} row={row} isOpen={isOpen} isChosen={isChosen} canChoose={canChoose} onOpen={open} onChoose={onChoose} />;
      }}
    />
  );
}

function sorting(column: Column, index: number, view: View, onChange: ChangeView): ThProps["sort"] {
  const key = column.sort;
  if (!key) return undefined;
  return {
    columnIndex: index + 1,
    sortBy: { index: COLUMNS.findIndex((other) => other.sort === view.sort) + 1, direction: view.descending ? "desc" : "asc" },
    onSort: (_event, _index, direction) => onChange({ sort: key, descending: direction === "desc" }),
  };
}

function destination(key: string, index: number, total: number): number | undefined {
  if (key === "ArrowDown") return Math.min(index + 1, total - 1);
  if (key === "ArrowUp") return Math.max(index - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return total - 1;
  return undefined;
}
