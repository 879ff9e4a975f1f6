import type { RulesetSummary } from "../../../../shared/ipc/types.ts";
import { keptNames, readDraft } from "../../documents/index.ts";
import { RULESET_DRAFTS } from "../drafts.ts";

/** A ruleset in the list; revision 0 is a draft that was never saved. */
export interface RulesetItem extends RulesetSummary {
  hasDraft: boolean;
}

/** Saved rulesets and, as revision 0, the drafts of those that were never saved. */
export function withDrafts(saved: RulesetSummary[]): RulesetItem[] {
  const drafts = new Set(keptNames(RULESET_DRAFTS));
  const names = new Set(saved.map(({ name }) => name));
  const unsaved = [...drafts].filter((name) => !names.has(name)).flatMap(draftItem);
  return [...saved.map((ruleset) => ({ ...ruleset, hasDraft: drafts.has(ruleset.name) })), ...unsaved];
}

function draftItem(name: string): RulesetItem[] {
  const kept = readDraft(RULESET_DRAFTS, name);
  if (!kept) return [];
  const { document, updated } = kept;
  const { description, labels, labelMatchingCondition, rules, customRules } = document;
  return [{
    name, description, labels, labelMatchingCondition, ruleCount: rules.length, customFileCount: customRules.length, revision: 0, created: updated, updated,
    author: "", usedBy: [], hasDraft: true,
  }];
}
