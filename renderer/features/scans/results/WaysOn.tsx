import { DropdownItem } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import { clusterKey } from "../../../../shared/ipc/clusterKey.ts";
import { useScansQuery } from "../../../api/api.ts";
import { comparePoliciesPath, compareScansPath, historyPath, rolloutPath } from "../../../app/paths.ts";
import { ActionMenu } from "../../../ui/ActionMenu.tsx";
import { dateTime } from "../../../ui/format.ts";

/** Earlier scans that the menu names; all are on the page of the history. */
const NAMED = 6;

/** *Compare with*: an earlier scan of the same cluster, another policy on the same data; and the plan of a rollout. */
export function WaysOn({ scan, exists }: { scan: ScanSummary; exists: boolean }) {
  const navigate = useNavigate();
  const isRunning = scan.state === "running";
  const { data: scans = [] } = useScansQuery(undefined, { skip: isRunning });
  const others = scans.filter((other) => other.id !== scan.id && other.state === "done" && clusterKey(other) === clusterKey(scan));
  const go = (path: string) => () => void navigate(path);
  return (
    <ActionMenu isScrollable position="right" toggle={{ isDisabled: isRunning, children: "Compare with" }}>
      <DropdownItem isDisabled={!exists} description="On this data" onClick={go(comparePoliciesPath({ data: scan.snapshotId, a: { name: scan.policy, version: scan.policyVersion } }))}>Another policy or version…</DropdownItem>
      {others.slice(0, NAMED).map((other) => {
        const [a, b] = other.started < scan.started ? [other, scan] : [scan, other];
        return (
          <DropdownItem key={other.id} description={`${other.policy} v${other.policyVersion}`} onClick={go(compareScansPath(a.id, b.id))}>
            Scan of {dateTime(other.started)}
          </DropdownItem>
        );
      })}
      <DropdownItem description="All scans of the cluster, and their trend" onClick={go(historyPath(scan.id))}>History…</DropdownItem>
      <DropdownItem isDisabled={!exists} description="From logging to blocking in waves" onClick={go(rolloutPath({ policy: scan.policy, version: scan.policyVersion, data: [scan.snapshotId] }))}>Plan a rollout…</DropdownItem>
    </ActionMenu>
  );
}
