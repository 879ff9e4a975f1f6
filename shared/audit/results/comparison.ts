import type { Verdict } from "../../model/finding.ts";

/** What changes between two policies, or two scans. Plain data. */

/** The first five: of two policies on the same data. The next four: of two scans. What is worst comes first. */
export const CHANGES = [
  "newlyBlocked", "newlyLogged", "newlyUndecidable", "newlyAllowed", "newlyExcluded", "worse", "appeared", "better", "disappeared", "unchanged",
] as const;
export type Change = (typeof CHANGES)[number];

export interface ComparedRow {
  /** Its place in the comparison. */
  id: number;
  change: Change;
  kind: string;
  namespace: string;
  name: string;
  /** Absent on the side where the workload is not. */
  before?: Verdict;
  after?: Verdict;
  pods: number;
  /** Rules that hit on one side only: `+` on the second, `−` on the first. */
  why: string[];
}

export interface ComparedGroup {
  key: string;
  /** Changed workloads. */
  total: number;
  counts: Record<Change, number>;
}

export interface Comparison {
  /** Over all workloads that pass the filter, what has finished left out. */
  counts: Record<Change, number>;
  rows: ComparedRow[];
  total: number;
  /** Changed workloads by what they have in common, most first. */
  groups: ComparedGroup[];
  labelKeys: string[];
}
