import type { DraftSummary, PolicySummary } from "../../../../shared/ipc/types.ts";

/** Saved policies and, as version 0, the drafts of those that were never saved. */
export function withDrafts(policies: PolicySummary[], drafts: DraftSummary[]): PolicySummary[] {
  const saved = new Set(policies.map(({ name }) => name));
  const unsaved = drafts.filter(({ name }) => !saved.has(name));
  return [...policies, ...unsaved.map((draft): PolicySummary => ({ ...draft, version: 0, created: draft.updated, assignedTo: [], hasDraft: true }))];
}
