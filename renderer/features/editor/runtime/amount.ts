import type { RulesetSummary } from "../../../../shared/ipc/types.ts";
import { count } from "../../../ui/format.ts";

/** What a ruleset holds: `12 rules and 1 file of custom rules`. */
export function amountOfRules({ ruleCount, customFileCount }: RulesetSummary): string {
  const rules = count(ruleCount, "rule");
  return customFileCount === 0 ? rules : `${rules} and ${count(customFileCount, "file")} of custom rules`;
}
