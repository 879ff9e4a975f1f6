import { useState } from "react";
import { Button, Checkbox, FormSelect, FormSelectOption, PageSection } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link, useNavigate, useSearchParams } from "react-router";
import { clusterKey } from "../../../shared/ipc/clusterKey.ts";
import type { ScanSummary } from "../../../shared/ipc/types.ts";
import { useScansQuery, useSettingsQuery } from "../../api/api.ts";
import { compareScansPath, rolloutPath } from "../../app/paths.ts";
import { Digest } from "../../ui/Digest.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Time } from "../../ui/Time.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { count, number } from "../../ui/format.ts";
import { resultsPath } from "../scans/index.ts";
import { TrendChart } from "./TrendChart.tsx";
import { byCluster } from "./series.ts";
import type { ClusterScans } from "./series.ts";
import "./history.css";

/** The scans of one cluster over time; two of them can be compared. */
export function HistoryPage() {
  const [params, setParams] = useSearchParams();
  const { data: scans, error } = useScansQuery();
  const clusters = byCluster(scans ?? []);
  const of = scans?.find(({ id }) => id === params.get("scan"));
  const wanted = of && clusterKey(of);
  const cluster = clusters.find(({ key }) => key === wanted) ?? clusters[0];
  const choose = (key: string) => {
    const last = clusters.find((one) => one.key === key)?.scans.at(-1);
    if (last) setParams({ scan: last.id });
  };
  return (
    <>
      <PageHeader title="History" breadcrumb={[{ title: "Scans", path: "/scans" }]} subtitle={<Retention />} />
      <PageSection className="his-page" hasBodyWrapper={false}>
        <ErrorNotice error={error} title="The scans could not be fetched" />
        {!scans && !error && <Waiting for="the scans" />}
        {scans && !cluster && <EmptyNote title="No finished scan yet">Each scan is kept with the policy's version, the digest of its data and the version of Sallyport; from the second one on this page shows the trend.</EmptyNote>}
        {cluster && (
          <>
            <FormSelect className="his-cluster" aria-label="Cluster" value={cluster.key} onChange={(_, key) => choose(key)}>
              {clusters.map(({ key, name, scans: own }) => <FormSelectOption key={key} value={key} label={`${name} (${count(own.length, "scan")})`} />)}
            </FormSelect>
            <TrendChart scans={cluster.scans} />
            <ScanChoice key={cluster.key} cluster={cluster} />
          </>
        )}
      </PageSection>
    </>
  );
}

/** How many are kept, and where that is set. */
function Retention() {
  const { data } = useSettingsQuery();
  if (!data) return null;
  return <>{data.keepScans === 0 ? "All scans are kept" : `The last ${count(data.keepScans, "scan")} of each cluster are kept`} · <Link to="/settings">Settings</Link></>;
}

function ScanChoice({ cluster: { scans } }: { cluster: ClusterScans }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string[]>([]);
  const [a, b] = scans.filter(({ id }) => chosen.includes(id));
  const choose = (id: string, isChosen: boolean) => setChosen((before) => (isChosen ? [...before, id].slice(-2) : before.filter((other) => other !== id)));
  const last = scans.at(-1);
  return (
    <>
      <div className="his-actions">
        <Button variant="secondary" size="sm" isDisabled={!a || !b} onClick={() => { if (a && b) void navigate(compareScansPath(a.id, b.id)); }}>Compare the two chosen</Button>
        {last && <Button variant="secondary" size="sm" onClick={() => void navigate(rolloutPath({ policy: last.policy, version: last.policyVersion, data: [...new Set(scans.map(({ snapshotId }) => snapshotId))] }))}>Plan a rollout from these</Button>}
        <span className="sp-quiet">Choose two scans to compare them.</span>
      </div>
      <Table variant="compact" aria-label="Scans of the cluster">
        <Thead>
          <Tr><Th screenReaderText="Chosen" /><Th>Scan</Th><Th>Policy</Th><Th>Blocked</Th><Th>Logged</Th><Th modifier="nowrap">Undecidable</Th><Th>Allowed</Th><Th>Data</Th><Th modifier="nowrap">Sallyport</Th></Tr>
        </Thead>
        <Tbody>{scans.toReversed().map((scan) => <ScanRow key={scan.id} scan={scan} isChosen={chosen.includes(scan.id)} onChoose={choose} />)}</Tbody>
      </Table>
    </>
  );
}

function ScanRow({ scan, isChosen, onChoose }: { scan: ScanSummary; isChosen: boolean; onChoose: (id: string, isChosen: boolean) => void }) {
  const { id, started, policy, policyVersion, verdicts, digest, engine } = scan;
  return (
    <Tr>
      <Td dataLabel="Chosen"><Checkbox id={`scan-${id}`} aria-label={`Choose the scan of ${started}`} isChecked={isChosen} onChange={(_, value) => onChoose(id, value)} /></Td>
      <Td dataLabel="Scan"><Link to={resultsPath(id)}><Time at={started} /></Link></Td>
      <Td dataLabel="Policy">{policy} v{policyVersion}{scan.options.phase === "continuous" && " · Continuous"}</Td>
      <Td dataLabel="Blocked">{number(verdicts.block)}</Td>
      <Td dataLabel="Logged">{number(verdicts.log)}</Td>
      <Td dataLabel="Undecidable">{number(verdicts.unknown)}</Td>
      <Td dataLabel="Allowed">{number(verdicts.allow)}</Td>
      <Td dataLabel="Data">{digest ? <Digest value={digest} /> : <span className="sp-quiet">not kept</span>}</Td>
      <Td dataLabel="Sallyport">{engine ?? ""}</Td>
    </Tr>
  );
}
