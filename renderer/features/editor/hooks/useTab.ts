import { useCallback } from "react";
import { useSearchParams } from "react-router";
import type { Policy } from "../../../../shared/model/policy.ts";
import type { TabKey } from "../definitions/tabKey.ts";

/** The open tab, kept in the address so that *back* and bookmarks work. A definition that is gone leads to Cluster-wide. */
export function useTab(policy: Policy): [TabKey, (tab: TabKey) => void] {
  const [params, setParams] = useSearchParams();
  const text = params.get("tab");
  const place = text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
  const tab: TabKey =
    text === "runtime" ? "runtime" : place !== undefined && place < policy.namespaced.length ? place : "cluster";
  const setTab = useCallback(
    (next: TabKey) => setParams(next === "cluster" ? {} : { tab: String(next) }, { replace: true }),
    [setParams],
  );
  return [tab, setTab];
}
