import type { LabelCondition, PodLabel } from "../../../shared/model/ruleset.ts";

/** To which pods a ruleset applies, in a few words. */
export function labelsInWords({ labels, labelMatchingCondition }: { labels: PodLabel[]; labelMatchingCondition: LabelCondition }): string {
  if (labels.length === 0) return "every pod";
  const names = labels.map(({ key, value }) => `${key}=${value}`).join(", ");
  return `${labelMatchingCondition === "any" ? "any of" : "not any of"} ${names}`;
}
