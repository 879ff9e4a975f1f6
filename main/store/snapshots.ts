import type { SnapshotSummary } from "../../shared/ipc/types.ts";
import { AppFailure, fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { SnapshotBlock, SnapshotFacts } from "../ports.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

interface SnapshotRow {
  id: string;
  name: string;
  origin: SnapshotSummary["origin"];
  source: string;
  taken: string;
  facts: string;
  stored_bytes: number;
  policy: string | null;
}

const COMPLETE = `SELECT s.id, s.name, s.origin, s.source, s.taken, s.facts, s.stored_bytes, a.policy
  FROM snapshots s LEFT JOIN assignments a ON a.type = 'snapshot' AND a.id = s.id
  WHERE s.facts IS NOT NULL`;

/** The complete ones, newest first. */
export function snapshots(db: ReadableDB): SnapshotSummary[] {
  return db.all<SnapshotRow>(`${COMPLETE} ORDER BY s.taken DESC, s.id`).map(summary);
}

/** Opens a snapshot that this process fills; it is listed once it is finished. */
export function beginSnapshot(
  db: WritableDB,
  request: { id: string; name: string; origin: SnapshotSummary["origin"]; source: string[]; taken: string },
): null {
  const { id, name, origin, source, taken } = request;
  db.run("INSERT INTO snapshots (id, name, origin, source, taken, owner) VALUES (?, ?, ?, ?, ?, ?)", id, name, origin, JSON.stringify(source), taken, process.pid);
  return null;
}

export function addBlocks(db: WritableDB, { id, blocks }: { id: string; blocks: SnapshotBlock[] }): null {
  requireUnfinished(db, id);
  for (const { first, count, data } of blocks) {
    db.run("INSERT INTO snapshot_blocks (snapshot, first, count, data) VALUES (?, ?, ?, ?)", id, first, count, data);
  }
  return null;
}

export function finishSnapshot(
  db: WritableDB,
  { id, inventory: facts, summary: about }: { id: string; inventory: Uint8Array; summary: SnapshotFacts },
): SnapshotSummary {
  requireUnfinished(db, id);
  const blocks = db.get<{ bytes: number }>("SELECT coalesce(sum(length(data)), 0) AS bytes FROM snapshot_blocks WHERE snapshot = ?", id);
  db.run(
    "UPDATE snapshots SET owner = NULL, facts = ?, inventory = ?, stored_bytes = ? WHERE id = ?",
    JSON.stringify(about), facts, facts.byteLength + (blocks?.bytes ?? 0), id,
  );
  const row = db.get<SnapshotRow>(`${COMPLETE} AND s.id = ?`, id);
  if (!row) throw new Error(`Snapshot ${id} vanished within a transaction.`);
  return summary(row);
}

/** Removes a snapshot, finished or not, with the assignment of its policy; refused while a finished scan needs it. */
export function dropSnapshot(db: WritableDB, { id }: { id: string }): Result<null> {
  const scans = db.all<{ policy: string; started: string }>(
    "SELECT summary ->> 'policy' AS policy, started FROM scans WHERE snapshot = ? AND state = 'done' ORDER BY started",
    id,
  );
  if (scans.length > 0) {
    const [what, them] = scans.length === 1 ? ["a scan", "it"] : [`${scans.length} scans`, "them"];
    return fail("in-use", `The snapshot cannot be deleted: ${what} in the history was made from it.`, {
      remedy: `Delete ${them} first.`,
      usedBy: scans.map((scan) => ({ kind: "scan", name: `${scan.policy}, ${scan.started}` })),
    });
  }
  db.run("DELETE FROM assignments WHERE type = 'snapshot' AND id = ?", id);
  return db.run("DELETE FROM snapshots WHERE id = ?", id) > 0 ? ok(null) : noSnapshot();
}

export function inventory(db: ReadableDB, { id }: { id: string }): Result<Uint8Array> {
  const row = db.get<{ inventory: Uint8Array | null }>("SELECT inventory FROM snapshots WHERE id = ?", id);
  return row?.inventory ? ok(row.inventory) : noSnapshot();
}

export function block(db: ReadableDB, { id, object }: { id: string; object: number }): Result<SnapshotBlock> {
  const row = db.get<SnapshotBlock>(
    "SELECT first, count, data FROM snapshot_blocks WHERE snapshot = ? AND first <= ? ORDER BY first DESC LIMIT 1",
    id, object,
  );
  if (row && object < row.first + row.count) return ok(row);
  return fail("not-found", "The snapshot does not hold the text of this object.");
}

function requireUnfinished(db: ReadableDB, id: string): void {
  if (db.get("SELECT 1 FROM snapshots WHERE id = ? AND facts IS NULL", id)) return;
  throw new AppFailure({ code: "not-found", message: "The snapshot that was being taken has been removed meanwhile." });
}

function noSnapshot(): Result<never> {
  return fail("not-found", "That snapshot is no longer there.");
}

function summary(row: SnapshotRow): SnapshotSummary {
  return {
    ...(JSON.parse(row.facts) as SnapshotFacts),
    id: row.id,
    name: row.name,
    origin: row.origin,
    source: JSON.parse(row.source) as string[],
    taken: row.taken,
    storedBytes: row.stored_bytes,
    ...(row.policy === null ? {} : { assignedPolicy: row.policy }),
  };
}
