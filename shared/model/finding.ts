import type { Action, Mitigation } from "./policy.ts";

/** Strictest first. `excluded`: in a namespace where nothing is enforced. `unknown`: evidence is missing. */
export const VERDICTS = ["block", "log", "unknown", "allow", "excluded"] as const;
export type Verdict = (typeof VERDICTS)[number];
/** A verdict before namespace exclusion. */
export type EnforcedVerdict = Exclude<Verdict, "excluded">;

/**
 * How the offending value came about: `explicit` it is written so; `unset` the field is absent and Kubernetes' default
 * violates; `implied` another field forces it.
 */
export type Basis = "explicit" | "unset" | "implied";
export type FindingStatus = "violation" | "not-decidable";
export type ContainerKind = "container" | "init" | "ephemeral";

/** Which rule of the policy: its place in its definition, as the command line's contract prints it. */
export interface RuleRef {
  type: string;
  /** 0-based place in its definition's rules. */
  index: number;
  /** `cluster`, or the name of the namespaced definition. */
  definition: string;
  properties: Record<string, unknown>;
}

/** One container (or pod) against one rule. See `spec/semantics.md`, "Units and verdicts". */
export interface Finding {
  status: FindingStatus;
  rule: RuleRef;
  action: Action;
  mitigation: Mitigation;
  /** Absent for a pod-level rule. */
  container?: { name: string; kind: ContainerKind };
  /** JSON path into the object, for example `spec.containers[0].securityContext.privileged`. */
  path: string;
  /** What was seen there; null when the field is absent. */
  value: unknown;
  basis: Basis;
  message: string;
  remediation: string;
  /** Set when an exception excuses the finding: it is kept for information and does not count. */
  excusedBy?: { index: number; definition: string } | { trustedImages: true };
}

/** Something worth telling that is not a finding: an odd shape, an unusual spelling. */
export interface Note {
  code: string;
  /** JSON path into the object; empty for the object itself. */
  path: string;
  message: string;
}

/** What kind of thing was judged; see `spec/cli.md`. */
export type ObjectState = "running" | "finished" | "mirror" | "template" | "history";
