import { useState } from "react";
import { Form, FormGroup, FormSelect, FormSelectOption, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router";
import { skipToken } from "@reduxjs/toolkit/query";
import type { BundleImpact, BundleRef } from "../../../../shared/ipc/signing.ts";
import type { VerdictCounts } from "../../../../shared/ipc/types.ts";
import { useSnapshotsQuery } from "../../../api/api.ts";
import { useBundleImpactQuery } from "../../../api/bundles.ts";
import { Digest } from "../../../ui/Digest.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { day, number } from "../../../ui/format.ts";
import { VerdictBar } from "../../../ui/VerdictBar.tsx";

interface Props {
  /** The bundle of the store, or the file that was looked at. */
  of: { bundle: BundleRef } | { id: string };
  snapshotId: string | undefined;
  onSnapshot: (id: string | undefined) => void;
}

/** What a bundle's policies would do to cluster data that is at hand, against the policies of these names that are here. */
export function ImpactSection({ of, snapshotId, onSnapshot }: Props) {
  const { data: snapshots } = useSnapshotsQuery();
  return (
    <section aria-labelledby="impact-title" className="bun-stack">
      <Title headingLevel="h2" size="lg" id="impact-title">Impact on your cluster data</Title>
      {snapshots?.length === 0 && (
        <p>There is no cluster data here to judge. <Link to="/clusters">Take or import a snapshot</Link> to see what the policies would block in your own cluster.</p>
      )}
      {snapshots && snapshots.length > 0 && (
        <Form isWidthLimited onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="Cluster data" fieldId="impact-data">
            <FormSelect id="impact-data" value={snapshotId ?? ""} onChange={(_, id) => onSnapshot(id || undefined)}>
              <FormSelectOption value="" label="Choose…" isPlaceholder />
              {snapshots.map(({ id, name, taken, objects }) => <FormSelectOption key={id} value={id} label={`${name} · ${day(taken)} · ${number(objects)} objects`} />)}
            </FormSelect>
          </FormGroup>
        </Form>
      )}
      {snapshotId !== undefined && <Judged of={of} snapshotId={snapshotId} />}
    </section>
  );
}

/** The answer for one snapshot; undefined while there is none. */
export function useImpact(of: Props["of"], snapshotId: string | undefined) {
  return useBundleImpactQuery(snapshotId === undefined ? skipToken : { ...of, snapshotId });
}

/** The snapshot that is looked at first: the only one there is. */
export function useSnapshotChoice(): [string | undefined, (id: string | undefined) => void] {
  const { data: snapshots } = useSnapshotsQuery();
  const [chosen, choose] = useState<string | undefined>();
  const only = snapshots?.length === 1 ? snapshots[0]?.id : undefined;
  return [chosen ?? only, choose];
}

function Judged({ of, snapshotId }: { of: Props["of"]; snapshotId: string }) {
  const { currentData: impact, error } = useImpact(of, snapshotId);
  if (error) return <ErrorNotice error={error} title="The impact could not be found out" />;
  if (!impact) return <Waiting for="the verdicts on this data" />;
  if (impact.policies.length === 0) return <p>None of its policies is for Kubernetes: nothing is judged by them here.</p>;
  return <ImpactTable impact={impact} />;
}

function ImpactTable({ impact: { policies, report } }: { impact: BundleImpact }) {
  return (
    <>
      <Table variant="compact" aria-label="Impact" borders={false}>
        <Thead><Tr><Th>Policy</Th><Th>Change</Th><Th width={50}>Would be</Th></Tr></Thead>
        <Tbody>
          {policies.map(({ name, verdicts, added, removed, isNew }) => (
            <Tr key={name}>
              <Td dataLabel="Policy" modifier="breakWord">{name}</Td>
              <Td dataLabel="Change">{isNew ? "new here" : changeText(added, removed)}</Td>
              <Td dataLabel="Would be"><VerdictBar compact counts={verdicts} /></Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <p className="bun-small">
        {number(report.newlyBlocked)} newly blocked. Digest of this report: <Digest value={report.sha256} />
      </p>
    </>
  );
}

/** `+19 block, −3 log`; what stays the same is not named. */
function changeText(added: VerdictCounts, removed: VerdictCounts): string {
  const words = (["block", "log", "unknown"] as const).flatMap((verdict) => {
    const word = verdict === "unknown" ? "undecidable" : verdict;
    return [
      ...(added[verdict] > 0 ? [`+${number(added[verdict])} ${word}`] : []),
      ...(removed[verdict] > 0 ? [`−${number(removed[verdict])} ${word}`] : []),
    ];
  });
  return words.join(", ") || "no verdict changes";
}
