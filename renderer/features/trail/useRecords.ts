import { useMemo } from "react";
import type { TrailPage } from "../../../shared/ipc/signing.ts";
import { useTrailQuery } from "../../api/trail.ts";
import type { QueryError } from "../../ui/ErrorNotice.tsx";
import type { View } from "./view.ts";

/** Records fetched at once: more than fit on a screen, so that a screen touches two pages at most. */
const PAGE = 200;

export type ShownRecord = TrailPage["records"][number];

export interface Records {
  /** The record at a place of the filtered list, newest first; undefined while it is on its way. */
  at: (index: number) => ShownRecord | undefined;
  /** Undefined before the first answer. */
  total: number | undefined;
  error: QueryError | undefined;
}

/** @param first place of the first visible record */
export function useRecords({ action, text }: View, first: number): Records {
  const page = Math.floor(first / PAGE);
  const request = { limit: PAGE, ...(action === "" ? {} : { action }), ...(text === "" ? {} : { text }) };
  const here = useTrailQuery({ ...request, offset: page * PAGE });
  const total = (here.currentData ?? here.data)?.total;
  const next = useTrailQuery({ ...request, offset: (page + 1) * PAGE }, { skip: (total ?? 0) <= (page + 1) * PAGE });
  return useMemo(() => {
    const pages = [here.currentData?.records ?? [], next.currentData?.records ?? []];
    return { at: (index) => pages[Math.floor(index / PAGE) - page]?.[index % PAGE], total, error: here.error ?? next.error };
  }, [here.currentData, here.error, next.currentData, next.error, page, total]);
}
