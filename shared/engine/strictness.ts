import type { EnforcedVerdict } from "../model/finding.ts";

/** Order of strictness, for sorting. */
export const RANK: Record<EnforcedVerdict, number> = { block: 3, log: 2, unknown: 1, allow: 0 };

/** The stricter of two verdicts: block > log > unknown > allow; the other one where one is undefined. */
export function stricter(a: EnforcedVerdict | undefined, b: EnforcedVerdict): EnforcedVerdict {
  return a !== undefined && RANK[a] >= RANK[b] ? a : b;
}
