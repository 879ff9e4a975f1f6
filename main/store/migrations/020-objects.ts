import type { Migration } from "../migrate.ts";

/** Rulesets and attestors. A revision counts saves, so that two windows notice each other. */
export const objects: Migration = {
  number: 20,
  name: "objects",
  destructive: false,
  sql: ["rulesets", "attestors"]
    .map(
      (table) => `
    CREATE TABLE ${table} (
      name TEXT PRIMARY KEY,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      document TEXT NOT NULL,
      created TEXT NOT NULL,
      updated TEXT NOT NULL,
      author TEXT NOT NULL
    ) STRICT;`,
    )
    .join("\n"),
};
