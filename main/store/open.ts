import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { AppFailure, fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { repositoryView } from "./database.ts";
import { asFailure, damaged } from "./errors.ts";
import { clearLeftovers, isOtherProcessAlive } from "./leftovers.ts";
import { migrate, schemaVersion } from "./migrate.ts";
import type { Migration } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/index.ts";

export const STORE_FILE = "sallyport.db";

/** "Sall" in ASCII: tells our files from other SQLite files (PRAGMA application_id). */
const APPLICATION_ID = 0x53616c6c;

/** How long a write waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/** Tables that are small and whose loss would hurt: they are checked at each start; snapshots would take too long. */
const CHECKED_TABLES = ["policies", "policy_versions", "drafts", "settings", "kubeconfigs", "exec_consents", "assignments", "rulesets", "attestors", "audit_trail", "keys", "trust_lists", "bundle_series", "bundles", "bundle_memory"];

export interface OpenOptions {
  /** Whether a process that left work unfinished still runs. */
  isAlive?: (process: number) => boolean;
}

/** Opens (or makes) the store's database in a folder, brings its schema up to date, checks that it is whole and clears leftovers. */
export function openDatabase(
  directory: string,
  migrations: readonly Migration[] = MIGRATIONS,
  { isAlive = isOtherProcessAlive }: OpenOptions = {},
): Result<Database.Database> {
  const file = join(directory, STORE_FILE);
  let connection: Database.Database | undefined;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    connection = new Database(file, { timeout: BUSY_TIMEOUT });
    const prepared = prepare(connection, file, migrations, isAlive);
    if (prepared.ok) return ok(connection);
    connection.close();
    return prepared;
  } catch (error) {
    connection?.close();
    const failure = asFailure(error, file);
    if (failure instanceof AppFailure) return { ok: false, error: failure.error };
    if (isSystemError(failure)) {
      return fail("unwritable", `The folder ${directory} cannot be used for the store (${failure.message}).`, {
        file: directory,
        remedy: "Check the rights on it, or name another folder for the store.",
      });
    }
    throw failure;
  }
}

function prepare(
  connection: Database.Database,
  file: string,
  migrations: readonly Migration[],
  isAlive: (process: number) => boolean,
): Result<null> {
  const owner = Number(connection.pragma("application_id", { simple: true }));
  const tables = Number(connection.prepare("SELECT count(*) FROM sqlite_schema").pluck().get());
  const foreign = owner === 0 ? tables > 0 : owner !== APPLICATION_ID;
  if (foreign) return { ok: false, error: damaged(file, "it is a database of another program") };

  const isNew = schemaVersion(connection) === 0;
  if (isNew) connection.pragma(`application_id = ${APPLICATION_ID}`);
  useWriteAheadLog(connection);
  // FULL: a save that was acknowledged is on the disk, whatever happens to the process or the machine next.
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  connection.pragma("trusted_schema = OFF");

  const migrated = migrate(connection, file, migrations);
  if (!migrated.ok || isNew) return migrated;
  const whole = checkWhole(connection, file);
  if (whole.ok) connection.transaction(() => clearLeftovers(repositoryView(connection), isAlive)).immediate();
  return whole;
}

/** The switch to WAL needs the file alone and does not wait for it (SQLite's busy timeout is not used), so we do. */
function useWriteAheadLog(connection: Database.Database): void {
  const wait = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 20) {
    try {
      connection.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || !error.code.startsWith("SQLITE_BUSY") || waited >= BUSY_TIMEOUT) throw error;
      Atomics.wait(wait, 0, 0, 20);
    }
  }
}

function checkWhole(connection: Database.Database, file: string): Result<null> {
  const present = new Set(connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());
  for (const table of CHECKED_TABLES) {
    if (!present.has(table)) return { ok: false, error: damaged(file, `its table ${table} is missing`) };
    const [first] = connection.pragma(`quick_check(${table})`) as { quick_check: string }[];
    if (first && first.quick_check !== "ok") return { ok: false, error: damaged(file, first.quick_check.replaceAll("\n", "; ")) };
  }
  return ok(null);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
