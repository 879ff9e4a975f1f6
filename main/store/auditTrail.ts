import { createHash, randomUUID } from "node:crypto";
import { BEGUN, CHECKPOINT, NO_RECORD, readTrailRecord, trailBytes as bytesOf } from "../../shared/bundle/trail.ts";
import type { TrailEvent, TrailHead, TrailRecord } from "../../shared/bundle/trail.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

/** Who does something, and when: the store's own clock and user, so that nothing is recorded without them. */
export interface Recorder {
  now(): string;
  actor: string;
}

interface Row {
  sequence: number;
  record: Uint8Array;
  hash: string;
}

/** Appends an event; the first one is preceded by the record that begins the trail. Part of the transaction it is called in. */
export function append(db: WritableDB, event: TrailEvent, recorder: Recorder): void {
  const last = db.get<{ sequence: number; hash: string }>("SELECT sequence, hash FROM audit_trail ORDER BY sequence DESC LIMIT 1");
  const before = last ?? add(db, { action: BEGUN, subject: randomUUID(), outcome: "done", details: {} }, { sequence: 0, hash: NO_RECORD }, recorder);
  add(db, event, before, recorder);
}

function add(db: WritableDB, event: TrailEvent, before: { sequence: number; hash: string }, { now, actor }: Recorder): { sequence: number; hash: string } {
  const sequence = before.sequence + 1;
  const author = db.get<{ value: string }>("SELECT value FROM settings WHERE key = 'author'");
  const named = author ? String(JSON.parse(author.value)) : "";
  const record = bytesOf({ ...wellFormed(event), sequence, at: now(), actor: (named || actor).toWellFormed().slice(0, 256), previous: before.hash });
  const hash = createHash("sha256").update(record).digest("hex");
  db.run("INSERT INTO audit_trail (sequence, record, hash) VALUES (?, ?, ?)", sequence, record, hash);
  return { sequence, hash };
}

const LONGEST_SUBJECT = 1024;

/** Names may come from outside: what canonical JSON cannot hold is replaced, what is too long is cut. */
function wellFormed({ action, subject, outcome, details }: TrailEvent): TrailEvent {
  const cut = (text: string): string => text.toWellFormed().slice(0, LONGEST_SUBJECT).toWellFormed();
  const clean = Object.entries(details).map(([key, value]) => [key, typeof value === "string" ? cut(value) : Array.isArray(value) ? value.map(cut) : value]);
  return { action, subject: cut(subject), outcome, details: Object.fromEntries(clean) as TrailEvent["details"] };
}

export function trailHead(db: ReadableDB): TrailHead {
  const last = db.get<{ sequence: number; hash: string }>("SELECT sequence, hash FROM audit_trail ORDER BY sequence DESC LIMIT 1");
  const first = db.get<{ record: Uint8Array }>("SELECT record FROM audit_trail WHERE sequence = 1");
  return { store: (first && readTrailRecord(first.record)?.subject) ?? "", sequence: last?.sequence ?? 0, hash: last?.hash ?? NO_RECORD };
}

/** Newest first. */
export function trailPage(
  db: ReadableDB,
  { offset, limit, action = "", text = "" }: { offset: number; limit: number; action?: string; text?: string },
): { records: (TrailRecord & { hash: string })[]; total: number } {
  const part = (path: string): string => `json_extract(CAST(record AS TEXT), '$.${path}')`;
  const where = `FROM audit_trail
    WHERE (? = '' OR substr(${part("action")}, 1, length(?)) = ?)
      AND (? = '' OR instr(lower(${part("subject")} || ' ' || ${part("actor")} || ' ' || ${part("details")}), lower(?)) > 0)`;
  const values = [action, action, action, text, text];
  const total = db.get<{ total: number }>(`SELECT count(*) AS total ${where}`, ...values)?.total ?? 0;
  const rows = db.all<Row>(`SELECT sequence, record, hash ${where} ORDER BY sequence DESC LIMIT ? OFFSET ?`, ...values, limit, offset);
  return { records: rows.map(shown), total };
}

/** A record that was changed from outside is shown as one that cannot be read; verification says more. */
function shown({ sequence, record, hash }: Row): TrailRecord & { hash: string } {
  const read = readTrailRecord(record);
  return { ...(read ?? { action: "trail.unreadable", subject: "", outcome: "refused", details: {}, sequence, at: "", actor: "", previous: NO_RECORD }), hash };
}

export function trailBytes(db: ReadableDB, { from, limit }: { from: number; limit: number }): Uint8Array[] {
  // A copy of its own each: they are moved to another thread.
  return db.all<Row>("SELECT record FROM audit_trail WHERE sequence >= ? ORDER BY sequence LIMIT ?", from, limit).map(({ record }) => new Uint8Array(record));
}

/** Changes nothing: what it is given is told, like every change. */
export function recordEvent(_db: WritableDB, _event: TrailEvent): null {
  return null;
}

/** A key elsewhere takes its time: the trail may have grown beyond what was signed, as long as that is part of it. */
export function addCheckpoint(db: WritableDB, { head }: { head: TrailHead; envelope: string; key: string }): Result<null> {
  const { store } = trailHead(db);
  const there = db.get<{ hash: string }>("SELECT hash FROM audit_trail WHERE sequence = ?", head.sequence);
  if (store === head.store && there?.hash === head.hash) return ok(null);
  return fail("conflict", `What was signed is not part of this audit trail: its record ${head.sequence} is another one.`, { remedy: "Sign the trail of this store." });
}

export function checkpointEvent({ head, envelope, key }: { head: TrailHead; envelope: string; key: string }): TrailEvent {
  return { action: CHECKPOINT, subject: key, outcome: "done", details: { sequence: head.sequence, envelope } };
}
