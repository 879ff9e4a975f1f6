import { Label } from "@patternfly/react-core";
import { Link } from "react-router";
import type { PolicySummary } from "../../../../shared/ipc/types.ts";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";
import { Time } from "../../../ui/Time.tsx";
import { count, number } from "../../../ui/format.ts";
import { NO_VALUE, byName, byText, descriptionUnderName } from "../../documents/index.ts";
import type { Column } from "../../documents/index.ts";

export function policyPath({ name }: { name: string }): string {
  return `/policies/${encodeURIComponent(name)}`;
}

/** The platform as the source document writes it. */
export function platformWord({ platform }: Pick<PolicySummary, "platform">): string {
  return platform === "ecs" ? "Amazon ECS" : "Kubernetes";
}

/** Ticked rules, and over how many definitions they are spread when there are more than the Cluster-wide one. */
function rulesText({ ruleCount, namespacedCount }: PolicySummary): string {
  return namespacedCount === 0 ? number(ruleCount) : `${number(ruleCount)} in ${count(namespacedCount + 1, "definition")}`;
}

const versionText = ({ version }: PolicySummary): string => (version > 0 ? `v${version}` : "–");

/** The columns of the policy list. */
export const POLICY_COLUMNS: Column<PolicySummary>[] = [
  {
    key: "name",
    title: "Name",
    className: "pol-name",
    cell: (policy) => descriptionUnderName(policyPath(policy), policy, policy.hasDraft && <Label isCompact color="blue">{policy.version > 0 ? "unsaved changes" : "draft, never saved"}</Label>),
    compare: byName,
    text: ({ name, description }) => (description ? `${name}: ${description}` : name),
  },
  { key: "platform", title: "Platform", className: "pol-narrow pol-platform", cell: platformWord, compare: byText(platformWord), text: platformWord },
  { key: "rules", title: "Rules", className: "pol-narrow", cell: rulesText, compare: (a, b) => a.ruleCount - b.ruleCount, text: rulesText },
  {
    key: "clusters",
    title: "Clusters",
    className: "pol-narrow pol-clusters",
    cell: ({ assignedTo }) => (assignedTo.length === 0 ? NO_VALUE : <Link to="/clusters">{assignedTo.join(", ")}</Link>),
    compare: (a, b) => a.assignedTo.length - b.assignedTo.length,
    text: ({ assignedTo }) => assignedTo.join(", "),
  },
  { key: "version", title: "Version", className: "pol-narrow", cell: versionText, compare: (a, b) => a.version - b.version, text: versionText },
  {
    key: "created",
    title: "Created",
    className: "pol-narrow pol-time",
    cell: ({ version, created }) => (version > 0 ? <Time at={created} /> : "–"),
    compare: (a, b) => byCodeUnit(a.created, b.created),
    text: ({ created }) => created,
  },
  {
    key: "updated",
    title: "Updated",
    className: "pol-narrow pol-time",
    cell: ({ updated }) => <Time at={updated} />,
    compare: (a, b) => byCodeUnit(a.updated, b.updated),
    text: ({ updated }) => updated,
  },
];
