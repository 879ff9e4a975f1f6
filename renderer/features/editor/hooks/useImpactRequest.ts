import { useMemo } from "react";
import { useSnapshotsQuery } from "../../../api/api.ts";
import { useAppSelector } from "../../../app/store.ts";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";
import type { Request } from "../../../../shared/ipc/contract.ts";
import type { SnapshotSummary } from "../../../../shared/ipc/types.ts";
import { selectChosenData, selectEditor } from "../state/editorSlice.ts";
import type { Policy } from "../../../../shared/model/policy.ts";
import { rememberedData } from "../state/rememberedData.ts";

/** Rows of each list in the panel before *show all*. */
const FEW = 20;
const MANY = 1000;

interface Choice {
  snapshots: SnapshotSummary[] | undefined;
  snapshot: SnapshotSummary | undefined;
  request: Request<"impact.judge"> | undefined;
}

/** What the panel lists: workloads of one rule, those that one exception excuses, a few or all. */
interface Lists {
  rule: string | undefined;
  exception: string | undefined;
  all: boolean;
}

/** The draft, and the version that it is compared with (0: none). */
interface Judged {
  name: string;
  policy: Policy;
  baseVersion: number;
}

/** What *Impact now* asks: the draft on the chosen cluster data, in the chosen phase. */
export function useImpactRequest({ name, policy, baseVersion }: Judged, { rule, exception, all }: Lists): Choice {
  const { data: snapshots } = useSnapshotsQuery();
  const chosen = useAppSelector((state) => selectChosenData(state, name));
  const phase = useAppSelector((state) => selectEditor(state).phase);
  const snapshot = snapshots && chooseData(snapshots, name, chosen, rememberedData());
  const snapshotId = snapshot?.id;
  const request = useMemo(
    () =>
      snapshotId === undefined || policy.platform === "ecs"
        ? undefined
        : {
            snapshotId,
            policy,
            ...(baseVersion > 0 ? { baseVersion } : {}),
            options: { phase },
            limit: all ? MANY : FEW,
            ...(rule === undefined ? {} : { rule }),
            ...(exception === undefined ? {} : { exception }),
          },
    [snapshotId, policy, baseVersion, phase, all, rule, exception],
  );
  return { snapshots, snapshot, request };
}

/** The data chosen for this policy, else that of a cluster which has it, else what was looked at last, else the newest. */
export function chooseData(snapshots: SnapshotSummary[], policy: string, chosen: string | undefined, last: string | undefined): SnapshotSummary | undefined {
  return (
    snapshots.find((snapshot) => snapshot.id === chosen) ??
    snapshots.find((snapshot) => snapshot.assignedPolicy === policy) ??
    snapshots.find((snapshot) => snapshot.id === last) ??
    snapshots.toSorted((a, b) => byCodeUnit(b.taken, a.taken))[0]
  );
}
