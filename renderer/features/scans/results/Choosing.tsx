import { useState } from "react";
import { Button } from "@patternfly/react-core";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import { usePoliciesQuery } from "../../../api/api.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { count, number } from "../../../ui/format.ts";
import { ProposeDialog } from "../propose/ProposeDialog.tsx";
import { fetchAllRows } from "./fetchAllRows.ts";
import type { View } from "./viewState.ts";

/** So many rows can be chosen at once: an exception for more is a change of the policy. */
const MOST_CHOSEN = 10_000;

interface Props {
  scan: ScanSummary;
  view: View;
  /** Rows shown. */
  total: number;
  chosen: ReadonlySet<number>;
  onChange: (chosen: ReadonlySet<number>) => void;
}

/** What can be done with chosen rows: look for exceptions that let them pass. */
export function Choosing({ scan, view, total, chosen, onChange }: Props) {
  const dispatch = useAppDispatch();
  const { data: policies } = usePoliciesQuery();
  const [proposing, setProposing] = useState(false);
  const chooseAll = async () => {
    const rows = await dispatch(fetchAllRows(scan.id, view)).catch(() => []);
    onChange(new Set(rows.map(({ id }) => id)));
  };
  if (scan.state === "running") return null;
  return (
    <>
      {chosen.size === 0 && total > 0 && total <= MOST_CHOSEN && <Button variant="link" isInline onClick={() => void chooseAll()}>Choose all {number(total)}</Button>}
      {chosen.size > 0 && <Button variant="link" isInline onClick={() => onChange(new Set())}>Choose none</Button>}
      {chosen.size > 0 && <Button variant="secondary" size="sm" onClick={() => setProposing(true)}>Exceptions for {count(chosen.size, "workload")}…</Button>}
      {proposing && (
        <ProposeDialog scan={scan} rows={[...chosen]} canEdit={policies?.some(({ name }) => name === scan.policy) ?? false} onClose={() => setProposing(false)} />
      )}
    </>
  );
}
