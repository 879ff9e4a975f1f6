import type { ScanSummary } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { ScanBasis } from "../ports.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

export function scans(db: ReadableDB): ScanSummary[] {
  return db
    .all<{ summary: string }>("SELECT summary FROM scans ORDER BY started DESC, id")
    .map((row) => JSON.parse(row.summary) as ScanSummary);
}

export function scan(db: ReadableDB, { id }: { id: string }): Result<ScanSummary> {
  const row = db.get<{ summary: string }>("SELECT summary FROM scans WHERE id = ?", id);
  return row ? ok(JSON.parse(row.summary) as ScanSummary) : noScan();
}

export function scanBasis(db: ReadableDB, { id }: { id: string }): Result<ScanBasis> {
  const row = db.get<{ basis: string }>("SELECT basis FROM scans WHERE id = ?", id);
  return row ? ok(JSON.parse(row.basis) as ScanBasis) : noScan();
}

/** Writes a scan that this process works on. */
export function putScan(db: WritableDB, { scan: summary, basis }: { scan: ScanSummary; basis: ScanBasis }): null {
  db.run(
    `INSERT INTO scans (id, snapshot, state, started, owner, summary, basis) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, owner = excluded.owner, summary = excluded.summary, basis = excluded.basis`,
    summary.id, summary.snapshotId, summary.state, summary.started, process.pid, JSON.stringify(summary), JSON.stringify(basis),
  );
  return null;
}

export function deleteScan(db: WritableDB, { id }: { id: string }): Result<null> {
  return db.run("DELETE FROM scans WHERE id = ?", id) > 0 ? ok(null) : noScan();
}

function noScan(): Result<never> {
  return fail("not-found", "That scan is no longer in the history.");
}
