import { Button } from "@patternfly/react-core";
import type { Impact } from "../../../../shared/ipc/types.ts";
import { VERDICTS } from "../../../../shared/model/finding.ts";
import type { Verdict } from "../../../../shared/model/finding.ts";
import { number } from "../../../ui/format.ts";
import { useImpactNow } from "../EditorContext.ts";
import { ExcusedList } from "./ExcusedList.tsx";
import { WorkloadList } from "./WorkloadList.tsx";

/** Rows of each list before *show all*. */
const FEW_CHANGED = 6;
const FEW_AFFECTED = 8;

/** Workloads whose verdict the draft changes, then all that it blocks, logs or cannot decide. */
export function ImpactLists({ impact }: { impact: Impact }) {
  const { showAll, setShowAll } = useImpactNow();
  const { changed, changedTotal, affected, affectedTotal, excused } = impact;
  const hidesSome = changedTotal > FEW_CHANGED || affectedTotal > FEW_AFFECTED || (excused?.total ?? 0) > FEW_AFFECTED;
  return (
    <div className={showAll ? "ed-impact__lists ed-impact__lists--all" : "ed-impact__lists"} {...(showAll ? { tabIndex: 0, role: "region", "aria-label": "Workloads" } : {})}>
      <ExcusedList impact={impact} />
      {changedTotal > 0 && (
        <WorkloadList title={`${changedTitle(impact)} (${number(changedTotal)})`} rows={showAll ? changed : changed.slice(0, FEW_CHANGED)} total={changedTotal} showAll={showAll} />
      )}
      {affectedTotal > 0 && (
        <WorkloadList title={`affected (${number(affectedTotal)})`} rows={showAll ? affected : affected.slice(0, FEW_AFFECTED)} total={affectedTotal} showAll={showAll} />
      )}
      {affectedTotal === 0 && <p className="ed-quiet">No workload is blocked, logged or undecidable.</p>}
      {hidesSome && <Button variant="link" isInline size="sm" onClick={() => setShowAll(!showAll)}>{showAll ? "show fewer" : "show all"}</Button>}
    </div>
  );
}

const CHANGED: Record<Verdict, string> = {
  block: "newly blocked",
  log: "newly logged",
  unknown: "newly undecidable",
  allow: "newly allowed",
  excluded: "newly excluded",
};

/** What happened to the changed workloads, when it is the same for all of them. */
function changedTitle({ change }: Impact): string {
  const verdicts = VERDICTS.filter((verdict) => change && change.added[verdict] > 0);
  return verdicts.length === 1 && verdicts[0] ? CHANGED[verdicts[0]] : "changed verdict";
}
