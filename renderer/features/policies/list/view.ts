import type { DraftSummary, PolicySummary } from "../../../../shared/ipc/types.ts";
import { byCodeUnit } from "../../../../shared/kernel/stable.ts";

/** Saved policies and, as version 0, the drafts of those that were never saved. */
export function withDrafts(policies: PolicySummary[], drafts: DraftSummary[]): PolicySummary[] {
  const saved = new Set(policies.map(({ name }) => name));
  const unsaved = drafts.filter(({ name }) => !saved.has(name));
  return [...policies, ...unsaved.map((draft): PolicySummary => ({ ...draft, version: 0, created: draft.updated, assignedTo: [], hasDraft: true }))];
}

/** What the policy list can be sorted by. */
export const COLUMNS = [
  { key: "name", title: "Name" },
  { key: "platform", title: "Platform" },
  { key: "rules", title: "Rules" },
  { key: "clusters", title: "Clusters" },
  { key: "version", title: "Version" },
  { key: "created", title: "Created" },
  { key: "updated", title: "Updated" },
] as const;

export type ColumnKey = (typeof COLUMNS)[number]["key"];

export interface ListView {
  text: string;
  sort: ColumnKey;
  descending: boolean;
}

const COMPARE: Record<ColumnKey, (a: PolicySummary, b: PolicySummary) => number> = {
  name: (a, b) => byCodeUnit(a.name.toLowerCase(), b.name.toLowerCase()) || byCodeUnit(a.name, b.name),
  platform: (a, b) => byCodeUnit(a.platform, b.platform),
  rules: (a, b) => a.ruleCount - b.ruleCount,
  clusters: (a, b) => a.assignedTo.length - b.assignedTo.length,
  version: (a, b) => a.version - b.version,
  created: (a, b) => byCodeUnit(a.created, b.created),
  updated: (a, b) => byCodeUnit(a.updated, b.updated),
};

/** The policies that a view shows, in its order; equal ones by name. */
export function shownPolicies(policies: PolicySummary[], { text, sort, descending }: ListView): PolicySummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const direction = descending ? -1 : 1;
  return policies
    .filter((policy) => {
      const searched = [policy.name, policy.description, platformWord(policy), ...policy.assignedTo].join(" ").toLowerCase();
      return words.every((word) => searched.includes(word));
    })
    .toSorted((a, b) => direction * COMPARE[sort](a, b) || COMPARE.name(a, b));
}

/** The platform as the source document writes it. */
export function platformWord({ platform }: Pick<PolicySummary, "platform">): string {
  return platform === "ecs" ? "Amazon ECS" : "Kubernetes";
}

/** The view that an address holds; what it does not say is as in a new list. */
export function readView(params: URLSearchParams): ListView {
  const sort = COLUMNS.find((column) => column.key === params.get("sort"))?.key ?? "name";
  return { text: params.get("text") ?? "", sort, descending: params.get("order") === "desc" };
}

export function viewParams({ text, sort, descending }: ListView): URLSearchParams {
  return new URLSearchParams({ ...(text ? { text } : {}), ...(sort === "name" ? {} : { sort }), ...(descending ? { order: "desc" } : {}) });
}

/** The list as tab-separated text, as it is shown. */
export function policiesAsText(policies: PolicySummary[]): string {
  const head = ["Name", "Description", "Platform", "Rules", "Clusters", "Version", "Created", "Updated"];
  const rows = policies.map((policy) => [
    policy.name, policy.description, platformWord(policy), policy.ruleCount, policy.assignedTo.join(", "), policy.version, policy.created, policy.updated,
  ]);
  return [head, ...rows].map((row) => row.map((cell) => String(cell).replaceAll(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}
