import type { FieldIssue } from "../../../../shared/kernel/result.ts";
import type { PolicyRule } from "../../../../shared/model/policy.ts";
import { useEditor } from "../EditorContext.ts";
import { patchRule } from "../logic/edits.ts";
import { ruleKey, rulePath } from "../logic/place.ts";
import type { Place } from "../logic/place.ts";
import type { RuleRow } from "../logic/rows.ts";
import { ruleSentence } from "../../../../shared/rules/sentence.ts";
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
  /** How the results of judging name the rule. */
  ruleKey: string;
  /** Whether Continuous asks for a Deployment action that the rule does not have. */
  tied: boolean;
  /** Whether the rule acts in the Continuous phase. */
  isContinuous: boolean;
  patch: (change: Partial<PolicyRule>, field?: string) => void;
}

/** What a row is drawn from; when none of it changed, the row is not drawn again. */
export interface RowProps<Row = ListedRow> {
  row: Row;
  place: Place;
  /** Problems inside this rule. */
  issues: FieldIssue[];
  /** Name of the definition, as the results of judging call it. */
  definition: string;
}

export function useRule({ row, place, issues, definition }: RowProps): RuleView {
  const { edit } = useEditor();
  const { rule, descriptor, index } = row;
  const path = rulePath(place, index);
  return {
    row,
    place,
    rule,
    path,
    sentence: ruleSentence(rule),
    issues,
    ruleKey: ruleKey(definition, index),
    tied: rule.enabled && needsBlock(rule),
    isContinuous: descriptor?.phases.includes("continuous") ?? rule.mitigation !== "none",
    patch: (change, field = path) => edit(field, patchRule(place, index, change)),
  };
}
