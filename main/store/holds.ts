import type { DraftHold, DraftHolder, DraftMark } from "../../shared/ipc/types.ts";
import type { HoldRequest } from "../ports.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

/**
 * Which window edits which policy. A window holds a policy as long as it says so again and again: one that crashed loses
 * it by itself. This is a courtesy to people; what keeps drafts from overwriting each other is their stamp.
 */

interface HoldRow extends DraftHolder {
  window: string;
}

/** A hold that was not renewed for so long is over. Milliseconds; windows renew three times as often. */
const LASTS = 45_000;

/** Takes or renews a hold. Answers who has it, if that is another window; `takeOver` takes it from that one. */
export function holdDraft(db: WritableDB, { name, window, author, now, takeOver }: HoldRequest): DraftHold & { isNew: boolean } {
  const draft = db.get<DraftMark>("SELECT stamp, window, author, updated FROM drafts WHERE name = ?", name) ?? null;
  const present = holderOf(db, name, now);
  const isMine = present?.window === window;
  if (present && !isMine && !takeOver) return { holder: { author: present.author, since: present.since, seen: present.seen }, draft, isNew: false };
  db.run(
    `INSERT INTO draft_holds (name, window, author, since, seen) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET window = excluded.window, author = excluded.author, since = excluded.since, seen = excluded.seen`,
    name, window, author, isMine ? present.since : now, now,
  );
  return { holder: null, draft, isNew: !isMine };
}

/** Lets go of a policy, if this window holds it; answers whether it did. */
export function releaseDraft(db: WritableDB, { name, window }: { name: string; window: string }): boolean {
  return db.run("DELETE FROM draft_holds WHERE name = ? AND window = ?", name, window) > 0;
}

function holderOf(db: ReadableDB, name: string, now: string): HoldRow | undefined {
  const row = db.get<HoldRow>("SELECT window, author, since, seen FROM draft_holds WHERE name = ?", name);
  return row && Date.parse(now) - Date.parse(row.seen) < LASTS ? row : undefined;
}
