import { VERDICTS } from "../model/finding.ts";
import type { Verdict } from "../model/finding.ts";
import type { Alike } from "./alike.ts";
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

/** Verdicts of workloads; those that have finished are none of what runs. */
export function countWorkloads({ all }: Alike): VerdictCounts {
  const counts = noVerdicts();
  for (const { verdict, inForce } of all) counts[verdict] += inForce;
  return counts;
}
