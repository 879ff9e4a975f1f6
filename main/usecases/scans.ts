import type { ScanSummary } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Deps, UseCasesOf } from "./deps.ts";
import type { Loaded } from "./loaded.ts";
import { scanResultUseCases } from "./scanResults.ts";
import { createScanRuns } from "./scanRun.ts";

export function scanUseCases(deps: Deps, loaded: Loaded): UseCasesOf<"scans"> {
  const { store, audit, changed } = deps;
  const runs = createScanRuns(deps, loaded);
  const find = async (id: string): Promise<Result<ScanSummary>> => {
    const running = runs.running(id);
    return running ? ok(running) : store.scan({ id });
  };
  return {
    ...scanResultUseCases(deps, loaded, find),
    "scans.start": (request) => runs.start(request),
    "scans.list": async () => ok((await store.scans()).map((scan) => runs.running(scan.id) ?? scan)),
    "scans.get": ({ id }) => find(id),
    "scans.delete": async ({ id }) => {
      if (runs.running(id)) return fail("in-use", "This scan is still running.", { remedy: "Cancel it first." });
      const deleted = await store.deleteScan({ id });
      if (deleted.ok) changed("scans");
      return deleted;
    },
    "scans.rows": ({ id, ...question }) => loaded.askScan(id, () => audit.rows({ scanId: id, ...question })),
    "scans.workload": ({ id, row }) => loaded.askScan(id, () => audit.workload({ scanId: id, row })),
    "scans.trace": ({ id, ...question }) => loaded.askScan(id, () => audit.trace({ scanId: id, ...question })),
    "scans.yaml": async ({ id, row }) => {
      const scan = await find(id);
      if (!scan.ok) return scan;
      const object = await loaded.askScan(id, () => audit.objectOf({ scanId: id, row }));
      if (!object.ok) return object;
      const block = await store.block({ id: scan.value.snapshotId, object: object.value });
      return block.ok ? audit.yaml({ scanId: id, row, block: block.value }) : block;
    },
  };
}
