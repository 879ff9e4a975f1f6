import type { Migration } from "../migrate.ts";

/** Which window wrote a draft, and which window edits a policy now: one never overwrites the other unawares. */
export const draftWindows: Migration = {
  number: 30,
  name: "draft-windows",
  destructive: false,
  sql: `
    -- A stamp names one state of a draft. Those of before have none, which no window can know.
    ALTER TABLE drafts ADD COLUMN author TEXT NOT NULL DEFAULT '';
    ALTER TABLE drafts ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
    ALTER TABLE drafts ADD COLUMN window TEXT NOT NULL DEFAULT '';

    CREATE TABLE draft_holds (
      name TEXT PRIMARY KEY,
      window TEXT NOT NULL,
      author TEXT NOT NULL,
      since TEXT NOT NULL,
      seen TEXT NOT NULL
    ) STRICT;
  `,
};
