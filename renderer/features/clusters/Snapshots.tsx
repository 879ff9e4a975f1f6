import { useState } from "react";
import { Button, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { SnapshotSummary } from "../../../shared/ipc/types.ts";
import { useSnapshotsQuery } from "../../api/api.ts";
import { Digest } from "../../ui/Digest.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Time } from "../../ui/Time.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { bytes, count, number } from "../../ui/format.ts";
import { CoverageDialog, gapCount } from "../scans/index.ts";
import type { ScanTarget } from "../scans/index.ts";
import { DeleteSnapshot } from "./DeleteSnapshot.tsx";
import { ExportSnapshot } from "./ExportSnapshot.tsx";
import { PolicySelect } from "./PolicySelect.tsx";

interface Props {
  onScan: (target: ScanTarget) => void;
  onImport: () => void;
}

/** Cluster data that is kept: taken from a context, or imported from files. */
export function Snapshots({ onScan, onImport }: Props) {
  const { data: snapshots, error } = useSnapshotsQuery();
  const [shown, setShown] = useState<SnapshotSummary>();
  const [doomed, setDoomed] = useState<SnapshotSummary>();
  const [carried, setCarried] = useState<SnapshotSummary>();
  return (
    <section aria-labelledby="snapshots">
      <Title headingLevel="h2" size="lg" id="snapshots">Snapshots</Title>
      <ErrorNotice error={error} />
      {!snapshots && !error && <Waiting for="the list of snapshots" />}
      {snapshots?.length === 0 && (
        <EmptyNote title="No cluster data yet" heading="h3" action={<Button variant="link" onClick={onImport}>Import files</Button>}>
          A snapshot is the workloads of a cluster at one moment, kept here to be judged again and again. Take one of a context below, or
          import manifests.
        </EmptyNote>
      )}
      {snapshots && snapshots.length > 0 && (
        <Table variant="compact" aria-label="Snapshots">
          <Thead>
            <Tr>
              <Th>Name</Th><Th width={15}>Source</Th><Th modifier="nowrap">Taken</Th><Th>Objects</Th><Th modifier="nowrap">Coverage</Th><Th>Policy</Th><Th screenReaderText="Actions" />
            </Tr>
          </Thead>
          <Tbody>
            {snapshots.map((snapshot) => (
              <Row key={snapshot.id} snapshot={snapshot} onScan={onScan} onCoverage={setShown} onExport={setCarried} onDelete={setDoomed} />
            ))}
          </Tbody>
        </Table>
      )}
      {shown && <CoverageDialog coverage={shown.coverage} onClose={() => setShown(undefined)} />}
      {carried && <ExportSnapshot snapshot={carried} onClose={() => setCarried(undefined)} />}
      {doomed && <DeleteSnapshot snapshot={doomed} onClose={() => setDoomed(undefined)} />}
    </section>
  );
}

const ORIGINS = { demo: "demo cluster", files: "files", context: "context" } as const;

interface RowProps {
  snapshot: SnapshotSummary;
  onScan: (target: ScanTarget) => void;
  onCoverage: (snapshot: SnapshotSummary) => void;
  onExport: (snapshot: SnapshotSummary) => void;
  onDelete: (snapshot: SnapshotSummary) => void;
}

function Row({ snapshot, onScan, onCoverage, onExport, onDelete }: RowProps) {
  const gaps = gapCount(snapshot.coverage);
  return (
    <Tr>
      <Td dataLabel="Name">
        <div>{snapshot.name}</div>
        <Digest value={snapshot.digest} />
      </Td>
      <Td dataLabel="Source">
        {ORIGINS[snapshot.origin]}
        {snapshot.origin !== "demo" && snapshot.source.length > 0 && <div className="sp-quiet sp-wrap" title={snapshot.source.join("\n")}>{sourceOf(snapshot.source)}</div>}
      </Td>
      <Td dataLabel="Taken" modifier="nowrap"><Time at={snapshot.taken} /></Td>
      <Td dataLabel="Objects" modifier="nowrap">
        <div>{number(snapshot.objects)}</div>
        <div className="sp-quiet">{count(snapshot.pods, "pod")}</div>
        <div className="sp-quiet">{count(snapshot.namespaces, "namespace")}</div>
        <div className="sp-quiet">{bytes(snapshot.storedBytes)}</div>
      </Td>
      <Td dataLabel="Coverage" modifier="nowrap"><Button variant="link" isInline onClick={() => onCoverage(snapshot)}>{gaps === 0 ? "no gaps" : count(gaps, "gap")}</Button></Td>
      <Td dataLabel="Policy"><PolicySelect target={{ type: "snapshot", id: snapshot.id }} cluster={snapshot.name} assigned={snapshot.assignedPolicy} /></Td>
      <Td modifier="nowrap" dataLabel="Actions">
        <span className="sp-row-actions">
          <Button variant="link" isInline aria-label={`Scan ${snapshot.name}`} onClick={() => onScan({ type: "snapshot", id: snapshot.id })}>Scan</Button>
          <Button variant="link" isInline aria-label={`Export ${snapshot.name}`} onClick={() => onExport(snapshot)}>Export</Button>
          <Button variant="link" isInline isDanger aria-label={`Delete ${snapshot.name}`} onClick={() => onDelete(snapshot)}>Delete</Button>
        </span>
      </Td>
    </Tr>
  );
}

/** The name of the first file (or the context), and how many more there are. */
function sourceOf([first = "", ...rest]: string[]): string {
  const name = first.split(/[\\/]/).filter(Boolean).at(-1) ?? first;
  return rest.length === 0 ? name : `${name} and ${count(rest.length, "other")}`;
}
