import type { ObjectDraftSummary } from "../../../../shared/ipc/objects.ts";
import type { RulesetSummary } from "../../../../shared/ipc/types.ts";

/** A ruleset in the list; revision 0 is a draft that was never saved. */
export interface RulesetItem extends RulesetSummary {
  hasDraft: boolean;
}

/** Saved rulesets and, as revision 0, the drafts of those that were never saved. */
export function withDrafts(saved: RulesetSummary[], drafts: ObjectDraftSummary[]): RulesetItem[] {
  const drafted = new Set(drafts.map(({ name }) => name));
  const names = new Set(saved.map(({ name }) => name));
  return [...saved.map((ruleset) => ({ ...ruleset, hasDraft: drafted.has(ruleset.name) })), ...drafts.filter(({ name }) => !names.has(name)).flatMap(draftItem)];
}

function draftItem({ name, description, updated, ruleset }: ObjectDraftSummary): RulesetItem[] {
  return ruleset ? [{ name, description, ...ruleset, revision: 0, created: updated, updated, author: "", usedBy: [], hasDraft: true }] : [];
}
