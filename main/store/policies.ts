import type { PolicySummary, PolicyVersion, SavedPolicy } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Platform, Policy } from "../../shared/model/policy.ts";
import { assignments } from "./assignments.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { readPolicyDocument } from "./documents.ts";
import type { DraftWriter } from "../../shared/ipc/objects.ts";
import { deleteDraft, dropDraft } from "./drafts.ts";
import { newestPolicies, policyFacts } from "./facts.ts";

interface VersionRow {
  name: string;
  platform: Platform;
  newest: number;
  created: string;
  version: number;
  document: string;
  saved: string;
  author: string;
}

const VERSION_COLUMNS = `p.name, p.platform, p.version AS newest, p.created, v.version, v.document, v.saved, v.author
  FROM policies p JOIN policy_versions v ON v.policy = p.name`;

/** All policies in their newest version, by name. */
export function policies(db: ReadableDB): PolicySummary[] {
  const clusters = new Map<string, string[]>();
  for (const use of assignments(db)) clusters.set(use.policy, [...(clusters.get(use.policy) ?? []), use.name]);
  const drafts = new Set(db.all<{ name: string }>("SELECT name FROM drafts").map((row) => row.name));

  return newestPolicies(db).map(({ name, platform, version, created, saved: updated, facts: { description, ruleCount, namespacedCount } }) => ({
    name, description, platform, ruleCount, namespacedCount, version, created, updated,
    assignedTo: clusters.get(name) ?? [],
    hasDraft: drafts.has(name),
  }));
}

/** One version of a policy; without `version` the newest. */
export function policy(db: ReadableDB, { name, version }: { name: string; version?: number }): Result<SavedPolicy> {
  const row =
    version === undefined
      ? db.get<VersionRow>(`SELECT ${VERSION_COLUMNS} AND v.version = p.version WHERE p.name = ?`, name)
      : db.get<VersionRow>(`SELECT ${VERSION_COLUMNS} WHERE p.name = ? AND v.version = ?`, name, version);
  if (row) return ok(saved(row));
  const exists = version !== undefined && newestVersion(db, name) !== undefined;
  return exists ? fail("not-found", `The policy "${name}" has no version ${version}.`) : noPolicy(name);
}

export function createPolicy(
  db: WritableDB,
  { policy: document, author, note, now, writer }: { policy: Policy; author: string; note: string; now: string; writer?: DraftWriter | undefined },
): Result<SavedPolicy> {
  const { name, platform } = document;
  if (newestVersion(db, name) !== undefined) {
    return fail("exists", `There is already a policy named "${name}".`, {
      issues: [{ path: "name", message: "This name is taken by another policy." }],
    });
  }
  db.run("INSERT INTO policies (name, platform, version, created, facts) VALUES (?, ?, 1, ?, ?)", name, platform, now, JSON.stringify(policyFacts(document)));
  addVersion(db, document, 1, author, note, now);
  return withOtherDraft(policy(db, { name }), dropDraft(db, { name, writer }));
}

export function savePolicy(
  db: WritableDB,
  request: { policy: Policy; baseVersion: number; author: string; note: string; now: string; keepDraft?: boolean; writer?: DraftWriter | undefined },
): Result<SavedPolicy> {
  const { policy: document, baseVersion, author, note, now, keepDraft = false, writer } = request;
  const { name, platform } = document;
  const newest = policy(db, { name });
  if (!newest.ok) return newest;
  const { version } = newest.value;
  if (newest.value.policy.platform !== platform) {
    return fail("invalid-input", `The platform of the policy "${name}" cannot be changed once it is set.`, {
      issues: [{ path: "platform", message: "The platform cannot be changed once it is set." }],
    });
  }
  if (version !== baseVersion) {
    return fail(
      "conflict",
      `The policy "${name}" has been saved elsewhere meanwhile: version ${version} is the newest, these changes were made to version ${baseVersion}.`,
      { remedy: "Open the newest version, make the changes again and save." },
    );
  }
  db.run("UPDATE policies SET version = ?, facts = ? WHERE name = ?", version + 1, JSON.stringify(policyFacts(document)), name);
  addVersion(db, document, version + 1, author, note, now);
  return withOtherDraft(policy(db, { name }), keepDraft ? undefined : dropDraft(db, { name, writer }));
}

function withOtherDraft(answer: Result<SavedPolicy>, otherDraft: SavedPolicy["otherDraft"]): Result<SavedPolicy> {
  return answer.ok && otherDraft ? ok({ ...answer.value, otherDraft }) : answer;
}

export function deletePolicy(db: WritableDB, { name }: { name: string }): Result<null> {
  if (newestVersion(db, name) === undefined) return noPolicy(name);
  const uses = assignments(db).filter((use) => use.policy === name);
  if (uses.length > 0) {
    const clusters = uses.map((use) => `"${use.name}"`).join(", ");
    return fail("in-use", `The policy "${name}" cannot be deleted while it is assigned to ${clusters}.`, {
      remedy: "Take the assignment away or assign another policy there, then delete.",
      usedBy: uses.map((use) => ({ kind: use.type, name: use.name })),
    });
  }
  db.run("DELETE FROM policies WHERE name = ?", name);
  deleteDraft(db, { name });
  return ok(null);
}

/** Newest first; empty for a policy that is not there. */
export function policyVersions(db: ReadableDB, { name }: { name: string }): PolicyVersion[] {
  return db.all<PolicyVersion>("SELECT version, saved, author, note FROM policy_versions WHERE policy = ? ORDER BY version DESC", name);
}

function addVersion(db: WritableDB, document: Policy, version: number, author: string, note: string, now: string): void {
  db.run(
    "INSERT INTO policy_versions (policy, version, document, saved, author, note) VALUES (?, ?, ?, ?, ?, ?)",
    document.name, version, JSON.stringify(document), now, author, note,
  );
}

function newestVersion(db: ReadableDB, name: string): number | undefined {
  return db.get<{ version: number }>("SELECT version FROM policies WHERE name = ?", name)?.version;
}

function noPolicy(name: string): Result<never> {
  return fail("not-found", `There is no policy named "${name}".`);
}

function saved(row: VersionRow): SavedPolicy {
  return { policy: readPolicyDocument(row.document), version: row.version, created: row.created, saved: row.saved, author: row.author };
}
