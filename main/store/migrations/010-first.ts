import type { Migration } from "../migrate.ts";

/** The first schema. Documents (policies, coverage, settings) are JSON; what is searched or joined is a column. */
export const first: Migration = {
  number: 10,
  name: "first",
  destructive: false,
  sql: `
    CREATE TABLE policies (
      name TEXT PRIMARY KEY,
      platform TEXT NOT NULL CHECK (platform IN ('kubernetes', 'ecs')),
      version INTEGER NOT NULL CHECK (version >= 1),
      created TEXT NOT NULL
    ) STRICT;

    CREATE TABLE policy_versions (
      policy TEXT NOT NULL REFERENCES policies (name) ON DELETE CASCADE,
      version INTEGER NOT NULL CHECK (version >= 1),
      document TEXT NOT NULL,
      saved TEXT NOT NULL,
      author TEXT NOT NULL,
      note TEXT NOT NULL,
      PRIMARY KEY (policy, version)
    ) STRICT;

    -- A draft may exist without a policy: work that was never saved.
    CREATE TABLE drafts (
      name TEXT PRIMARY KEY,
      base_version INTEGER NOT NULL CHECK (base_version >= 0),
      document TEXT NOT NULL,
      updated TEXT NOT NULL
    ) STRICT;

    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    CREATE TABLE kubeconfigs (
      position INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE exec_consents (
      context TEXT NOT NULL,
      file TEXT NOT NULL,
      command TEXT NOT NULL,
      PRIMARY KEY (context, file, command)
    ) STRICT;

    CREATE TABLE assignments (
      type TEXT NOT NULL CHECK (type IN ('context', 'snapshot')),
      id TEXT NOT NULL,
      policy TEXT NOT NULL REFERENCES policies (name) ON DELETE RESTRICT,
      PRIMARY KEY (type, id)
    ) STRICT;
    CREATE INDEX assignments_by_policy ON assignments (policy);

    -- The facts are NULL until the snapshot is complete; owner is the process that takes it.
    CREATE TABLE snapshots (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('demo', 'files', 'context')),
      source TEXT NOT NULL,
      taken TEXT NOT NULL,
      owner INTEGER,
      facts TEXT,
      stored_bytes INTEGER,
      inventory BLOB
    ) STRICT;

    CREATE TABLE snapshot_blocks (
      snapshot TEXT NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
      first INTEGER NOT NULL CHECK (first >= 0),
      count INTEGER NOT NULL CHECK (count >= 1),
      data BLOB NOT NULL,
      PRIMARY KEY (snapshot, first)
    ) STRICT;

    -- No reference to snapshots: a cancelled scan is kept for the history while its half-read snapshot is not.
    CREATE TABLE scans (
      id TEXT PRIMARY KEY,
      snapshot TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
      started TEXT NOT NULL,
      owner INTEGER,
      summary TEXT NOT NULL,
      basis TEXT NOT NULL
    ) STRICT;
    CREATE INDEX scans_by_snapshot ON scans (snapshot);
  `,
};
