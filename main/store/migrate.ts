import { renameSync, rmSync } from "node:fs";
import type Database from "better-sqlite3";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";

/** One step of the schema. `PRAGMA user_version` holds the number of the last one applied. */
export interface Migration {
  number: number;
  name: string;
  /** It removes or rewrites data: the file is copied beside itself first. */
  destructive: boolean;
  sql: string;
}

/**
 * Brings a store's file up to the newest schema; refuses one that a newer Sallyport wrote. Each migration and its
 * version stamp are one transaction, so a crash leaves the file before or after it, never between. Two processes may do
 * this at once: the version is read again under the write lock.
 */
export function migrate(connection: Database.Database, file: string, migrations: readonly Migration[]): Result<null> {
  const newest = migrations.at(-1)?.number ?? 0;
  const present = schemaVersion(connection);
  if (present > newest) {
    return fail("store-newer", `The store ${file} was written by a newer version of Sallyport (schema ${present}; this one knows ${newest}).`, {
      file,
      remedy: "Use that version, or name another folder for the store. The file was not changed.",
    });
  }
  for (const migration of migrations) {
    if (migration.number <= schemaVersion(connection)) continue;
    if (migration.destructive && schemaVersion(connection) > 0) backUp(connection, backupPath(file, migration));
    connection
      .transaction(() => {
        if (migration.number <= schemaVersion(connection)) return;
        connection.exec(migration.sql);
        connection.pragma(`user_version = ${migration.number}`);
      })
      .immediate();
  }
  return ok(null);
}

/** Where the copy of the file as it was before a destructive migration is kept. */
export function backupPath(file: string, migration: Migration): string {
  return `${file}.before-${migration.number}`;
}

export function schemaVersion(connection: Database.Database): number {
  return Number(connection.pragma("user_version", { simple: true }));
}

/** A copy of the whole database as of now; complete under its name or not there at all. */
function backUp(connection: Database.Database, target: string): void {
  const unfinished = `${target}.unfinished-${process.pid}`;
  rmSync(unfinished, { force: true });
  connection.prepare("VACUUM INTO ?").run(unfinished);
  renameSync(unfinished, target);
}
