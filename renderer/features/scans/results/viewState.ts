import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { CONTINUOUS_EFFECTS, RESTART_REASONS } from "../../../../shared/audit/results.ts";
import type { ExportQuery } from "../../../../shared/ipc/resultQueries.ts";
import { SORT_KEYS } from "../../../../shared/ipc/types.ts";
import type { GroupBy, RowFilter, SortKey } from "../../../../shared/ipc/types.ts";
import { VERDICTS } from "../../../../shared/model/finding.ts";

/** What the results page shows; all of it lives in the address, so that back works and a view can be bookmarked. */
export interface View {
  filter: RowFilter;
  sort: SortKey;
  descending: boolean;
  /** Workloads, what they have in common, or namespaces × rules. */
  show: ExportQuery["show"];
  /** The workload whose drawer is open. */
  row?: number;
}

/** Lists of texts in an address, with the filter's field. */
const TEXT_LISTS = [["namespace", "namespaces"], ["kind", "kinds"], ["rule", "rules"], ["image", "images"], ["registry", "registries"]] as const;

/** Reads a view from an address. What it does not understand it leaves out. */
export function parseView(params: URLSearchParams): View {
  const filter: RowFilter = {};
  const verdicts = known(VERDICTS, params.getAll("verdict"));
  if (verdicts.length > 0) filter.verdicts = verdicts;
  for (const [param, field] of TEXT_LISTS) {
    const texts = params.getAll(param);
    if (texts.length > 0) filter[field] = texts;
  }
  const text = params.get("text");
  if (text) filter.text = text;
  const label = params.get("label");
  const values = params.getAll("labelValue");
  if (label && values.length > 0) filter.label = { key: label, values };
  if (params.get("restart") === "1") filter.wouldNotComeBack = true;
  const restart = known(RESTART_REASONS, params.getAll("reason"));
  if (restart.length > 0) filter.restart = restart;
  const continuous = known(CONTINUOUS_EFFECTS, params.getAll("continuous"));
  if (continuous.length > 0) filter.continuous = continuous;

  const sort = SORT_KEYS.find((key) => key === params.get("sort")) ?? "verdict";
  const row = Number(params.get("row") ?? Number.NaN);
  return {
    filter,
    sort,
    descending: params.get("descending") === "1",
    show: parseShow(params.get("show") ?? ""),
    ...(Number.isSafeInteger(row) && row >= 0 ? { row } : {}),
  };
}

function known<T extends string>(words: readonly T[], texts: string[]): T[] {
  return texts.filter((text): text is T => words.some((word) => word === text));
}

const GROUPS = ["namespace", "kind", "image", "registry", "rule"] as const;

/** `namespace`, `label:team`, `heatMap`; anything else means workloads. */
export function parseShow(text: string): View["show"] {
  if (text === "heatMap") return { what: "heatMap" };
  if (text.startsWith("label:")) return { what: "groups", by: { what: "label", key: text.slice("label:".length) } };
  const what = GROUPS.find((group) => group === text);
  return what ? { what: "groups", by: { what } } : { what: "rows" };
}

export function showText(show: View["show"]): string {
  if (show.what === "groups") return show.by.what === "label" ? `label:${show.by.key}` : show.by.what;
  return show.what === "heatMap" ? "heatMap" : "";
}

/** The filter that leaves one group of those that a view shows. */
export function groupFilter(filter: RowFilter, by: GroupBy, key: string): RowFilter {
  switch (by.what) {
    case "namespace":
      return { ...filter, namespaces: [key] };
    case "kind":
      return { ...filter, kinds: [key] };
    case "image":
      return { ...filter, images: [key] };
    case "rule":
      return { ...filter, rules: [key] };
    case "label":
      return { ...filter, label: { key: by.key, values: [key] } };
    case "registry":
      return { ...filter, registries: [key] };
  }
}

/** Writes a view into an address; what is as usual is left out. */
export function viewParams(view: View): URLSearchParams {
  const params = new URLSearchParams();
  const { filter } = view;
  const lists: [string, readonly string[] | undefined][] = [
    ["verdict", filter.verdicts],
    ...TEXT_LISTS.map(([param, field]): [string, string[] | undefined] => [param, filter[field]]),
    ["labelValue", filter.label?.values],
    ["reason", filter.restart],
    ["continuous", filter.continuous],
  ];
  for (const [param, texts = []] of lists) for (const text of texts) params.append(param, text);
  if (filter.label) params.set("label", filter.label.key);
  if (filter.text) params.set("text", filter.text);
  if (filter.wouldNotComeBack) params.set("restart", "1");
  if (view.sort !== "verdict") params.set("sort", view.sort);
  if (view.descending) params.set("descending", "1");
  if (view.show.what !== "rows") params.set("show", showText(view.show));
  if (view.row !== undefined) params.set("row", String(view.row));
  return params;
}

/** The address of a scan's results, with a view of them. */
export function resultsPath(scanId: string, view: Partial<View> = {}): string {
  const params = viewParams({ ...parseView(new URLSearchParams()), ...view }).toString();
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
