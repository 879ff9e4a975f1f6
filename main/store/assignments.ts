import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

export interface Assignment {
  type: "context" | "snapshot";
  id: string;
  policy: string;
  /** As the user knows the cluster: a context's name is its id. */
  name: string;
}

/** Sets, changes or (with `policy` null) removes the policy of a cluster. */
export function assign(db: WritableDB, { type, id, policy }: { type: "context" | "snapshot"; id: string; policy: string | null }): Result<null> {
  if (policy === null) {
    db.run("DELETE FROM assignments WHERE type = ? AND id = ?", type, id);
    return ok(null);
  }
  if (!db.get("SELECT 1 FROM policies WHERE name = ?", policy)) return fail("not-found", `There is no policy named "${policy}".`);
  if (type === "snapshot" && !db.get("SELECT 1 FROM snapshots WHERE id = ?", id)) return fail("not-found", "That snapshot is no longer there.");
  db.run("INSERT INTO assignments (type, id, policy) VALUES (?, ?, ?) ON CONFLICT (type, id) DO UPDATE SET policy = excluded.policy", type, id, policy);
  return ok(null);
}

export function assignments(db: ReadableDB): Assignment[] {
  return db.all<Assignment>(
    `SELECT a.type, a.id, a.policy, coalesce(s.name, a.id) AS name
     FROM assignments a LEFT JOIN snapshots s ON a.type = 'snapshot' AND s.id = a.id
     ORDER BY name, a.type, a.id`,
  );
}
