import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { PolicyRule } from "../../../../shared/model/policy.ts";
import { useEditor } from "../EditorContext.ts";
import { patchRule } from "../logic/edits.ts";
import { isWithin } from "../logic/issues.ts";
import { placePath } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import type { RuleRow } from "../logic/rows.ts";
import { sentenceText } from "../logic/sentence.ts";
import { needsBlock } from "./tie.ts";

/** A rule that is in the definition's list. */
export type ListedRow = RuleRow & { index: number };

/** What the parts of one rule's row need. */
export interface RuleView {
  row: ListedRow;
  place: Place;
  rule: PolicyRule;
  /** The rule's place in the policy. */
  path: string;
  sentence: string;
  issues: FieldIssue[];
  /** Whether Continuous asks for a Deployment action that the rule does not have. */
  tied: boolean;
  /** Whether the rule acts in the Continuous phase. */
  isContinuous: boolean;
  patch: (change: Partial<PolicyRule>, field?: string) => void;
}

export function useRule(row: ListedRow, place: Place): RuleView {
  const { issues, edit } = useEditor();
  const { rule, descriptor, index } = row;
  const path = `${placePath(place)}.rules[${index}]`;
  return {
    row,
    place,
    rule,
    path,
    sentence: sentenceText(rule),
    issues: issues.filter((issue) => isWithin(issue.path, path)),
    tied: rule.enabled && needsBlock(rule),
    isContinuous: descriptor?.phases.includes("continuous") ?? rule.mitigation !== "none",
    patch: (change, field = path) => edit(field, patchRule(place, index, change)),
  };
}
