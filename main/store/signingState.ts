import type { StoreNotice } from "../signingStore.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

/** Single values about signing: the latest time known to have passed, and what was noticed of a store that was put back. */

export function trustedTime(db: ReadableDB): string | null {
  return valueOf<string>(db, "trustedTime") ?? null;
}

/** Time only goes on: an earlier one changes nothing. */
export function passTrustedTime(db: WritableDB, time: string): void {
  const known = trustedTime(db);
  if (known === null || Date.parse(time) > Date.parse(known)) put(db, "trustedTime", time);
}

export function notice(db: ReadableDB): StoreNotice | null {
  return valueOf<StoreNotice>(db, "notice") ?? null;
}

export function putNotice(db: WritableDB, found: StoreNotice): void {
  put(db, "notice", found);
}

export function acknowledgeNotice(db: WritableDB): null {
  db.run("DELETE FROM signing_state WHERE key = 'notice'");
  return null;
}

function valueOf<T>(db: ReadableDB, key: string): T | undefined {
  const row = db.get<{ value: string }>("SELECT value FROM signing_state WHERE key = ?", key);
  return row && (JSON.parse(row.value) as T);
}

function put(db: WritableDB, key: string, value: unknown): void {
  db.run("INSERT INTO signing_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, JSON.stringify(value));
}
