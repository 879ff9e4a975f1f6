/** What is allowed in a policy and probably not meant. Plain data. */

export type TrapCode =
  | "hits-nearly-everything"
  | "prefix-without-end"
  | "redundant-rule"
  | "rule-never-matches"
  | "signature-skipped"
  | "redundant-exception"
  | "exception-never-matches"
  | "exception-hides-many"
  | "exception-opens-registries"
  | "exception-expired";

/** Something in a policy that is allowed and probably not meant. */
export interface Trap {
  code: TrapCode;
  /** Place in the policy's document: `cluster.exceptions[0].values[1]`. */
  path: string;
  message: string;
  /** What to do about it, as one sentence. */
  remedy: string;
  /** Ways out that need no thinking about, the best first. */
  fixes: TrapFix[];
}

/** A change of the policy that does away with a trap. */
export interface TrapFix {
  /** As on a button: `Use “equal”`. */
  label: string;
  /** In order. Without `value`, what is at the path is taken away. */
  changes: { path: string; value?: unknown }[];
}
