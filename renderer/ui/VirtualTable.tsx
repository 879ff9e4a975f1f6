import { useEffect, useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { Table, Tbody, Thead } from "@patternfly/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";

interface Props {
  /** What the table holds: *Groups*. */
  label: string;
  total: number;
  /** Pixels; the row must keep to it. */
  rowHeight: number;
  head: ReactNode;
  /** The row at a place: a `Tr` with `data-index` and `aria-rowindex` (its place + 2). */
  row: (index: number) => ReactNode;
  /** Columns of all rows, for the space that stands for those out of sight. */
  columns: number;
  className?: string;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  /** Tells the place of the first row in the page. */
  onScroll?: (first: number) => void;
}

/** A table of which only the rows in sight exist in the page. */
export function VirtualTable({ label, total, rowHeight, head, row, columns, className = "", onKeyDown, onScroll }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 10 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => onScroll?.(first), [first, onScroll]);
  return (
    <div className="sp-rows" ref={scroller} tabIndex={0} role="region" aria-label={label}>
      <Table variant="compact" gridBreakPoint="" isStickyHeader aria-label={label} aria-rowcount={total + 1} className={`sp-rows__table ${className}`}>
        <Thead>{head}</Thead>
        <Tbody {...(onKeyDown ? { onKeyDown } : {})}>
          <Space height={first * rowHeight} columns={columns} />
          {items.map(({ index }) => row(index))}
          <Space height={Math.max(0, total - last - 1) * rowHeight} columns={columns} />
        </Tbody>
      </Table>
    </div>
  );
}

/** Stands for the rows that are not in the page. */
function Space({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return <tr aria-hidden="true" className="sp-rows__spacer"><td aria-hidden="true" colSpan={columns} style={{ blockSize: height }} /></tr>;
}
