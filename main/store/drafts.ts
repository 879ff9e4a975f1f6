import type { Draft, DraftSummary } from "../../shared/ipc/types.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { countRules, readPolicyDocument } from "./documents.ts";

interface DraftRow {
  name: string;
  base_version: number;
  document: string;
  updated: string;
}

/** Those of policies that were never saved, by name. */
export function drafts(db: ReadableDB): DraftSummary[] {
  const rows = db.all<DraftRow>("SELECT name, base_version, document, updated FROM drafts WHERE name NOT IN (SELECT name FROM policies) ORDER BY name");
  return rows.map(({ name, document, updated }) => {
    const policy = readPolicyDocument(document);
    return { name, description: policy.description, platform: policy.platform, ruleCount: countRules(policy), namespacedCount: policy.namespaced.length, updated };
  });
}

export function draft(db: ReadableDB, { name }: { name: string }): Draft | null {
  const row = db.get<DraftRow>("SELECT name, base_version, document, updated FROM drafts WHERE name = ?", name);
  if (!row) return null;
  return { name: row.name, baseVersion: row.base_version, policy: readPolicyDocument(row.document), updated: row.updated };
}

export function putDraft(db: WritableDB, { name, baseVersion, policy, updated }: Draft): null {
  db.run(
    `INSERT INTO drafts (name, base_version, document, updated) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET base_version = excluded.base_version, document = excluded.document, updated = excluded.updated`,
    name, baseVersion, JSON.stringify(policy), updated,
  );
  return null;
}

export function deleteDraft(db: WritableDB, { name }: { name: string }): null {
  db.run("DELETE FROM drafts WHERE name = ?", name);
  return null;
}
