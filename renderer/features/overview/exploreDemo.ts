import type { AppError } from "../../../shared/kernel/result.ts";
import { api } from "../../api/api.ts";
import { jobEnd } from "../../api/jobEnd.ts";
import type { AppDispatch } from "../../app/store.ts";

/**
 * Where exploring the demo cluster ends: at its first scan, or where a policy must be made first. `stopped`: it could not
 * be read, which a notice tells, or the user cancelled it.
 */
export type DemoOutcome = { scanId: string } | { needsPolicy: true } | { stopped: true } | { error: AppError };

/** Imports the demo cluster, judges it by the policy that comes with it (or another there is) and says where to look. */
export function exploreDemo() {
  return async (dispatch: AppDispatch): Promise<DemoOutcome> => {
    const taken = await dispatch(api.endpoints.takeSnapshot.initiate({ source: { type: "demo" } }));
    if (taken.error) return { stopped: true };
    const job = await jobEnd(taken.data.id);
    if (job.state !== "done") return { stopped: true };

    const fresh = { forceRefetch: true, subscribe: false };
    const [policies, snapshots] = await Promise.all([
      dispatch(api.endpoints.policies.initiate(undefined, fresh)),
      dispatch(api.endpoints.snapshots.initiate(undefined, fresh)),
    ]);
    const snapshotId = job.snapshotId;
    const assigned = snapshots.data?.find((snapshot) => snapshot.id === snapshotId)?.assignedPolicy;
    const policy = assigned ?? policies.data?.find(({ platform }) => platform === "kubernetes")?.name;
    if (!policy || !snapshotId) return { needsPolicy: true };

    const request = { target: { snapshotId }, policy, options: { phase: "deployment" } } as const;
    const started = await dispatch(api.endpoints.startScan.initiate(request));
    if (started.error) return { error: started.error as AppError };
    return started.data.scanId ? { scanId: started.data.scanId } : { error: { code: "internal", message: "The scan started without a name." } };
  };
}
