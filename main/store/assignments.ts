import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Platform } from "../../shared/model/policy.ts";
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
  const found = db.get<{ platform: Platform }>("SELECT platform FROM policies WHERE name = ?", policy);
  if (!found) return fail("not-found", `There is no policy named "${policy}".`);
  if (found.platform === "ecs") return fail("invalid-input", `The policy "${policy}" is for Amazon ECS: a Kubernetes cluster cannot have it.`);
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
