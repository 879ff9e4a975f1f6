import { useCallback, useMemo, useState } from "react";
import type { RowFilter } from "../logic/rows.ts";

/** What one definition's pane shows: filter and open groups. */
export interface PaneView {
  filter: RowFilter;
  setFilter: (filter: RowFilter) => void;
  /** Groups that the user opened or closed; others are as the pane decides. */
  expanded: Record<string, boolean>;
  setExpanded: (group: string, expanded: boolean) => void;
  /** Rows drawn in each group; the rest is offered. */
  limit: number;
  showMore: () => void;
  /** Opens everything, so that any field can be jumped to. */
  showAll: () => void;
}

/** Rows drawn at first, and more at a time: each has half a dozen controls. */
const ROWS = 50;
const NO_FILTER: RowFilter = { text: "", onlySelected: false };
/** Everything that can be folded. */
const GROUPS = ["pod", "container", "image", "scan", "access", "signature", "other", "exceptions"];

/** Whether the row at this place of its list is drawn: those up to the limit, and what was changed, wherever it is. */
export function isShown(limit: number, at: number, length: number, isChanged: boolean): boolean {
  // The last one may just have been added to a policy that was never saved.
  return at < limit || isChanged || at === length - 1;
}

export function usePaneView(): PaneView {
  const [filter, setFilter] = useState(NO_FILTER);
  const [expanded, setAll] = useState<Record<string, boolean>>({});
  const [limit, setLimit] = useState(ROWS);
  const setExpanded = useCallback((group: string, open: boolean) => setAll((before) => ({ ...before, [group]: open })), []);
  const showMore = useCallback(() => setLimit((before) => before + ROWS), []);
  const showAll = useCallback(() => {
    setLimit(Number.POSITIVE_INFINITY);
    setFilter(NO_FILTER);
    setAll(Object.fromEntries(GROUPS.map((group) => [group, true])));
  }, []);
  return useMemo(
    () => ({ filter, setFilter, expanded, setExpanded, limit, showMore, showAll }),
    [filter, expanded, setExpanded, limit, showMore, showAll],
  );
}
