import type { Migration } from "../migrate.ts";

/** Drafts of rulesets and attestors. The new attestor, which has no name yet, is kept under the empty one. */
export const objectDrafts: Migration = {
  number: 60,
  name: "object-drafts",
  destructive: false,
  sql: `
    CREATE TABLE object_drafts (
      kind TEXT NOT NULL CHECK (kind IN ('ruleset', 'attestor')),
      name TEXT NOT NULL,
      base_revision INTEGER NOT NULL CHECK (base_revision >= 0),
      document TEXT NOT NULL,
      updated TEXT NOT NULL,
      author TEXT NOT NULL,
      stamp TEXT NOT NULL,
      window TEXT NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;
  `,
};
