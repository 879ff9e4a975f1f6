import { useCallback, useEffect, useMemo, useState } from "react";
import { api } from "../../../api/api.ts";
import { useAppDispatch } from "../../../app/store.ts";
import type { Request } from "../../../../shared/ipc/contract.ts";
import type { Impact } from "../../../../shared/ipc/types.ts";
import type { AppError } from "../../../../shared/kernel/result.ts";
import type { Policy } from "../../../../shared/model/policy.ts";
import { latestWins } from "../../../app/latestWins.ts";

export interface ImpactState {
  /** The last result; it stays while a newer one is on its way. */
  impact: Impact | undefined;
  /** The state of the policy that it is about. */
  judged: Policy | undefined;
  /** Whether it belongs to an older state of the policy. */
  stale: boolean;
  error: AppError | undefined;
  retry: () => void;
}

interface Known {
  request: Request<"impact.judge">;
  impact: Impact | undefined;
  judged: Policy | undefined;
  error: AppError | undefined;
}

/** Judges the draft on each change at once; the answer to the newest state wins. `request` must be memoised. */
export function useImpact(request: Request<"impact.judge"> | undefined): ImpactState {
  const dispatch = useAppDispatch();
  const [known, setKnown] = useState<Known>();
  const judge = useMemo(
    () =>
      latestWins(
        (wanted: Request<"impact.judge">) => dispatch(api.endpoints.impact.initiate(wanted, { subscribe: false, forceRefetch: true })),
        (wanted, { data, error }) =>
          setKnown((before) => {
            const last = before?.request.snapshotId === wanted.snapshotId ? before : undefined;
            return {
              request: wanted,
              impact: data ?? last?.impact,
              judged: data ? wanted.policy : last?.judged,
              error: error as AppError | undefined,
            };
          }),
      ),
    [dispatch],
  );
  useEffect(() => {
    if (request) judge.ask(request);
  }, [judge, request]);

  const retry = useCallback(() => request && judge.ask(request), [judge, request]);
  const usable = known && request && known.request.snapshotId === request.snapshotId ? known : undefined;
  return {
    impact: usable?.impact,
    judged: usable?.judged,
    stale: usable?.request !== request,
    error: usable?.error,
    retry,
  };
}
