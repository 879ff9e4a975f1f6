import { useNavigate } from "react-router";
import type { Request } from "../../../../shared/ipc/contract.ts";
import { useStartScanMutation } from "../../../api/api.ts";
import { resultsPath } from "../results/viewState.ts";

/** Starts a scan, and goes to its results once it runs; `onStarted` is called before. What keeps it from starting is in `error`. */
export function useScanAndShow(onStarted: () => void) {
  const navigate = useNavigate();
  const [start, { error, isLoading }] = useStartScanMutation();
  const scan = async (request: Request<"scans.start">): Promise<void> => {
    const { data: job } = await start(request);
    if (!job) return;
    onStarted();
    await navigate(job.scanId ? resultsPath(job.scanId) : "/scans");
  };
  return { scan, error, isLoading };
}
