import { namesUsed } from "../../shared/rules/uses.ts";
import type { UsedKind } from "../../shared/rules/uses.ts";
import type { ReadableDB } from "./database.ts";
import { readPolicyDocument } from "./documents.ts";

/** For each ruleset or attestor that a policy names in its newest version: the names of those policies, in order. */
export function usesOf(db: ReadableDB, kind: UsedKind): Map<string, string[]> {
  const users = new Map<string, string[]>();
  const rows = db.all<{ name: string; document: string }>(
    "SELECT p.name, v.document FROM policies p JOIN policy_versions v ON v.policy = p.name AND v.version = p.version ORDER BY p.name",
  );
  for (const { name, document } of rows) {
    for (const used of namesUsed(readPolicyDocument(document), kind)) users.set(used, [...(users.get(used) ?? []), name]);
  }
  return users;
}
