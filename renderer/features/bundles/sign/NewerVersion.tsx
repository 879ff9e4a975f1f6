import { Alert } from "@patternfly/react-core";
import { Link } from "react-router";
import type { BundleSummary } from "../../../../shared/ipc/signing.ts";
import { useBundlesQuery } from "../../../api/bundles.ts";
import { bundlePath } from "../../../app/paths.ts";

/** Whoever is asked to sign an old version may be meant to bring it back: the newest one that is here is named. */
export function NewerVersion({ of: { bundleId, version, name } }: { of: Pick<BundleSummary, "bundleId" | "version" | "name"> }) {
  const { data: bundles = [] } = useBundlesQuery();
  const [newest] = bundles.filter((one) => one.bundleId === bundleId && one.version > version).toSorted((a, b) => b.version - a.version);
  if (!newest) return null;
  return (
    <Alert component="p" variant="warning" isInline title={`Version ${newest.version} of ${name} is here already`} actionLinks={<Link to={bundlePath(newest.statementSha256)}>Open version {newest.version}</Link>}>
      <p>Who has accepted that one refuses this older one; who has not can still be given it. Ask why it is to be signed now.</p>
    </Alert>
  );
}
