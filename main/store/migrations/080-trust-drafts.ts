import type { Migration } from "../migrate.ts";

/** The next trust list is kept while it is typed, too. A table's check cannot be changed: it is made anew. */
export const trustDrafts: Migration = {
  number: 80,
  name: "trust-drafts",
  destructive: false,
  sql: `
    CREATE TABLE object_drafts_new (
      kind TEXT NOT NULL CHECK (kind IN ('ruleset', 'attestor', 'trustList')),
      name TEXT NOT NULL,
      base_revision INTEGER NOT NULL CHECK (base_revision >= 0),
      document TEXT NOT NULL,
      updated TEXT NOT NULL,
      author TEXT NOT NULL,
      stamp TEXT NOT NULL,
      window TEXT NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO object_drafts_new SELECT kind, name, base_revision, document, updated, author, stamp, window FROM object_drafts;
    DROP TABLE object_drafts;
    ALTER TABLE object_drafts_new RENAME TO object_drafts;
  `,
};
