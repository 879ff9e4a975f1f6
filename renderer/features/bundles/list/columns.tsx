import { Label } from "@patternfly/react-core";
import { Link } from "react-router";
import type { BundleSummary } from "../../../../shared/ipc/signing.ts";
import { bundlePath } from "../../../app/paths.ts";
import { Time } from "../../../ui/Time.tsx";
import { byName, byText } from "../../documents/index.ts";
import type { Column } from "../../documents/index.ts";
import { Expiry } from "../Expiry.tsx";
import { expiryOf, ORIGINS, progressText, signedBy } from "../words.ts";

/** A bundle as a row: each version is one of its own. */
export interface BundleRow {
  name: string;
  bundle: BundleSummary;
}

/** Two desks may give their bundles the same name: then a part of the id tells them apart. */
export function rowsOf(bundles: readonly BundleSummary[]): BundleRow[] {
  const ids = new Map<string, Set<string>>();
  for (const { name, bundleId } of bundles) ids.set(name, (ids.get(name) ?? new Set()).add(bundleId));
  return bundles.map((bundle) => {
    const { name, version, bundleId } = bundle;
    return { name: `${name} v${version}${(ids.get(name)?.size ?? 0) > 1 ? ` (${bundleId.slice(0, 8)})` : ""}`, bundle };
  });
}

const policiesText = ({ bundle }: BundleRow): string => bundle.policies.map(({ name, version }) => `${name} v${version}`).join(", ");
const originText = ({ bundle }: BundleRow): string => (bundle.accepted === undefined ? ORIGINS[bundle.origin] : `${ORIGINS[bundle.origin]}, accepted`);
const signersText = ({ bundle }: BundleRow): string => `${progressText(bundle)} ${missingText(bundle)} ${signedBy(bundle.signers).join(", ")}`;
const stateText = ({ bundle }: BundleRow): string => (bundle.complete ? "complete" : "open");

function missingText({ complete, missing }: BundleSummary): string {
  return complete || missing.length === 0 ? "" : `not signed: ${missing.join(", ")}`;
}

export const BUNDLE_COLUMNS: Column<BundleRow>[] = [
  {
    key: "created",
    title: "Bundle",
    cell: ({ name, bundle }) => (
      <>
        <div><Link to={bundlePath(bundle.statementSha256)}>{name}</Link></div>
        <div className="sp-quiet bun-small"><Time at={bundle.created} /></div>
      </>
    ),
    // Without a choice of the user's the newest stands first.
    compare: (a, b) => Date.parse(b.bundle.created) - Date.parse(a.bundle.created) || b.bundle.version - a.bundle.version,
    text: ({ name }) => name,
  },
  { key: "origin", title: "Origin", cell: originText, compare: byText(originText), text: originText },
  { key: "policies", title: "Policies", className: "sp-wrap", cell: policiesText, compare: byText(policiesText), text: policiesText },
  {
    key: "signers",
    title: "Signers",
    cell: ({ bundle }) => (
      <>
        <div>{progressText(bundle)}</div>
        <div className="sp-quiet bun-small">{missingText(bundle) || signedBy(bundle.signers).join(", ")}</div>
      </>
    ),
    compare: (a, b) => signedBy(a.bundle.signers).length - signedBy(b.bundle.signers).length,
    text: signersText,
  },
  {
    key: "state",
    title: "State",
    cell: ({ bundle }) => <Label isCompact status={bundle.complete ? "success" : "warning"}>{bundle.complete ? "complete" : "open"}</Label>,
    compare: byText(stateText),
    text: stateText,
  },
  {
    key: "expiry",
    title: "Expiry",
    cell: ({ bundle }) => <Expiry daysLeft={bundle.daysLeft} expires={bundle.terms.expires} />,
    compare: (a, b) => a.bundle.daysLeft - b.bundle.daysLeft || byName(a, b),
    text: ({ bundle }) => `${expiryOf(bundle.daysLeft).text} (${bundle.terms.expires})`,
  },
];
