import type { WorkloadRow } from "../../../../shared/ipc/types.ts";
import { api } from "../../../api/api.ts";
import type { AppDispatch } from "../../../app/store.ts";
import type { View } from "./viewState.ts";

/** The most that the trusted side gives at once. */
const LARGEST_PAGE = 1_000;

/** All rows of a view, page after page; throws the AppError of a page that cannot be had. */
export function fetchAllRows(id: string, view: View) {
  return async (dispatch: AppDispatch): Promise<WorkloadRow[]> => {
    const rows: WorkloadRow[] = [];
    let total = Number.POSITIVE_INFINITY;
    while (rows.length < total) {
      const request = { id, filter: view.filter, sort: view.sort, descending: view.descending, offset: rows.length, limit: LARGEST_PAGE };
      const page = await dispatch(api.endpoints.scanRows.initiate(request, { subscribe: false })).unwrap();
      if (page.rows.length === 0) break;
      rows.push(...page.rows);
      total = page.total;
    }
    return rows;
  };
}
