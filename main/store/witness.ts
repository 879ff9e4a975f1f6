import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { TrailHead } from "../../shared/bundle/trail.ts";
import type { StoreNotice } from "../signingStore.ts";
import { append, trailHead, type Recorder } from "./auditTrail.ts";
import { memory, remember, series } from "./bundles.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { putNotice } from "./signingState.ts";

/**
 * A small file beside the database that knows how far the database was. A database that was put back from a copy is behind
 * it: the user is told, and the version numbers that had been reached are taken over, so that none is given twice and no
 * older bundle passes as new. Written after each commit: it is never ahead of what is on the disk.
 */

const FILE = "sallyport.witness";

const schema = z.object({
  store: z.string(),
  sequence: z.int().min(0),
  hash: z.string(),
  exported: z.array(z.object({ bundleId: z.string(), name: z.string(), lastVersion: z.int().min(0) })),
  accepted: z.array(z.object({ bundleId: z.string(), version: z.int().min(1), statementSha256: z.string(), signers: z.array(z.string()) })),
});

type Witness = z.infer<typeof schema>;

export interface WitnessFile {
  read(): Witness | undefined;
  write(db: ReadableDB): void;
}

export function witnessIn(directory: string): WitnessFile {
  const path = join(directory, FILE);
  return {
    read() {
      try {
        const read = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
        return read.success ? read.data : undefined;
      } catch {
        return undefined; // none yet, or cut off by a crash: it vouches for nothing then
      }
    },
    write(db) {
      const head = trailHead(db);
      const text = JSON.stringify({ ...head, exported: series(db), accepted: memory(db).versions } satisfies Witness);
      const unfinished = `${path}.${process.pid}.tmp`;
      try {
        writeFileSync(unfinished, text, { mode: 0o600 });
        renameSync(unfinished, path);
      } catch {
        rmSync(unfinished, { force: true }); // the change itself is saved; the witness only stays behind
      }
    },
  };
}

/** Compares the database with what the witness saw. Answers true when it was put back: the notice and the numbers are saved. */
export function noticeRestore(db: WritableDB, witness: Witness | undefined, recorder: Recorder): boolean {
  if (!witness) return false;
  const found = restoredSince(db, witness);
  if (!found) return false;
  putNotice(db, { ...found, noticed: recorder.now() });
  for (const { bundleId, name, lastVersion } of witness.exported) {
    db.run(
      `INSERT INTO bundle_series (id, name, last_version) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET last_version = max(last_version, excluded.last_version)`,
      bundleId, name, lastVersion,
    );
  }
  const known = new Map(memory(db).versions.map(({ bundleId, version }) => [bundleId, version]));
  for (const one of witness.accepted) if (one.version > (known.get(one.bundleId) ?? 0)) remember(db, one);
  append(db, { action: "store.restore", subject: found.message, outcome: "done", details: { lost: found.lost, sequence: witness.sequence, hash: witness.hash } }, recorder);
  return true;
}

function restoredSince(db: ReadableDB, witness: Witness): Omit<StoreNotice, "noticed"> | undefined {
  const head: TrailHead = trailHead(db);
  const at = db.get<{ hash: string }>("SELECT hash FROM audit_trail WHERE sequence = ?", witness.sequence)?.hash;
  if (witness.sequence === 0 || (at === witness.hash && head.store === witness.store)) return undefined;
  if (head.store !== "" && head.store !== witness.store) {
    return { lost: witness.sequence, message: "The store was replaced by another one. Versions of bundles that were exported and accepted before were taken over." };
  }
  const lost = Math.max(0, witness.sequence - head.sequence);
  const what = lost > 0 ? `the last ${lost} records of its audit trail are missing` : "its audit trail went another way since";
  return { lost, message: `The store was put back to an earlier state: ${what}. Versions of bundles that were exported and accepted since were taken over.` };
}
