import { PageSection, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { useScansQuery, useSnapshotsQuery } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { PolicySides } from "./PolicySides.tsx";
import { ScanSides } from "./ScanSides.tsx";
import { Answer } from "./Answer.tsx";
import { subjectOf, useCompareView } from "./view.ts";
import "./compare.css";

/** Two policies on the same cluster data, or two scans: what changes, where and why. */
export function ComparePage() {
  const [view, change] = useCompareView();
  const { data: snapshots } = useSnapshotsQuery();
  const { data: scans } = useScansQuery();
  const subject = subjectOf(view);
  return (
    <>
      <PageHeader title="Compare" breadcrumb={[{ title: "Scans", path: "/scans" }]} subtitle="What changes between two policies on the same data, or between two scans" />
      <PageSection className="cmp-page" hasBodyWrapper={false}>
        <ToggleGroup aria-label="What is compared">
          <ToggleGroupItem buttonId="compare-policies" text="Policies on the same data" isSelected={view.kind === "policies"} onChange={() => change({ kind: "policies", changes: [] })} />
          <ToggleGroupItem buttonId="compare-scans" text="Two scans" isSelected={view.kind === "scans"} onChange={() => change({ kind: "scans", changes: [] })} />
        </ToggleGroup>
        {view.kind === "policies" ? <PolicySides view={view} snapshots={snapshots ?? []} onChange={change} /> : <ScanSides view={view} scans={scans ?? []} onChange={change} />}
        {subject ? <Answer key={view.kind} view={view} subject={subject} onChange={change} /> : <Unready isEmpty={view.kind === "policies" ? snapshots?.length === 0 : scans?.length === 0} kind={view.kind} />}
      </PageSection>
    </>
  );
}

function Unready({ isEmpty, kind }: { isEmpty: boolean | undefined; kind: "policies" | "scans" }) {
  if (kind === "policies" && isEmpty) return <EmptyNote title="No cluster data yet">Take a snapshot of a cluster or import manifests on the page Clusters: policies are compared on what really runs.</EmptyNote>;
  return <EmptyNote title="Choose both sides">{kind === "policies" ? "The cluster data, and two policies, two versions of one, or the unsaved draft against what is saved." : "Two scans that ended: the earlier one first."}</EmptyNote>;
}
