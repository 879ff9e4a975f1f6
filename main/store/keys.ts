import type { KeyState } from "../../shared/ipc/signing.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { NewKey, StoredKey } from "../signingStore.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

interface Row {
  id: string;
  name: string;
  publicKey: string;
  isPrivate: number;
  certificate: string | null;
  origin: StoredKey["origin"];
  created: string;
  state: KeyState;
  stateSince: string | null;
  reason: string | null;
}

const COLUMNS = `id, name, public_key AS publicKey, private_key IS NOT NULL AS isPrivate, certificate, origin, created, state, state_since AS stateSince, reason`;

/** By name. */
export function keys(db: ReadableDB): StoredKey[] {
  return db.all<Row>(`SELECT ${COLUMNS} FROM keys ORDER BY name`).map(stored);
}

/** A private half may be added to a public key that is there; nothing else is replaced. */
export function addKey(db: WritableDB, key: NewKey): Result<StoredKey> {
  const { id, name, publicKey, privateKey, certificate, origin, now } = key;
  const present = find(db, id);
  if (present) {
    const isBare = privateKey !== null && !present.isPrivate;
    if (!isBare) return fail("exists", `This key is here already, under the name "${present.name}".`);
    db.run("UPDATE keys SET private_key = ?, origin = ? WHERE id = ?", privateKey, origin, id);
    return found(db, id);
  }
  if (db.get("SELECT 1 FROM keys WHERE name = ?", name)) {
    return fail("exists", `There is already a key named "${name}".`, { issues: [{ path: "name", message: "This name is taken by another key." }] });
  }
  db.run(
    "INSERT INTO keys (id, name, public_key, private_key, certificate, origin, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
    id, name, publicKey, privateKey, certificate, origin, now,
  );
  return found(db, id);
}

export function keySecret(db: ReadableDB, { id }: { id: string }): Result<string> {
  const row = db.get<{ name: string; secret: string | null }>("SELECT name, private_key AS secret FROM keys WHERE id = ?", id);
  if (!row) return noKey();
  if (row.secret !== null) return ok(row.secret);
  return fail("not-supported", `Of the key "${row.name}" only the public half is here.`, { remedy: "Sign where its private half is, with the detached steps." });
}

export function setKeySecret(db: WritableDB, { id, privateKey }: { id: string; privateKey: string }): Result<null> {
  return db.run("UPDATE keys SET private_key = ? WHERE id = ? AND private_key IS NOT NULL", privateKey, id) > 0 ? ok(null) : noKey();
}

export function setKeyState(
  db: WritableDB,
  { id, state, reason, now }: { id: string; state: Exclude<KeyState, "active">; reason: string; now: string },
): Result<StoredKey> {
  const present = find(db, id);
  if (!present) return noKey();
  if (present.state === "revoked" || present.state === state) return fail("conflict", `The key "${present.name}" is ${present.state} already.`);
  db.run("UPDATE keys SET state = ?, state_since = ?, reason = ? WHERE id = ?", state, now, reason, id);
  return found(db, id);
}

function find(db: ReadableDB, id: string): StoredKey | undefined {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM keys WHERE id = ?`, id);
  return row && stored(row);
}

function found(db: ReadableDB, id: string): Result<StoredKey> {
  const key = find(db, id);
  return key ? ok(key) : noKey();
}

function stored(row: Row): StoredKey {
  return { ...row, isPrivate: row.isPrivate === 1 };
}

function noKey(): Result<never> {
  return fail("not-found", "That key is not here.");
}
