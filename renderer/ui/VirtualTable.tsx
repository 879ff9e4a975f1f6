import { useEffect, useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { Table, Tbody, Thead } from "@patternfly/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";

/** Height of the head that stays in sight above the rows. Pixels. */
const HEAD_HEIGHT = 42;

interface RowsProps {
  total: number;
  /** Pixels; the row must keep to it. */
  rowHeight: number;
  /** The row at a place: a table row with `data-index` and `aria-rowindex` (its place + 2). */
  row: (index: number) => ReactNode;
  /** Columns of all rows, for the space that stands for those out of sight. */
  columns: number;
  /** `show` scrolls to a row. */
  onKeyDown?: (event: KeyboardEvent<HTMLElement>, show: (index: number) => void) => void;
  /** Tells the place of the first row in the page. */
  onScroll?: (first: number) => void;
}

interface Props extends RowsProps {
  /** What the table holds: *Groups*. */
  label: string;
  head: ReactNode;
  className?: string;
}

/** A table of which only the rows in sight exist in the page, so that 100,000 scroll like 100. */
export function VirtualTable({ label, head, className = "", ...rows }: Props) {
  return (
    <div className="sp-rows" tabIndex={0} role="region" aria-label={label}>
      <Table variant="compact" gridBreakPoint="" isStickyHeader aria-label={label} aria-rowcount={rows.total + 1} className={`sp-rows__table ${className}`}>
        <Thead>{head}</Thead>
        <Rows {...rows} />
      </Table>
    </div>
  );
}

/** Apart from the table: each step of scrolling draws the rows, and the head, which asks for the layout, stays as it is. */
function Rows({ total, rowHeight, row, columns, onKeyDown, onScroll }: RowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useVirtualizer<HTMLElement, Element>({
    count: total,
    getScrollElement: () => body.current?.closest<HTMLElement>(".sp-rows") ?? null,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => onScroll?.(first), [first, onScroll]);
  const show = (index: number) => virtual.scrollToIndex(index);
  return (
    <Tbody ref={body} {...(onKeyDown ? { onKeyDown: (event: KeyboardEvent<HTMLElement>) => onKeyDown(event, show) } : {})}>
      <Space height={first * rowHeight} columns={columns} />
      {items.map(({ index }) => row(index))}
      <Space height={Math.max(0, total - last - 1) * rowHeight} columns={columns} />
    </Tbody>
  );
}

/** Stands for the rows that are not in the page. */
function Space({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return <tr aria-hidden="true" className="sp-rows__spacer"><td aria-hidden="true" colSpan={columns} style={{ blockSize: height }} /></tr>;
}
