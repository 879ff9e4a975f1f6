import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { CHANGES } from "../../../shared/audit/results.ts";
import type { Change, GroupBy } from "../../../shared/audit/results.ts";
import type { CompareSubject, PolicySide } from "../../../shared/ipc/resultQueries.ts";
import type { Phase } from "../../../shared/model/policy.ts";
import { parseSide, sideText } from "../../app/paths.ts";

/** What the page compares and shows; all of it is in the address. */
export interface CompareView {
  kind: "policies" | "scans";
  /** Ids of scans. */
  scanA: string;
  scanB: string;
  /** Cluster data, and the two policies on it. */
  data: string;
  a: PolicySide | undefined;
  b: PolicySide | undefined;
  phase: Phase;
  changes: Change[];
  by: GroupBy;
  /** Namespaces that are shown; empty means all. */
  namespaces: string[];
  text: string;
}

const GROUPS = ["namespace", "kind", "image", "registry", "rule"] as const;

export function parseCompare(params: URLSearchParams): CompareView {
  const kind = params.get("scans") === "1" ? "scans" : "policies";
  const [a, b] = [params.get("a") ?? "", params.get("b") ?? ""];
  return {
    kind,
    scanA: kind === "scans" ? a : "",
    scanB: kind === "scans" ? b : "",
    data: params.get("data") ?? "",
    a: kind === "policies" ? parseSide(a) : undefined,
    b: kind === "policies" ? parseSide(b) : undefined,
    phase: params.get("phase") === "continuous" ? "continuous" : "deployment",
    changes: CHANGES.filter((change) => params.getAll("change").includes(change)),
    by: parseGroup(params.get("by") ?? ""),
    namespaces: params.getAll("namespace"),
    text: params.get("text") ?? "",
  };
}

export function compareParams(view: CompareView): URLSearchParams {
  const params = new URLSearchParams();
  const set = (key: string, value: string | undefined) => { if (value) params.set(key, value); };
  if (view.kind === "scans") {
    params.set("scans", "1");
    set("a", view.scanA);
    set("b", view.scanB);
  } else {
    set("data", view.data);
    set("a", view.a && sideText(view.a));
    set("b", view.b && sideText(view.b));
    if (view.phase === "continuous") params.set("phase", "continuous");
  }
  for (const change of view.changes) params.append("change", change);
  if (groupText(view.by) !== "namespace") params.set("by", groupText(view.by));
  for (const namespace of view.namespaces) params.append("namespace", namespace);
  set("text", view.text);
  return params;
}

/** `namespace`, `label:team`. */
export function groupText(by: GroupBy): string {
  return by.what === "label" ? `label:${by.key}` : by.what;
}

export function parseGroup(text: string): GroupBy {
  if (text.startsWith("label:")) return { what: "label", key: text.slice("label:".length) };
  return { what: GROUPS.find((group) => group === text) ?? "namespace" };
}

/** What is asked; undefined until both sides are chosen. */
export function subjectOf({ kind, scanA, scanB, data, a, b, phase }: CompareView): CompareSubject | undefined {
  if (kind === "scans") return scanA && scanB ? { type: "scans", a: scanA, b: scanB } : undefined;
  return data && a && b ? { type: "policies", snapshotId: data, a, b, options: { phase } } : undefined;
}

export type ChangeCompare = (change: Partial<CompareView>) => void;

/** The view in the present address, and the way to change it. */
export function useCompareView(): [CompareView, ChangeCompare] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => parseCompare(params), [params]);
  const change = useCallback<ChangeCompare>((part) => setParams((before) => compareParams({ ...parseCompare(before), ...part })), [setParams]);
  return [view, change];
}
