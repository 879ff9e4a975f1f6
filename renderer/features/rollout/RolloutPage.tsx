import { Button, PageSection } from "@patternfly/react-core";
import { skipToken } from "@reduxjs/toolkit/query";
import { usePoliciesQuery, useRolloutPlanQuery, useSnapshotsQuery } from "../../api/api.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { Choice } from "./Choice.tsx";
import { Plan } from "./Plan.tsx";
import { useRolloutView } from "./view.ts";
import "./rollout.css";

/** A way from logging to blocking in waves, made from what the policy would do to data of several days. */
export function RolloutPage() {
  const { data: policies = [] } = usePoliciesQuery();
  const { data: snapshots = [] } = useSnapshotsQuery();
  const [view, change] = useRolloutView(policies, snapshots);
  const { policy, version, newest, data, quietDays } = view;
  const { data: plan, error, isFetching } = useRolloutPlanQuery(policy && version !== undefined && data.length > 0 ? { policy, version, snapshotIds: data, quietDays } : skipToken);
  return (
    <>
      <PageHeader
        title="Rollout"
        breadcrumb={[{ title: "Scans", path: "/scans" }]}
        subtitle="From logging to blocking, namespace by namespace"
        actions={<Button variant="secondary" isDisabled={!plan || plan.waves.length === 0} onClick={() => window.print()}>Print</Button>}
      />
      <PageSection className="rol-page" hasBodyWrapper={false}>
        <Choice view={view} policies={policies} snapshots={snapshots} onChange={change} />
        <ErrorNotice error={error} title="The plan could not be made" />
        {!plan && isFetching && <Waiting for="the chosen data to be judged" />}
        {!plan && !isFetching && !error && (
          <EmptyNote title="Choose a policy and cluster data">
            The plan says for each namespace how many workloads would be blocked and since when nothing would have been; so data of several days makes a better plan.
          </EmptyNote>
        )}
        {plan && version !== undefined && newest !== undefined && <Plan plan={plan} version={version} newest={newest} />}
      </PageSection>
    </>
  );
}
