import { Button } from "@patternfly/react-core";
import { count, number } from "../../../ui/format.ts";
import { useFindings, useImpactActions } from "../EditorContext.ts";

/** How many workloads this one rule hits on the chosen cluster data; pressed, the impact panel shows only those. */
export function HitCount({ ruleKey, sentence }: { ruleKey: string; sentence: string }) {
  const { filterByRule } = useImpactActions();
  const hits = useFindings((found) => found.hits.get(ruleKey));
  const pressed = useFindings((found) => found.ruleFilter === ruleKey);
  if (hits === undefined) return null;
  if (hits === 0 && !pressed) {
    return <span className="ed-hits ed-quiet"><span aria-hidden className="ed-dot ed-dot--none">●</span> 0<span className="pf-v6-screen-reader"> workloads hit</span></span>;
  }
  return (
    <Button
      variant={pressed ? "secondary" : "link"}
      size="sm"
      className="ed-hits"
      aria-pressed={pressed}
      aria-label={`${count(hits, "workload")} hit by: ${sentence}. ${pressed ? "Show all workloads" : "Show only these"}`}
      onClick={() => filterByRule(pressed ? undefined : ruleKey)}
    >
      <span aria-hidden className={hits > 0 ? "ed-dot" : "ed-dot ed-dot--none"}>●</span> {number(hits)}
    </Button>
  );
}
