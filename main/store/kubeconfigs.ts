import type { ExecConsent } from "../ports.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

/** The kubeconfig files the user added, in the order of adding: earlier ones win where they disagree. */
export function kubeconfigs(db: ReadableDB): string[] {
  return db.all<{ path: string }>("SELECT path FROM kubeconfigs ORDER BY position").map((row) => row.path);
}

export function addKubeconfig(db: WritableDB, { path }: { path: string }): null {
  db.run("INSERT INTO kubeconfigs (path) VALUES (?) ON CONFLICT (path) DO NOTHING", path);
  return null;
}

export function removeKubeconfig(db: WritableDB, { path }: { path: string }): null {
  db.run("DELETE FROM kubeconfigs WHERE path = ?", path);
  return null;
}

export function execConsents(db: ReadableDB): ExecConsent[] {
  return db.all<ExecConsent>("SELECT context, file, command FROM exec_consents ORDER BY context, file, command");
}

export function setExecConsent(db: WritableDB, { context, file, command, allowed }: ExecConsent & { allowed: boolean }): null {
  const sql = allowed
    ? "INSERT INTO exec_consents (context, file, command) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    : "DELETE FROM exec_consents WHERE context = ? AND file = ? AND command = ?";
  db.run(sql, context, file, command);
  return null;
}
