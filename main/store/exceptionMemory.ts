import type { ExceptionMemory } from "../../shared/ipc/types.ts";
import type { RememberedException } from "../ports.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

interface Row {
  identity: string;
  first_seen: string;
  last_seen: string;
  last_used: string | null;
  last_used_on: string | null;
}

/** What is remembered of a policy's exceptions, also of those that its newest version no longer has. */
export function exceptionMemory(db: ReadableDB, { policy }: { policy: string }): (ExceptionMemory & { identity: string })[] {
  const rows = db.all<Row>("SELECT identity, first_seen, last_seen, last_used, last_used_on FROM exception_memory WHERE policy = ? ORDER BY identity", policy);
  return rows.map(({ identity, first_seen, last_seen, last_used, last_used_on }) => ({
    identity,
    firstSeen: first_seen,
    lastSeen: last_seen,
    ...(last_used === null ? {} : { lastUsed: { taken: last_used, data: last_used_on ?? "" } }),
  }));
}

/**
 * Notes what the exceptions of a saved policy did on some data. The order in which data are looked at does not matter:
 * the newest data count. A policy that is not saved is not remembered.
 */
export function rememberExceptions(db: WritableDB, { policy, taken, data, uses }: { policy: string; taken: string; data: string; uses: RememberedException[] }): null {
  for (const { identity, used } of uses) {
    db.run(
      `INSERT INTO exception_memory (policy, identity, first_seen, last_seen, last_used, last_used_on)
       SELECT name, ?, ?, ?, ?, ? FROM policies WHERE name = ?
       ON CONFLICT (policy, identity) DO UPDATE SET
         first_seen = min(first_seen, excluded.first_seen),
         last_seen = max(last_seen, excluded.last_seen),
         last_used_on = CASE WHEN excluded.last_used >= coalesce(last_used, '') THEN excluded.last_used_on ELSE last_used_on END,
         last_used = CASE WHEN excluded.last_used >= coalesce(last_used, '') THEN excluded.last_used ELSE last_used END`,
      identity, taken, taken, used ? taken : null, used ? data : null, policy,
    );
  }
  return null;
}
