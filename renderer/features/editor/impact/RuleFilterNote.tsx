import { Label } from "@patternfly/react-core";
import type { Impact } from "../../../../shared/ipc/types.ts";
import { useImpactActions, useImpactNow } from "../EditorContext.ts";

/** Which rule the lists are limited to, and the way back to all. */
export function RuleFilterNote({ impact }: { impact: Impact }) {
  const { ruleFilter } = useImpactNow();
  const { filterByRule } = useImpactActions();
  if (ruleFilter === undefined) return null;
  const sentence = impact.rules.find((rule) => rule.key === ruleFilter)?.sentence ?? "a rule that is gone";
  return (
    <p>
      <Label isCompact color="blue" variant="outline" textMaxWidth="16rem" closeBtnAriaLabel="Show the workloads of all rules" onClose={() => filterByRule(undefined)}>
        only: {sentence}
      </Label>
    </p>
  );
}
