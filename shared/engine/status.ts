import type { UnsetFields } from "../model/policy.ts";
import type { CheckResult } from "../rules/descriptor.ts";

/**
 * What a check says of something, without the details, as bits: it is violated by what is written or implied; or only
 * because a field is absent; or it cannot be decided. What is said of a pod is what is said of its containers, together.
 */
export type Status = number;

const VIOLATED = 1;
const UNSET = 2;
const UNDECIDABLE = 4;

/** Results without their details. */
export function summed(results: readonly CheckResult[]): Status {
  let bits = 0;
  for (const { status, basis } of results) bits |= status === "not-decidable" ? UNDECIDABLE : basis === "unset" ? UNSET : VIOLATED;
  return bits;
}

/** What a status comes to under a reading of absent fields. */
export const CLEAR = 0;
export const HIT = 1;
export const OPEN = 2;

/** By status: nothing, a violation, or merely undecidable. */
export function readingOf(unsetFields: UnsetFields): readonly number[] {
  const violating = unsetFields === "ignored" ? VIOLATED : VIOLATED | UNSET;
  return Array.from({ length: 8 }, (_, status) => ((status & violating) !== 0 ? HIT : (status & UNDECIDABLE) !== 0 ? OPEN : CLEAR));
}
