import type { Phase, UnsetFields } from "../model/policy.ts";

/** What an evaluation depends on besides policy and workload. */
export interface EngineOptions {
  phase: Phase;
  unsetFields: UnsetFields;
  /** Digests (`sha256:…`) that the automatic trusted-image exception excuses. */
  trustedDigests: readonly string[];
  /** The clock for expiries: milliseconds since 1970. */
  now: number;
}
