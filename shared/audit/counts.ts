import { VERDICTS } from "../model/finding.ts";
import type { Verdict } from "../model/finding.ts";
import type { VerdictCounts } from "./results.ts";

/** Zero of each verdict. */
export function noVerdicts(): VerdictCounts {
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as VerdictCounts;
}

/** How often each verdict occurs. */
export function countVerdicts(verdicts: Iterable<Verdict>): VerdictCounts {
  const counts = noVerdicts();
  for (const verdict of verdicts) counts[verdict]++;
  return counts;
}
