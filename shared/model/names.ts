import type { FieldIssue } from "../kernel/result.ts";

/** Longest name of a policy, definition, ruleset or attestor (vendor-facts §5.1, §6, §7). */
export const LONGEST_NAME = 64;
/** Longest description of any of them. */
export const LONGEST_DESCRIPTION = 128;

/** What is wrong with the name of a policy, definition or ruleset; empty when it is one. */
export function nameIssues(path: string, name: string): FieldIssue[] {
  return issues(path, name, /^[A-Za-z0-9_.]+$/, "A name has only letters, digits, dots and underscores, and no spaces.");
}

/**
 * What is wrong with an attestor's name. Rules and Kubernetes resources name attestors, and the vendor's samples have
 * hyphens in them: so unlike other names these may.
 */
export function attestorNameIssues(path: string, name: string): FieldIssue[] {
  return issues(path, name, /^[A-Za-z0-9_.-]+$/, "An attestor's name has only letters, digits, dots, underscores and hyphens, and no spaces.");
}

export function descriptionIssues(path: string, description: string): FieldIssue[] {
  if (description.length <= LONGEST_DESCRIPTION) return [];
  return [{ path, message: `A description has at most ${LONGEST_DESCRIPTION} characters; this one has ${description.length}.` }];
}

function issues(path: string, name: string, allowed: RegExp, rule: string): FieldIssue[] {
  if (name === "") return [{ path, message: "Enter a name." }];
  if (!allowed.test(name)) return [{ path, message: rule }];
  return name.length > LONGEST_NAME ? [{ path, message: `A name has at most ${LONGEST_NAME} characters; this one has ${name.length}.` }] : [];
}
