import { Label } from "@patternfly/react-core";
import type { Impact } from "../../../../shared/ipc/types.ts";
import { useImpactActions, useImpactNow, usePolicyState } from "../EditorContext.ts";
import { exceptionAt, exceptionText } from "../logic/exceptions.ts";
import { WorkloadList } from "./WorkloadList.tsx";

/** Rows before *show all*. */
const FEW = 8;

/** The workloads of which one exception excuses something, with what it hides. */
export function ExcusedList({ impact: { excused } }: { impact: Impact }) {
  const { excusedBy, judged, showAll } = useImpactNow();
  const { listExcused } = useImpactActions();
  const { policy } = usePolicyState();
  if (excusedBy === undefined) return null;
  const exception = exceptionAt(judged ?? policy, excusedBy);
  return (
    <>
      <p>
        <Label isCompact color="blue" variant="outline" textMaxWidth="16rem" closeBtnAriaLabel="Close the list of what the exception excuses" onClose={() => listExcused(undefined)}>
          excused by: {exception ? exceptionText(exception) : "an exception that is gone"}
        </Label>
      </p>
      {excused?.key === excusedBy && (
        <WorkloadList title={`excused (${excused.total})`} rows={showAll ? excused.rows : excused.rows.slice(0, FEW)} total={excused.total} showAll={showAll} />
      )}
    </>
  );
}
