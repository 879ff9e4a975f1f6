import type { ScanSummary } from "../../shared/ipc/types.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Deps, UseCases } from "./deps.ts";
import type { Loaded } from "./loaded.ts";

type Channels = "scans.outlook" | "scans.groups" | "scans.heatMap" | "scans.export" | "scans.propose";

/** Questions about a scan's results beside its rows. */
export function scanResultUseCases({ audit, now }: Deps, loaded: Loaded, find: (id: string) => Promise<Result<ScanSummary>>): Pick<UseCases, Channels> {
  return {
    "scans.outlook": ({ id }) => loaded.askScan(id, () => audit.outlook({ scanId: id })),
    "scans.groups": ({ id, ...query }) => loaded.askScan(id, () => audit.groups({ scanId: id, ...query })),
    "scans.heatMap": ({ id, ...query }) => loaded.askScan(id, () => audit.heatMap({ scanId: id, ...query })),
    "scans.propose": ({ id, rows }) => loaded.askScan(id, () => audit.propose({ scanId: id, rows })),
    "scans.export": async ({ id, ...query }) => {
      const scan = await find(id);
      if (!scan.ok) return scan;
      const { snapshotName, policy, policyVersion, options, started, state, digest, engine } = scan.value;
      const about = { data: snapshotName, digest, policy, policyVersion, phase: options.phase, unset: options.unsetFields, scanned: started, state, engine, written: now() };
      const fileName = `${fileText(snapshotName)}-${fileText(policy)}-v${policyVersion}.${query.format}`;
      return loaded.askScan(id, () => audit.exportScan({ scanId: id, ...query, about, fileName }));
    },
  };
}

/** A name as part of a file's name. */
function fileText(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, "-");
}
