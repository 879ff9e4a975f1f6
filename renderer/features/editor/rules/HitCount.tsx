import { Button } from "@patternfly/react-core";
import { count, number } from "../../../ui/format.ts";
import { useImpactNow } from "../EditorContext.ts";

/** How many workloads this one rule hits on the chosen cluster data; pressed, the impact panel shows only those. */
export function HitCount({ ruleKey, sentence }: { ruleKey: string; sentence: string }) {
  const { impact, stale, ruleFilter, filterByRule } = useImpactNow();
  const hits = impact?.rules.find((rule) => rule.key === ruleKey)?.workloads;
  if (hits === undefined) return null;
  const pressed = ruleFilter === ruleKey;
  if (hits === 0 && !pressed) {
    return <span className={`ed-hits ed-quiet ${stale ? "ed-stale" : ""}`}><span aria-hidden className="ed-dot ed-dot--none">●</span> 0<span className="pf-v6-screen-reader"> workloads hit</span></span>;
  }
  return (
    <Button
      variant={pressed ? "secondary" : "link"}
      size="sm"
      className={`ed-hits ${stale ? "ed-stale" : ""}`}
      aria-pressed={pressed}
      aria-label={`${count(hits, "workload")} hit by: ${sentence}. ${pressed ? "Show all workloads" : "Show only these"}`}
      onClick={() => filterByRule(pressed ? undefined : ruleKey)}
    >
      <span aria-hidden className={hits > 0 ? "ed-dot" : "ed-dot ed-dot--none"}>●</span> {number(hits)}
    </Button>
  );
}
