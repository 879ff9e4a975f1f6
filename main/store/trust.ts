import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { StoredTrustList } from "../signingStore.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { passTrustedTime } from "./signingState.ts";

/** Newest first. */
export function trustLists(db: ReadableDB): StoredTrustList[] {
  return db
    .all<StoredTrustList>("SELECT version, document, fingerprint, accepted FROM trust_lists ORDER BY version DESC")
    .map((row) => ({ ...row, document: new Uint8Array(row.document) }));
}

export function acceptTrust(
  db: WritableDB,
  { base, lists, forget, now }: { base: number; lists: Omit<StoredTrustList, "accepted">[]; forget: string[]; now: string },
): Result<null> {
  const newest = db.get<{ version: number | null }>("SELECT max(version) AS version FROM trust_lists")?.version ?? 0;
  if (newest !== base) return fail("conflict", "The trust list has been changed elsewhere meanwhile.", { remedy: "Look at it again, then repeat." });
  for (const { version, document, fingerprint } of lists) {
    db.run("INSERT INTO trust_lists (version, document, fingerprint, accepted) VALUES (?, ?, ?, ?)", version, document, fingerprint, now);
  }
  for (const id of forget) db.run("DELETE FROM bundle_memory WHERE id = ?", id);
  db.run("DELETE FROM trust_proposal");
  passTrustedTime(db, now);
  return ok(null);
}

export function trustProposal(db: ReadableDB): Uint8Array | null {
  const row = db.get<{ document: Uint8Array }>("SELECT document FROM trust_proposal");
  return row ? new Uint8Array(row.document) : null;
}

export function putTrustProposal(db: WritableDB, { document }: { document: Uint8Array | null; version: number; signers: string[] }): null {
  db.run("DELETE FROM trust_proposal");
  if (document) db.run("INSERT INTO trust_proposal (only, document) VALUES (1, ?)", document);
  return null;
}
