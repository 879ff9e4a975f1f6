import { useState } from "react";
import { Button, Card, CardBody, CardTitle, PageSection, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router";
import type { BundleSummary, TrustListView } from "../../../shared/ipc/signing.ts";
import type { ContextInfo, PolicySummary, ScanSummary, SnapshotSummary } from "../../../shared/ipc/types.ts";
import { Ago, Time } from "../../ui/Time.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { VerdictBar } from "../../ui/VerdictBar.tsx";
import { Reissue } from "../bundles/index.ts";
import { StartScanDialog, resultsPath } from "../scans/index.ts";
import { lastScans, needsOf } from "./needs.ts";

/** How many scans the overview lists; the rest is at *Scans*. */
const RECENT = 10;

interface Props {
  snapshots: SnapshotSummary[];
  scans: ScanSummary[];
  policies: PolicySummary[];
  contexts: ContextInfo[];
  bundles: BundleSummary[];
  ownKeys: string[];
  trustEnding: TrustListView["ending"];
}

/** Clusters with their last scan, what needs the user, the last scans. */
export function Status(props: Props) {
  const { snapshots, scans } = props;
  const [starting, setStarting] = useState(false);
  const [expiring, setExpiring] = useState<BundleSummary>();
  const [now] = useState(Date.now);
  const needs = needsOf(props, now);
  const last = lastScans(scans);
  return (
    <>
      <PageHeader title="Overview" actions={<Button onClick={() => setStarting(true)}>Start scan</Button>} />
      <PageSection className="sp-stack">
        <section aria-labelledby="overview-clusters">
          <Title headingLevel="h2" size="lg" id="overview-clusters">Clusters</Title>
          {snapshots.length === 0 && <p className="sp-quiet">There is no cluster data yet. <Link to="/clusters">Take or import a snapshot</Link>.</p>}
          <div className="sp-cards">
            {snapshots.map((snapshot) => <ClusterCard key={snapshot.id} snapshot={snapshot} scan={last.get(snapshot.id)} />)}
          </div>
        </section>
        <section aria-labelledby="overview-needs">
          <Title headingLevel="h2" size="lg" id="overview-needs">What needs you</Title>
          {needs.length === 0 ? <p className="sp-quiet">Nothing at the moment.</p> : (
            <ul className="sp-list">
              {needs.map(({ text, to, reissue }) => (
                <li key={text}>
                  <Link to={to}>{text}</Link>
                  {reissue && <>{" "}<Button variant="link" isInline onClick={() => setExpiring(reissue)} aria-label={`Re-issue ${reissue.name}`}>Re-issue</Button></>}
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="overview-scans">
          <Title headingLevel="h2" size="lg" id="overview-scans">Last scans</Title>
          {scans.length === 0 ? <p className="sp-quiet">Nothing was scanned yet.</p> : <LastScans scans={scans.slice(0, RECENT)} />}
          {scans.length > RECENT && <Link to="/scans">All scans</Link>}
        </section>
      </PageSection>
      {expiring && <Reissue bundle={expiring} onClose={() => setExpiring(undefined)} />}
      {starting && <StartScanDialog onClose={() => setStarting(false)} />}
    </>
  );
}

function ClusterCard({ snapshot, scan }: { snapshot: SnapshotSummary; scan: ScanSummary | undefined }) {
  const policy = snapshot.assignedPolicy;
  return (
    <Card isCompact>
      <CardTitle component="h3">{scan ? <Link to={resultsPath(scan.id)}>{snapshot.name}</Link> : snapshot.name}</CardTitle>
      <CardBody>
        <p className="sp-card-line">{policy ? <Link to={`/policies/${encodeURIComponent(policy)}`}>{policy}</Link> : <span className="sp-quiet">No policy assigned</span>}</p>
        {scan ? <VerdictBar compact counts={scan.verdicts} /> : <p className="sp-quiet">Not scanned yet</p>}
        <p className="sp-quiet">taken <Ago since={snapshot.taken} />{scan && <> · scanned <Ago since={scan.started} /> by {scan.policy} v{scan.policyVersion}</>}</p>
      </CardBody>
    </Card>
  );
}

function LastScans({ scans }: { scans: ScanSummary[] }) {
  return (
    <Table variant="compact" aria-label="Last scans" borders={false}>
      <Thead>
        <Tr><Th>Cluster data</Th><Th>Policy</Th><Th>Started</Th><Th>Verdicts</Th></Tr>
      </Thead>
      <Tbody>
        {scans.map((scan) => (
          <Tr key={scan.id}>
            <Td dataLabel="Cluster data"><Link to={resultsPath(scan.id)}>{scan.snapshotName}</Link></Td>
            <Td dataLabel="Policy">{scan.policy} v{scan.policyVersion}</Td>
            <Td dataLabel="Started"><Time at={scan.started} /></Td>
            <Td dataLabel="Verdicts"><VerdictBar compact counts={scan.verdicts} /></Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
