import type { Verdict } from "../../model/finding.ts";
import type { ExceptionUse } from "./exceptions.ts";
import type { RuleCount, VerdictCounts } from "./rows.ts";
import type { Trap } from "./traps.ts";

/** What a policy does to the chosen cluster data while it is edited. Plain data; durations in milliseconds. */

export interface ImpactRow {
  id: number;
  kind: string;
  namespace: string;
  name: string;
  verdict: Verdict;
  before?: Verdict;
  why: string;
}

export interface Impact {
  snapshotId: string;
  verdicts: VerdictCounts;
  /** Against the saved version: verdict now minus verdict then. Undefined when nothing was saved. */
  change?: { base: number; added: VerdictCounts; removed: VerdictCounts };
  /** Workloads whose verdict changed, strictest new verdict first. */
  changed: ImpactRow[];
  changedTotal: number;
  /** The workloads of which the asked-for exception excuses something. */
  excused?: { key: string; rows: ImpactRow[]; total: number };
  /** Workloads that are blocked, logged or undecidable, strictest first. */
  affected: ImpactRow[];
  affectedTotal: number;
  rules: RuleCount[];
  byNamespace: { namespace: string; block: number; log: number; unknown: number }[];
  /** What each exception does on this data, in the order of the policy. */
  exceptions: ExceptionUse[];
  /** Rules and exceptions that probably do not do what they seem to. */
  traps: Trap[];
  /** Rules that never judge a pod, in words ("exec would be blocked in all namespaces"). */
  statements: string[];
  examined: number;
  notExamined: number;
  durationMs: number;
}
