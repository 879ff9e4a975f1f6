import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { SORT_KEYS } from "../../../../shared/ipc/types.ts";
import type { RowFilter, SortKey } from "../../../../shared/ipc/types.ts";
import { VERDICTS } from "../../../../shared/model/finding.ts";
import type { Verdict } from "../../../../shared/model/finding.ts";

/** What the results page shows; all of it lives in the address, so that back works and a view can be bookmarked. */
export interface View {
  filter: RowFilter;
  sort: SortKey;
  descending: boolean;
  /** The workload whose drawer is open. */
  row?: number;
}

/** Reads a view from an address. What it does not understand it leaves out. */
export function parseView(params: URLSearchParams): View {
  const filter: RowFilter = {};
  const verdicts = params.getAll("verdict").filter((text): text is Verdict => VERDICTS.some((verdict) => verdict === text));
  if (verdicts.length > 0) filter.verdicts = verdicts;
  const namespaces = params.getAll("namespace");
  if (namespaces.length > 0) filter.namespaces = namespaces;
  const kinds = params.getAll("kind");
  if (kinds.length > 0) filter.kinds = kinds;
  const rules = params.getAll("rule");
  if (rules.length > 0) filter.rules = rules;
  const text = params.get("text");
  if (text) filter.text = text;
  if (params.get("restart") === "1") filter.wouldNotComeBack = true;

  const sort = SORT_KEYS.find((key) => key === params.get("sort")) ?? "verdict";
  const row = Number(params.get("row") ?? Number.NaN);
  return {
    filter,
    sort,
    descending: params.get("descending") === "1",
    ...(Number.isSafeInteger(row) && row >= 0 ? { row } : {}),
  };
}

/** Writes a view into an address; what is as usual is left out. */
export function viewParams(view: View): URLSearchParams {
  const params = new URLSearchParams();
  const { filter } = view;
  for (const verdict of filter.verdicts ?? []) params.append("verdict", verdict);
  for (const namespace of filter.namespaces ?? []) params.append("namespace", namespace);
  for (const kind of filter.kinds ?? []) params.append("kind", kind);
  for (const rule of filter.rules ?? []) params.append("rule", rule);
  if (filter.text) params.set("text", filter.text);
  if (filter.wouldNotComeBack) params.set("restart", "1");
  if (view.sort !== "verdict") params.set("sort", view.sort);
  if (view.descending) params.set("descending", "1");
  if (view.row !== undefined) params.set("row", String(view.row));
  return params;
}

/** The address of a scan's results, with a view of them. */
export function resultsPath(scanId: string, view: Partial<View> = {}): string {
  const params = viewParams({ filter: {}, sort: "verdict", descending: false, ...view }).toString();
  return `/scans/${encodeURIComponent(scanId)}${params && `?${params}`}`;
}

/** True when some filter narrows the rows. */
export function isFiltered(filter: RowFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== false);
}

/** Changes the view; `replace` for steps that *back* should not stop at, such as each letter typed. */
export type ChangeView = (change: Partial<View>, how?: { replace?: boolean }) => void;

/** The view in the present address, and the way to change it. */
export function useView(): [View, ChangeView] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => parseView(params), [params]);
  const change = useCallback<ChangeView>(
    (part, how = {}) => setParams((before) => viewParams({ ...parseView(before), ...part }), { replace: how.replace ?? false }),
    [setParams],
  );
  return [view, change];
}
