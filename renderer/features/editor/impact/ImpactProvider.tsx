import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { useSnapshotNamespacesQuery } from "../../../api/api.ts";
import { ImpactActionsContext, ImpactContext, useEditor, usePolicyState } from "../EditorContext.ts";
import type { ImpactActions, ImpactNow } from "../EditorContext.ts";
import { useImpact } from "../hooks/useImpact.ts";
import { useImpactRequest } from "../hooks/useImpactRequest.ts";
import { FindingsProvider } from "./FindingsProvider.tsx";
import { ImpactPanel } from "./ImpactPanel.tsx";

const NONE: string[] = [];

/** Judges the draft while it is edited: the children show their share of the result, the panel beside them all of it. */
export function ImpactProvider({ children }: { children: ReactNode }) {
  const { name } = useEditor();
  const { policy, baseVersion } = usePolicyState();
  const [ruleFilter, filterByRule] = useState<string>();
  const [excusedBy, listExcused] = useState<string>();
  const [showAll, setShowAll] = useState(false);
  const { snapshots, snapshot, request } = useImpactRequest({ name, policy, baseVersion }, { rule: ruleFilter, exception: excusedBy, all: showAll });
  const { impact, judged, stale, error, retry } = useImpact(request);
  const { currentData: namespaces = NONE } = useSnapshotNamespacesQuery({ id: snapshot?.id ?? "" }, { skip: snapshot === undefined });
  const value = useMemo<ImpactNow>(() => {
    return { impact, judged, stale, error, retry, ruleFilter, excusedBy, showAll, setShowAll, namespaces };
  }, [impact, judged, stale, error, retry, ruleFilter, excusedBy, showAll, namespaces]);
  const actions = useMemo<ImpactActions>(() => ({ filterByRule, listExcused }), []);
  return (
    <ImpactActionsContext value={actions}>
      <ImpactContext value={value}>
        <div className="ed-columns">
          <div className={stale ? "ed-main ed-main--stale" : "ed-main"}><FindingsProvider>{children}</FindingsProvider></div>
          <ImpactPanel snapshots={snapshots} snapshot={snapshot} />
        </div>
      </ImpactContext>
    </ImpactActionsContext>
  );
}
