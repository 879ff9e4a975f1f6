import { PageSection } from "@patternfly/react-core";
import { useContextsQuery, usePoliciesQuery, useScansQuery, useSnapshotsQuery } from "../../api/api.ts";
import { useBundlesQuery } from "../../api/bundles.ts";
import { useKeysQuery, useTrustQuery } from "../../api/keysTrust.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { FirstRun } from "./FirstRun.tsx";
import { Status } from "./Status.tsx";

/** Three doors while there is no data; then the state of things. */
export function OverviewPage() {
  const snapshots = useSnapshotsQuery();
  const scans = useScansQuery();
  const policies = usePoliciesQuery();
  const contexts = useContextsQuery();
  // Bundles that cannot be read are told of at their own place.
  const bundles = useBundlesQuery();
  const keys = useKeysQuery();
  const trust = useTrustQuery();
  const error = snapshots.error ?? scans.error ?? policies.error;
  if (error) return <PageSection><ErrorNotice error={error} title="The overview could not be fetched" /></PageSection>;
  if (!snapshots.data || !scans.data || !policies.data || bundles.isLoading) return <Waiting for="the overview" />;
  if (snapshots.data.length === 0 && scans.data.length === 0 && (bundles.data ?? []).length === 0) return <FirstRun />;
  return (
    <Status
      snapshots={snapshots.data}
      scans={scans.data}
      policies={policies.data}
      contexts={contexts.data?.contexts ?? []}
      bundles={bundles.data ?? []}
      ownKeys={(keys.data ?? []).map(({ id }) => id)}
      trustEnding={trust.data?.current?.ending ?? []}
    />
  );
}
