import { useCallback, useMemo, useState } from "react";
import type { Request } from "../../../../shared/ipc/contract.ts";
import type { RowPage, WorkloadRow } from "../../../../shared/ipc/types.ts";
import { useScanRowsQuery } from "../../../api/api.ts";
import type { QueryError } from "../../../ui/ErrorNotice.tsx";
import type { View } from "./viewState.ts";

/** Rows fetched at once: more than fit on a screen, so that a screen touches two pages at most. */
const PAGE_ROWS = 200;

export interface Rows {
  /** The row at a place of the filtered, sorted list; undefined while it is on its way. */
  at: (index: number) => WorkloadRow | undefined;
  /** Totals, counts and choices; those of the last answer while a new one is awaited. */
  page: RowPage | undefined;
  error: QueryError | undefined;
  isLoading: boolean;
  /** Brings what is in sight, told by the place of its first row. */
  follow: (firstVisible: number) => void;
}

/** What is asked for some rows of a scan. */
export function rowsRequest(id: string, { filter, sort, descending }: View, page = 0): Request<"scans.rows"> {
  return { id, filter, sort, descending, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
}

/** The part of a result that is in sight. Pages left behind stay in the query cache for a minute. */
export function useRows(id: string, view: View): Rows {
  const [page, setPage] = useState(0);
  const follow = useCallback((firstVisible: number) => setPage(Math.floor(firstVisible / PAGE_ROWS)), []);
  const here = useScanRowsQuery(rowsRequest(id, view, page), ANSWER_ONLY);
  const total = here.currentData?.total ?? 0;
  const next = useScanRowsQuery(rowsRequest(id, view, page + 1), { ...ANSWER_ONLY, skip: total <= (page + 1) * PAGE_ROWS });

  return useMemo(() => {
    const rows = [here.currentData?.rows ?? [], next.currentData?.rows ?? []];
    return {
      at: (index) => rows[Math.floor(index / PAGE_ROWS) - page]?.[index % PAGE_ROWS],
      page: here.currentData ?? here.data,
      error: here.error ?? next.error,
      isLoading: here.isLoading,
      follow,
    };
  }, [here, next, page, follow]);
}

/** Nothing is drawn anew because an answer is asked for once more, as it is again and again while a scan runs. */
const ANSWER_ONLY = {
  selectFromResult: ({ currentData, data, error, isLoading }: Answer) => ({ currentData, data, error, isLoading }),
};

interface Answer {
  currentData?: RowPage | undefined;
  data?: RowPage | undefined;
  error?: QueryError | undefined;
  isLoading: boolean;
}
