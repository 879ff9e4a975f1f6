import type { Settings } from "../../shared/ipc/types.ts";
import type { ReadableDB, WritableDB } from "./database.ts";

const DEFAULTS: Settings = { theme: "system", author: "", place: "", keepScans: 0, views: [], excludedNamespaces: ["kube-system"], trustedDigests: [], requestsPerSecond: null };

/** What was set, over the defaults. Keys that this version does not know stay in the store untouched. */
export function settings(db: ReadableDB): Settings {
  const rows = db.all<{ key: string; value: string }>("SELECT key, value FROM settings");
  const known = rows.filter((row) => Object.hasOwn(DEFAULTS, row.key));
  return { ...DEFAULTS, ...Object.fromEntries(known.map((row) => [row.key, JSON.parse(row.value) as unknown])) };
}

export function saveSettings(db: WritableDB, change: Partial<Settings>): Settings {
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) continue;
    db.run("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, JSON.stringify(value));
  }
  return settings(db);
}
