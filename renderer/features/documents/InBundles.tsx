import { Alert } from "@patternfly/react-core";
import type { BundleSummary } from "../../../shared/ipc/bundles.ts";
import { useBundlesQuery } from "../../api/bundles.ts";
import { day } from "../../ui/format.ts";

interface Props {
  /** What is to be deleted. */
  kind: "policy" | "ruleset" | "attestor";
  name: string;
}

/** Names the bundles in force that contain a document: they are what they were signed as, with or without it here. */
export function InBundles({ kind, name }: Props) {
  const { data: bundles = [] } = useBundlesQuery();
  const inForce = bundles.filter((bundle) => bundle.daysLeft >= 0 && namesIn(bundle, kind).includes(name));
  if (inForce.length === 0) return null;
  return (
    <Alert component="p" variant="info" isInline title="Bundles in force contain it" className="sp-gap">
      <ul className="sp-list">
        {inForce.map((bundle) => <li key={bundle.statementSha256}>{bundle.name} v{bundle.version}, until {day(bundle.terms.expires)}</li>)}
      </ul>
      <p>They stay valid as they are. Where one is imported, it brings this {kind} with it.</p>
    </Alert>
  );
}

function namesIn({ policies, rulesets, attestors }: BundleSummary, kind: Props["kind"]): string[] {
  return { policy: policies.map(({ name }) => name), ruleset: rulesets, attestor: attestors }[kind];
}
