import { useState } from "react";
import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import { useNavigate } from "react-router";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import { clusterKey } from "../../../../shared/ipc/clusterKey.ts";
import { useScansQuery } from "../../../api/api.ts";
import { comparePoliciesPath, compareScansPath, historyPath, rolloutPath } from "../../../app/paths.ts";
import { dateTime } from "../../../ui/format.ts";

/** Earlier scans that the menu names; all are on the page of the history. */
const NAMED = 6;

/** *Compare with*: an earlier scan of the same cluster, another policy on the same data; and the plan of a rollout. */
export function WaysOn({ scan, exists }: { scan: ScanSummary; exists: boolean }) {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { data: scans = [] } = useScansQuery();
  const others = scans.filter((other) => other.id !== scan.id && other.state === "done" && clusterKey(other) === clusterKey(scan));
  const go = (path: string) => () => void navigate(path);
  return (
    <Dropdown
      isOpen={open}
      isScrollable
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ appendTo: "inline", position: "end" }}
      toggle={(ref) => <MenuToggle ref={ref} isDisabled={scan.state === "running"} isExpanded={open} onClick={() => setOpen(!open)}>Compare with</MenuToggle>}
    >
      <DropdownList>
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
      </DropdownList>
    </Dropdown>
  );
}
