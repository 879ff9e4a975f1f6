import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import { useExportScanMutation, usePoliciesQuery } from "../../../api/api.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { dateTime, duration } from "../../../ui/format.ts";
import { StartScanDialog } from "../start/StartScanDialog.tsx";
import { ExportMenu } from "./ExportMenu.tsx";
import type { View } from "./viewState.ts";
import { WaysOn } from "./WaysOn.tsx";

/** What was judged, by what, how and when; and the ways on. */
export function ResultsHeader({ scan, view }: { scan: ScanSummary; view: View }) {
  const [write] = useExportScanMutation();
  const navigate = useNavigate();
  const [again, setAgain] = useState(false);
  const { data: policies } = usePoliciesQuery();
  const exists = policies?.some((policy) => policy.name === scan.policy);
  return (
    <>
      <PageHeader
        title={scan.snapshotName}
        breadcrumb={[{ title: "Scans", path: "/scans" }]}
        subtitle={`${dateTime(scan.started)} · ${scan.policy} v${scan.policyVersion} · ${readingOf(scan)}`}
        actions={
          <>
            <WaysOn scan={scan} exists={exists ?? false} />
            <ExportMenu
              what={`the results of ${scan.snapshotName}`}
              isDisabled={scan.state === "running"}
              make={(format) => write({ id: scan.id, filter: view.filter, sort: view.sort, descending: view.descending, show: view.show, format })}
            />
            <Button variant="secondary" isDisabled={scan.state === "running"} onClick={() => setAgain(true)}>Scan again</Button>
            {exists && <Button onClick={() => void navigate(`/policies/${encodeURIComponent(scan.policy)}?snapshot=${encodeURIComponent(scan.snapshotId)}`)}>Edit the policy</Button>}
          </>
        }
      />
      {again && <StartScanDialog target={{ type: "snapshot", id: scan.snapshotId }} policy={scan.policy} onClose={() => setAgain(false)} />}
    </>
  );
}

function readingOf(scan: ScanSummary): string {
  const phase = scan.options.phase === "deployment" ? "Deployment" : "Continuous";
  const unset = { violates: "unset fields: Kubernetes' default is judged", ignored: "unset fields: ignored" };
  const took = scan.finished ? duration(Date.parse(scan.finished) - Date.parse(scan.started)) : "";
  return [phase, scan.options.unsetFields && unset[scan.options.unsetFields], took && `took ${took}`].filter(Boolean).join(" · ");
}
