import { VERDICTS } from "../model/finding.ts";
import type { JudgedCrowds } from "./judgedCrowds.ts";
import type { VerdictCounts } from "./results.ts";

/** Zero of each verdict. */
export function noVerdicts(): VerdictCounts {
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as VerdictCounts;
}

/** Verdicts of workloads; those that have finished are none of what runs. */
export function countWorkloads({ crowds, verdicts }: JudgedCrowds): VerdictCounts {
  const counts = noVerdicts();
  crowds.all.forEach(({ inForce }, number) => (counts[VERDICTS[verdicts[number] ?? 0] ?? "allow"] += inForce));
  return counts;
}
