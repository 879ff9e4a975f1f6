import { useState } from "react";
import { Button, PageSection } from "@patternfly/react-core";
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router";
import SearchIcon from "@patternfly/react-icons/dist/esm/icons/search-icon";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";
import { useDeleteScanMutation, useScansQuery } from "../../../api/api.ts";
import { ConfirmDialog } from "../../../ui/ConfirmDialog.tsx";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Time } from "../../../ui/Time.tsx";
import { VerdictBar } from "../../../ui/VerdictBar.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { comparePoliciesPath, historyPath, rolloutPath } from "../../../app/paths.ts";
import { dateTime, number } from "../../../ui/format.ts";
import { resultsPath } from "../results/viewState.ts";
import { StartScanDialog } from "../start/StartScanDialog.tsx";

/** Every scan that was made, the newest first. */
export function ScansPage() {
  const { data: scans, error } = useScansQuery();
  const [starting, setStarting] = useState(false);
  const [doomed, setDoomed] = useState<ScanSummary>();
  const start = (
    <>
      <Button variant="secondary" component={(props) => <Link {...props} to={historyPath()} />}>History</Button>
      <Button variant="secondary" component={(props) => <Link {...props} to={comparePoliciesPath({})} />}>Compare</Button>
      <Button variant="secondary" component={(props) => <Link {...props} to={rolloutPath({})} />}>Plan a rollout</Button>
      <Button onClick={() => setStarting(true)}>Start scan</Button>
    </>
  );
  return (
    <>
      <PageHeader title="Scans" actions={start} />
      <PageSection>
        <ErrorNotice error={error} />
        {!scans && !error && <Waiting for="the list of scans" />}
        {scans?.length === 0 && (
          <EmptyNote title="No scans yet" icon={SearchIcon} action={<Link to="/clusters">Go to the clusters</Link>}>
            A scan judges the workloads of a cluster by a policy: what would be blocked, what logged, and why. It needs cluster data
            (a snapshot, manifests or a kubeconfig context) and a policy.
          </EmptyNote>
        )}
        {scans && scans.length > 0 && <ScanTable scans={scans} onDelete={setDoomed} />}
      </PageSection>
      {starting && <StartScanDialog onClose={() => setStarting(false)} />}
      {doomed && <DeleteScan scan={doomed} onClose={() => setDoomed(undefined)} />}
    </>
  );
}

function ScanTable({ scans, onDelete }: { scans: ScanSummary[]; onDelete: (scan: ScanSummary) => void }) {
  return (
    <Table variant="compact" aria-label="Scans">
      <Thead>
        <Tr>
          <Th width={20}>Cluster data</Th>
          <Th>Policy</Th>
          <Th>Started</Th>
          <Th>State</Th>
          <Th>Workloads</Th>
          <Th width={25}>Verdicts</Th>
          <Th screenReaderText="Actions" />
        </Tr>
      </Thead>
      <Tbody>
        {scans.map((scan) => (
          <Tr key={scan.id}>
            <Td dataLabel="Cluster data"><Link to={resultsPath(scan.id)}>{scan.snapshotName}</Link></Td>
            <Td dataLabel="Policy">{scan.policy} v{scan.policyVersion}{scan.options.phase === "continuous" && " · Continuous"}</Td>
            <Td dataLabel="Started"><Time at={scan.started} /></Td>
            <Td dataLabel="State">{scan.state}</Td>
            <Td dataLabel="Workloads">{number(scan.workloads)}</Td>
            <Td dataLabel="Verdicts"><VerdictBar compact counts={scan.verdicts} /></Td>
            <Td isActionCell>
              <ActionsColumn items={[{ title: "Delete", isDisabled: scan.state === "running", onClick: () => onDelete(scan) }]} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function DeleteScan({ scan, onClose }: { scan: ScanSummary; onClose: () => void }) {
  const [remove, { error, isLoading }] = useDeleteScanMutation();
  const confirm = async () => {
    const answer = await remove({ id: scan.id });
    if (!answer.error) onClose();
  };
  return (
    <ConfirmDialog title="Delete this scan?" confirm="Delete scan" error={error} busy={isLoading} onConfirm={() => void confirm()} onClose={onClose}>
      The results of {scan.snapshotName} judged by {scan.policy} v{scan.policyVersion} on {dateTime(scan.started)} are lost. The cluster data
      and the policy stay.
    </ConfirmDialog>
  );
}
