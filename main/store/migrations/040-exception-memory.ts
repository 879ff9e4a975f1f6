import type { Migration } from "../migrate.ts";

/** When an exception of a saved policy last excused something. All times are those of the data that was judged. */
export const exceptionMemory: Migration = {
  number: 40,
  name: "exception-memory",
  destructive: false,
  sql: `
    CREATE TABLE exception_memory (
      policy TEXT NOT NULL REFERENCES policies (name) ON DELETE CASCADE,
      -- What it excuses and where, as exceptionIdentity writes it: it outlives its place in the list.
      identity TEXT NOT NULL,
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      last_used TEXT,
      last_used_on TEXT,
      PRIMARY KEY (policy, identity)
    ) STRICT;
  `,
};
