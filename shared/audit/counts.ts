import { VERDICTS } from "../model/finding.ts";
import type { Verdict } from "../model/finding.ts";
import type { JudgedCrowds } from "./judgedCrowds.ts";
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
export function countWorkloads({ crowds, verdicts }: JudgedCrowds): VerdictCounts {
  const counts = noVerdicts();
  crowds.all.forEach(({ inForce }, number) => (counts[VERDICTS[verdicts[number] ?? 0] ?? "allow"] += inForce));
  return counts;
}
