import type { Verdict } from "../../model/finding.ts";
import type { PolicyException } from "../../model/policy.ts";

/** Exceptions that would let chosen workloads pass. Plain data. */

/** What proposed exceptions name, the narrowest first. */
export const PROPOSAL_WIDTHS = ["image", "repository", "registry"] as const;
export type ProposalWidth = (typeof PROPOSAL_WIDTHS)[number];

/** An exception and the definition it is for: `cluster`, or a namespaced one that has exceptions of its own. */
export interface PlacedException {
  definition: string;
  exception: PolicyException;
}

export interface ProposalRow {
  id: number;
  kind: string;
  namespace: string;
  name: string;
  verdict: Verdict;
  why: string;
}

export interface ExceptionProposal {
  width: ProposalWidth;
  /** Only in the namespaces of the chosen workloads. */
  limited: boolean;
  exceptions: PlacedException[];
  /** How many of the chosen have no finding left; the others and what is left of them. */
  clears: number;
  leaves: ProposalRow[];
  /** Workloads that were not chosen and of which it excuses findings too: some of them, and how many there are. */
  others: ProposalRow[];
  othersTotal: number;
}

export interface Proposals {
  chosen: number;
  /** Chosen workloads that no exception can let pass, and why. */
  impossible: ProposalRow[];
  /** Those that clear most and excuse least beside it first. */
  proposals: ExceptionProposal[];
}
