import type { Draft, DraftSummary } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { DraftWriter } from "../../shared/ipc/objects.ts";
import type { NewDraft } from "../ports.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { countRules, readPolicyDocument } from "./documents.ts";

interface DraftRow {
  name: string;
  base_version: number;
  document: string;
  updated: string;
  author: string;
  stamp: string;
}

/** Those of policies that were never saved, by name. */
export function drafts(db: ReadableDB): DraftSummary[] {
  const rows = db.all<Pick<DraftRow, "name" | "document" | "updated">>(
    "SELECT name, document, updated FROM drafts WHERE name NOT IN (SELECT name FROM policies) ORDER BY name",
  );
  return rows.map(({ name, document, updated }) => {
    const policy = readPolicyDocument(document);
    return { name, description: policy.description, platform: policy.platform, ruleCount: countRules(policy), namespacedCount: policy.namespaced.length, updated };
  });
}

export function draft(db: ReadableDB, { name }: { name: string }): Draft | null {
  const row = db.get<DraftRow>("SELECT name, base_version, document, updated, author, stamp FROM drafts WHERE name = ?", name);
  if (!row) return null;
  const { base_version: baseVersion, document, ...facts } = row;
  return { ...facts, baseVersion, policy: readPolicyDocument(document) };
}

/** Writes a draft over the one that its window knows; refused with `conflict` when another window wrote since. */
export function putDraft(db: WritableDB, { name, baseVersion, policy, updated, author, stamp, ...writer }: NewDraft): Result<null> {
  const refused = otherDraft(db, name, writer);
  if (refused) return refused;
  db.run(
    `INSERT INTO drafts (name, base_version, document, updated, author, stamp, window) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET base_version = excluded.base_version, document = excluded.document, updated = excluded.updated,
       author = excluded.author, stamp = excluded.stamp, window = excluded.window`,
    name, baseVersion, JSON.stringify(policy), updated, author, stamp, writer.window,
  );
  return ok(null);
}

/** Removes a draft; with `writer` only the one that its window knows. */
export function deleteDraft(db: WritableDB, { name, writer }: { name: string; writer?: DraftWriter | undefined }): Result<null> {
  const refused = writer && otherDraft(db, name, writer);
  if (refused) return refused;
  db.run("DELETE FROM drafts WHERE name = ?", name);
  return ok(null);
}

/** Removes the draft of what was just saved. One of another window that `writer` does not know stays, and is answered. */
export function dropDraft(db: WritableDB, request: { name: string; writer?: DraftWriter | undefined }): { author: string; updated: string } | undefined {
  if (deleteDraft(db, request).ok) return undefined;
  return db.get<{ author: string; updated: string }>("SELECT author, updated FROM drafts WHERE name = ?", request.name);
}

/** The refusal when the draft that is there is neither the one that a window knows nor its own. */
function otherDraft(db: ReadableDB, name: string, { window, after }: DraftWriter): Result<never> | undefined {
  const present = db.get<{ stamp: string; window: string; author: string; updated: string }>("SELECT stamp, window, author, updated FROM drafts WHERE name = ?", name);
  if (!present || present.stamp === after || present.window === window) return undefined;
  return fail("conflict", `The draft of "${name}" was changed in another window by ${present.author || "somebody"}, at ${present.updated}.`, {
    remedy: "Look at that draft first: only one of the two can be kept.",
  });
}
