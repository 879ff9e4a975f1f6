import { useMemo, useState } from "react";
import type { RowFilter } from "../logic/rows.ts";

/** What one definition's pane shows: filter and open groups. */
export interface PaneView {
  filter: RowFilter;
  setFilter: (filter: RowFilter) => void;
  /** Groups that the user opened or closed; others are as the pane decides. */
  expanded: Record<string, boolean>;
  setExpanded: (group: string, expanded: boolean) => void;
  /** Opens everything, so that any field can be jumped to. */
  showAll: () => void;
}

const NO_FILTER: RowFilter = { text: "", onlySelected: false };
/** Everything that can be folded. */
const GROUPS = ["pod", "container", "image", "scan", "access", "signature", "other", "exceptions"];

export function usePaneView(): PaneView {
  const [filter, setFilter] = useState(NO_FILTER);
  const [expanded, setAll] = useState<Record<string, boolean>>({});
  return useMemo(
    () => ({
      filter,
      setFilter,
      expanded,
      setExpanded: (group, open) => setAll((before) => ({ ...before, [group]: open })),
      showAll: () => {
        setFilter(NO_FILTER);
        setAll(Object.fromEntries(GROUPS.map((group) => [group, true])));
      },
    }),
    [filter, expanded],
  );
}
