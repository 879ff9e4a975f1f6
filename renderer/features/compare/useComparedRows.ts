import { useCallback, useMemo, useState } from "react";
import type { ComparedRow } from "../../../shared/audit/results.ts";
import type { CompareAnswer, CompareQuery } from "../../../shared/ipc/resultQueries.ts";
import { useCompareQuery } from "../../api/api.ts";
import type { QueryError } from "../../ui/ErrorNotice.tsx";

/** Rows fetched at once: more than fit on a screen, so that a screen touches two pages at most. */
const PAGE_ROWS = 200;

export interface ComparedRows {
  /** Counts and groups; those of the last answer while a new one is awaited. */
  data: CompareAnswer | undefined;
  error: QueryError | undefined;
  /** The row at a place; undefined while it is on its way. */
  at: (index: number) => ComparedRow | undefined;
  /** Brings what is in sight, told by the place of its first row. */
  follow: (firstVisible: number) => void;
}

/** The part of a comparison that is in sight. */
export function useComparedRows(asked: Omit<CompareQuery, "offset" | "limit">): ComparedRows {
  const [page, setPage] = useState(0);
  const follow = useCallback((firstVisible: number) => setPage(Math.floor(firstVisible / PAGE_ROWS)), []);
  const here = useCompareQuery({ ...asked, offset: page * PAGE_ROWS, limit: PAGE_ROWS });
  const total = here.currentData?.total ?? 0;
  const next = useCompareQuery({ ...asked, offset: (page + 1) * PAGE_ROWS, limit: PAGE_ROWS }, { skip: total <= (page + 1) * PAGE_ROWS });
  return useMemo(() => {
    const rows = [here.currentData?.rows ?? [], next.currentData?.rows ?? []];
    return {
      data: here.currentData ?? here.data,
      error: here.error ?? next.error,
      at: (index) => rows[Math.floor(index / PAGE_ROWS) - page]?.[index % PAGE_ROWS],
      follow,
    };
  }, [here.currentData, here.data, here.error, next.currentData, next.error, page, follow]);
}
