import { memo, useState } from "react";
import { Button, Title } from "@patternfly/react-core";
import { Link } from "react-router";
import type { Impact, SnapshotSummary } from "../../../../shared/ipc/types.ts";
import { comparePoliciesPath } from "../../../app/paths.ts";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { EmptyNote } from "../../../ui/EmptyNote.tsx";
import { Waiting } from "../../../ui/Waiting.tsx";
import { StartScanDialog } from "../../scans/index.ts";
import { useEditor, useImpactNow, usePolicyState } from "../EditorContext.ts";
import { CoverageLine } from "./CoverageLine.tsx";
import { DataChoice } from "./DataChoice.tsx";
import { ImpactCounts } from "./ImpactCounts.tsx";
import { ImpactLists } from "./ImpactLists.tsx";
import { NamespaceBars } from "./NamespaceBars.tsx";
import { RuleFilterNote } from "./RuleFilterNote.tsx";

interface Props {
  snapshots: SnapshotSummary[] | undefined;
  snapshot: SnapshotSummary | undefined;
}

/** What the draft would do to the workloads of the chosen cluster data, and what it changes against the saved version. */
export function ImpactPanel({ snapshots, snapshot }: Props) {
  const { impact, stale, error, retry } = useImpactNow();
  return (
    <aside className="ed-impact" aria-labelledby="impact-title">
      <Title headingLevel="h2" size="md" id="impact-title">Impact now</Title>
      {snapshots === undefined && <Waiting for="the cluster data" />}
      {snapshots?.length === 0 && (
        <EmptyNote title="No cluster data yet" heading="h3" action={<Link to="/clusters">Open Clusters</Link>}>
          Explore the demo cluster, take a snapshot of a cluster or open manifests: then this panel shows which workloads the policy would log or block, while you edit it.
        </EmptyNote>
      )}
      {snapshot && <DataChoice snapshots={snapshots ?? []} snapshot={snapshot} />}
      {error && <ErrorNotice error={error} title="The draft could not be judged" action={<Button variant="link" isInline onClick={retry}>Try again</Button>} />}
      {snapshot && !impact && !error && <Waiting for="the first result" />}
      {snapshot && impact && (
        <div className={stale ? "ed-impact__result ed-stale" : "ed-impact__result"} aria-busy={stale}>
          <Result impact={impact} snapshot={snapshot} />
        </div>
      )}
    </aside>
  );
}

/** All that one result says. It stands unchanged while the next one is on its way. */
const Result = memo(function Result({ impact, snapshot }: { impact: Impact; snapshot: SnapshotSummary }) {
  return (
    <>
      <ImpactCounts impact={impact} />
      <RuleFilterNote impact={impact} />
      <ImpactLists impact={impact} />
      <NamespaceBars byNamespace={impact.byNamespace} />
      {impact.statements.map((statement) => <p key={statement} className="ed-impact__statement">{statement}</p>)}
      <CoverageLine impact={impact} coverage={snapshot.coverage} />
      <OpenScan snapshot={snapshot} />
    </>
  );
});

/** The way to all results with reasons and remedies: a scan judges a saved version. */
function OpenScan({ snapshot }: { snapshot: SnapshotSummary }) {
  const { name } = useEditor();
  const { baseVersion, dirty } = usePolicyState();
  const [asking, setAsking] = useState(false);
  if (baseVersion === 0) return <p className="ed-quiet">Once it is saved, a scan shows each finding with its place and its remedy.</p>;
  return (
    <>
      <Button variant="secondary" size="sm" onClick={() => setAsking(true)}>Scan with v{baseVersion}…</Button>
      {dirty && <> <Link to={comparePoliciesPath({ data: snapshot.id, a: { name, version: baseVersion }, b: { name, draft: true } })}>All changes against v{baseVersion}</Link></>}
      {dirty && <span className="ed-quiet"> A scan judges a saved version: without the unsaved changes.</span>}
      {asking && <StartScanDialog target={{ type: "snapshot", id: snapshot.id }} policy={name} onClose={() => setAsking(false)} />}
    </>
  );
}
