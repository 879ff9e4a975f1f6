import { startTransition } from "react";
import { useNavigate } from "react-router";
import type { Request } from "../../../../shared/ipc/contract.ts";
import { api, useStartScanMutation } from "../../../api/api.ts";
import { useAppDispatch } from "../../../app/store.ts";
import { rowsRequest } from "../results/useRows.ts";
import { parseView, resultsPath } from "../results/viewState.ts";

/**
 * Starts a scan, and goes to its results once it runs; what keeps it from starting is in `error`. `onStarted` is called
 * when they are shown. What they show first is asked for on the way, so that the page is drawn once, and whole.
 */
export function useScanAndShow(onStarted: () => void) {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [start, { error, isLoading }] = useStartScanMutation();
  const scan = async (request: Request<"scans.start">): Promise<void> => {
    const { data: job } = await start(request);
    const id = job?.scanId;
    if (id === undefined) return;
    const summary = dispatch(api.endpoints.scan.initiate({ id }));
    const rows = dispatch(api.endpoints.scanRows.initiate(rowsRequest(id, parseView(new URLSearchParams()))));
    await summary;
    await navigate(resultsPath(id));
    // With the page that comes, not before it.
    startTransition(onStarted);
    summary.unsubscribe();
    rows.unsubscribe();
  };
  return { scan, error, isLoading };
}
