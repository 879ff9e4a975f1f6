import type { UsedKind } from "../../shared/rules/uses.ts";
import type { ReadableDB } from "./database.ts";
import { newestPolicies } from "./facts.ts";

/** For each ruleset or attestor that a policy names in its newest version: the names of those policies, in order. */
export function usesOf(db: ReadableDB, kind: UsedKind): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { name, facts } of newestPolicies(db)) {
    for (const used of facts[kind]) users.set(used, [...(users.get(used) ?? []), name]);
  }
  return users;
}
