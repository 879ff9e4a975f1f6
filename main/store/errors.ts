import Database from "better-sqlite3";
import { AppFailure } from "../../shared/kernel/result.ts";
import type { AppError } from "../../shared/kernel/result.ts";

/** The store's file is not whole or not a store. Nothing is repaired or removed: the user may have a copy to bring back. */
export function damaged(file: string, why: string): AppError {
  return {
    code: "store-damaged",
    message: `The store ${file} is damaged: ${why}. It was left as it is.`,
    details: { file, remedy: "Put a copy of the file in its place, or move it away to start with an empty store." },
  };
}

/**
 * The one place that reads SQLite's result codes (https://www.sqlite.org/rescode.html). What a user can act on becomes
 * an `AppFailure`; anything else is a bug and stays what it was.
 */
export function asFailure(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const appError = expected(error.code, error.message, file);
  return appError ? new AppFailure(appError) : error;
}

function expected(code: string, message: string, file: string): AppError | undefined {
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return damaged(file, message);
  if (code.startsWith("SQLITE_BUSY")) {
    return {
      code: "conflict",
      message: `The store ${file} is in use: another Sallyport window or command has been writing for several seconds.`,
      details: { file, remedy: "Wait until it has finished and try again." },
    };
  }
  if (code === "SQLITE_FULL") {
    return {
      code: "unwritable",
      message: `The store ${file} cannot be written: there is no room left on the disk.`,
      details: { file, remedy: "Free some space and try again. Nothing was saved half." },
    };
  }
  if (/^SQLITE_(READONLY|IOERR|CANTOPEN|PERM)/.test(code)) {
    return {
      code: "unwritable",
      message: `The store ${file} cannot be read or written (${message}).`,
      details: { file, remedy: "Check the rights on the file and its folder, or name another folder for the store." },
    };
  }
  return undefined;
}
