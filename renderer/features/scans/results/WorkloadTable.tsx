import { memo, useCallback, useEffect, useRef } from "react";
import type { KeyboardEvent } from "react";
import { Table, Tbody, Th, Thead, Tr } from "@patternfly/react-table";
import type { ThProps } from "@patternfly/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { SortKey, WorkloadRow } from "../../../../shared/ipc/types.ts";
import { Row } from "./Row.tsx";
import type { ChangeView, View } from "./viewState.ts";

/** Height of a row in pixels; the style sheet holds rows to it. */
const ROW_HEIGHT = 36;
/** Height of the head that stays in sight above the rows. */
const HEAD_HEIGHT = 42;

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

type Order = Pick<View, "sort" | "descending">;

interface Props {
  total: number;
  at: (index: number) => WorkloadRow | undefined;
  view: View;
  onChange: ChangeView;
  /** Tells the place of the first visible row. */
  onScroll: (firstVisible: number) => void;
  /** Ids of the chosen rows. */
  chosen: ReadonlySet<number>;
  onChoose: (row: number, isChosen: boolean) => void;
}

/** All workloads in one table: only the rows in sight exist in the page, so that 100,000 scroll like 100. */
export function WorkloadTable({ total, at, view, onChange, onScroll, chosen, onChoose }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => onScroll(first), [first, onScroll]);
  const open = useCallback((row: number) => onChange({ row }), [onChange]);

  const focusRow = (index: number) => {
    const find = () => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`);
    const present = find();
    present?.focus({ preventScroll: true });
    virtual.scrollToIndex(index);
    // A row far away comes into the page only with the scrolling.
    if (!present) requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const here = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
    if (!here) return;
    const to = destination(event.key, Number(here.dataset["index"]), total);
    if (to === undefined) return;
    event.preventDefault();
    focusRow(to);
  };

  return (
    <div className="sp-rows" ref={scroller} tabIndex={0} role="region" aria-label="Workloads">
      <Table variant="compact" gridBreakPoint="" isStickyHeader aria-label="Workloads" aria-rowcount={total + 1} className="sp-rows__table">
        <Head sort={view.sort} descending={view.descending} onChange={onChange} />
        <Tbody onKeyDown={onKeyDown}>
          <Spacer height={first * ROW_HEIGHT} />
          {items.map(({ index }) => {
            const row = at(index);
            const isOpen = row !== undefined && row.id === view.row;
            return <Row key={index} index={index} row={row} isOpen={isOpen} isChosen={row !== undefined && chosen.has(row.id)} onOpen={open} onChoose={onChoose} />;
          })}
          <Spacer height={Math.max(0, total - last - 1) * ROW_HEIGHT} />
        </Tbody>
      </Table>
    </div>
  );
}

/** The columns' names; those that can be sorted by are buttons. Drawn anew only when the order changes. */
const Head = memo(function Head({ onChange, ...order }: Order & { onChange: ChangeView }) {
  return (
    <Thead>
      <Tr aria-rowindex={1}>
        <Th className="sp-col-choose" screenReaderText="Chosen" />
        {COLUMNS.map((column, index) => (
          <Th key={column.title} className={column.className} sort={sorting(column, index, order, onChange)}>{column.title}</Th>
        ))}
      </Tr>
    </Thead>
  );
});

/** Stands for the rows that are not in the page. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden="true" className="sp-rows__spacer"><td aria-hidden="true" style={{ blockSize: height }} /></tr> : null;
}

function sorting(column: Column, index: number, order: Order, onChange: ChangeView): ThProps["sort"] {
  const key = column.sort;
  if (!key) return undefined;
  return {
    columnIndex: index + 1,
    sortBy: { index: COLUMNS.findIndex((other) => other.sort === order.sort) + 1, direction: order.descending ? "desc" : "asc" },
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
