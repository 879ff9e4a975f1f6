import type { ScanSummary } from "../../shared/ipc/types.ts";
import type { WritableDB } from "./database.ts";

/**
 * Clears what ended processes left unfinished: half-read snapshots go, running scans become failed. The window and the
 * command line may use one store at once, so what a living process works on is left alone.
 */
export function clearLeftovers(db: WritableDB, isAlive: (process: number) => boolean): void {
  const gone = db
    .all<{ owner: number }>("SELECT owner FROM snapshots WHERE facts IS NULL UNION SELECT owner FROM scans WHERE state = 'running'")
    .map((row) => row.owner)
    .filter((owner) => !isAlive(owner));

  for (const owner of gone) {
    db.run("DELETE FROM snapshots WHERE facts IS NULL AND owner = ?", owner);
    for (const { summary } of db.all<{ summary: string }>("SELECT summary FROM scans WHERE state = 'running' AND owner = ?", owner)) {
      const interrupted: ScanSummary = {
        ...(JSON.parse(summary) as ScanSummary),
        state: "failed",
        error: {
          code: "cancelled",
          message: "Sallyport ended while this scan was running.",
          details: { remedy: "Start the scan again." },
        },
      };
      db.run("UPDATE scans SET state = 'failed', owner = NULL, summary = ? WHERE id = ?", JSON.stringify(interrupted), interrupted.id);
    }
  }
}

/**
 * Whether another process still runs. Our own number counts as ended: in a container every start has the same one, and
 * this is asked before this process has begun any work.
 */
export function isOtherProcessAlive(process_: number): boolean {
  if (process_ === process.pid) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // EPERM: it runs under another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
