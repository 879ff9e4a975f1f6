import { TRUST_DRAFT_SCHEMA } from "../../shared/bundle/trustList.ts";
import type { DraftWriter, ObjectDraft, ObjectDraftMark, ObjectDraftSummary, ObjectKind } from "../../shared/ipc/objects.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { ATTESTOR_SCHEMA } from "../../shared/model/attestor.ts";
import { RULESET_SCHEMA } from "../../shared/model/ruleset.ts";
import type { NewObjectDraft } from "../ports.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { unknownDocument } from "./documents.ts";

/** Unsaved work on rulesets, attestors and the next trust list. */

interface Row {
  kind: ObjectKind;
  name: string;
  base_revision: number;
  document: string;
  updated: string;
  author: string;
  stamp: string;
  window: string;
}

const SCHEMAS: Record<ObjectKind, string> = { ruleset: RULESET_SCHEMA, attestor: ATTESTOR_SCHEMA, trustList: TRUST_DRAFT_SCHEMA };

/** All of one kind, by name. */
export function objectDrafts(db: ReadableDB, { kind }: { kind: ObjectKind }): ObjectDraftSummary[] {
  return db.all<Row>("SELECT * FROM object_drafts WHERE kind = ? ORDER BY name", kind).map((row) => {
    const draft = read(row);
    const facts = { name: draft.name, baseRevision: draft.baseRevision, description: draft.kind === "trustList" ? "" : draft.document.description, updated: draft.updated };
    if (draft.kind !== "ruleset") return facts;
    const { labels, labelMatchingCondition, rules, customRules } = draft.document;
    return { ...facts, ruleset: { labels, labelMatchingCondition, ruleCount: rules.length, customFileCount: customRules.length } };
  });
}

export function objectDraft(db: ReadableDB, { kind, name }: { kind: ObjectKind; name: string }): ObjectDraft | null {
  const row = db.get<Row>("SELECT * FROM object_drafts WHERE kind = ? AND name = ?", kind, name);
  return row ? read(row) : null;
}

/** Writes a draft over the one that its window knows; refused with `conflict` when another window wrote since. */
export function putObjectDraft(db: WritableDB, draft: NewObjectDraft): Result<null> {
  const { kind, name, baseRevision, document, updated, author, stamp, window } = draft;
  const refused = otherDraft(db, draft, draft);
  if (refused) return refused;
  db.run(
    `INSERT INTO object_drafts (kind, name, base_revision, document, updated, author, stamp, window) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, name) DO UPDATE SET base_revision = excluded.base_revision, document = excluded.document, updated = excluded.updated,
       author = excluded.author, stamp = excluded.stamp, window = excluded.window`,
    kind, name, baseRevision, JSON.stringify(document), updated, author, stamp, window,
  );
  return ok(null);
}

/** Removes a draft; with `writer` only the one that its window knows. */
export function deleteObjectDraft(db: WritableDB, { kind, name, writer }: { kind: ObjectKind; name: string; writer?: DraftWriter | undefined }): Result<null> {
  const refused = writer && otherDraft(db, { kind, name }, writer);
  if (refused) return refused;
  db.run("DELETE FROM object_drafts WHERE kind = ? AND name = ?", kind, name);
  return ok(null);
}

/** The refusal when the draft that is there is neither the one that a window knows nor its own. */
function otherDraft(db: ReadableDB, { kind, name }: { kind: ObjectKind; name: string }, { window, after }: DraftWriter): Result<never> | undefined {
  const present = db.get<ObjectDraftMark>("SELECT stamp, window, author, updated FROM object_drafts WHERE kind = ? AND name = ?", kind, name);
  if (!present || present.stamp === after || present.window === window) return undefined;
  const subject = kind === "trustList" ? "trust list" : name === "" ? `new ${kind}` : `${kind} "${name}"`;
  return fail("conflict", `The draft of the ${subject} was changed in another window by ${present.author || "somebody"}, at ${present.updated}.`, {
    remedy: "Look at that draft first: only one of the two can be kept.",
  });
}

function read({ kind, base_revision: baseRevision, document: text, ...facts }: Row): ObjectDraft {
  const document = JSON.parse(text) as ObjectDraft["document"];
  if (document.schema !== SCHEMAS[kind]) throw unknownDocument(kind, document.schema);
  return { kind, baseRevision, document, ...facts } as ObjectDraft;
}
