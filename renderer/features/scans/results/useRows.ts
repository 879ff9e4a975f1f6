import { useMemo } from "react";
import type { RowPage, ScanSummary, WorkloadRow } from "../../../../shared/ipc/types.ts";
import { useScanRowsQuery } from "../../../api/api.ts";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import type { View } from "./viewState.ts";

/** Rows fetched at once: more than fit on a screen, so that a screen touches two pages at most. */
export const PAGE_ROWS = 200;
/** While a scan runs its results are fetched again this often, in milliseconds. */
const RUNNING_INTERVAL = 1500;

export interface Rows {
  /** The row at a place of the filtered, sorted list; undefined while it is on its way. */
  at: (index: number) => WorkloadRow | undefined;
  /** Totals, counts and choices; those of the last answer while a new one is awaited. */
  page: RowPage | undefined;
  error: QueryError | undefined;
  isLoading: boolean;
}

/**
 * The part of a result that is in sight. Pages left behind stay in the query cache for a minute.
 * @param firstVisible place of the first visible row
 */
export function useRows(scan: ScanSummary, view: View, firstVisible: number): Rows {
  const page = Math.floor(firstVisible / PAGE_ROWS);
  const request = { id: scan.id, filter: view.filter, sort: view.sort, descending: view.descending, limit: PAGE_ROWS };
  const options = { pollingInterval: scan.state === "running" ? RUNNING_INTERVAL : 0, skipPollingIfUnfocused: true };
  const here = useScanRowsQuery({ ...request, offset: page * PAGE_ROWS }, options);
  const total = here.currentData?.total ?? 0;
  const next = useScanRowsQuery({ ...request, offset: (page + 1) * PAGE_ROWS }, { ...options, skip: total <= (page + 1) * PAGE_ROWS });

  return useMemo(() => {
    const rows = [here.currentData?.rows ?? [], next.currentData?.rows ?? []];
    return {
      at: (index) => rows[Math.floor(index / PAGE_ROWS) - page]?.[index % PAGE_ROWS],
      page: here.currentData ?? here.data,
      error: here.error ?? next.error,
      isLoading: here.isLoading,
    };
  }, [here, next.currentData, next.error, page]);
}
