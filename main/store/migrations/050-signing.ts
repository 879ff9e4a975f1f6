import type { Migration } from "../migrate.ts";

/** Keys, trust, bundles, what is remembered of versions, and the audit trail. */
export const signing: Migration = {
  number: 50,
  name: "signing",
  destructive: false,
  sql: `
    -- Canonical JSON; hash is its SHA-256. Nothing in the program changes a record; the triggers keep slips out.
    CREATE TABLE audit_trail (
      sequence INTEGER PRIMARY KEY,
      record BLOB NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_trail_kept BEFORE DELETE ON audit_trail BEGIN SELECT raise(ABORT, 'the audit trail is only added to'); END;
    CREATE TRIGGER audit_trail_unchanged BEFORE UPDATE ON audit_trail BEGIN SELECT raise(ABORT, 'the audit trail is only added to'); END;

    -- private_key is cosign's encrypted form, or NULL for a key that signs elsewhere.
    CREATE TABLE keys (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      public_key TEXT NOT NULL,
      private_key TEXT,
      certificate TEXT,
      origin TEXT NOT NULL CHECK (origin IN ('generated', 'imported')),
      created TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired', 'revoked')),
      state_since TEXT,
      reason TEXT
    ) STRICT;

    CREATE TABLE trust_lists (
      version INTEGER PRIMARY KEY CHECK (version >= 1),
      document BLOB NOT NULL,
      fingerprint TEXT NOT NULL,
      accepted TEXT NOT NULL
    ) STRICT;
    CREATE TABLE trust_proposal (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      document BLOB NOT NULL
    ) STRICT;

    -- last_version counts what was exported here; 0 for bundles of others.
    CREATE TABLE bundle_series (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      last_version INTEGER NOT NULL CHECK (last_version >= 0)
    ) STRICT;
    CREATE TABLE bundles (
      id TEXT NOT NULL REFERENCES bundle_series (id),
      version INTEGER NOT NULL CHECK (version >= 1),
      statement_sha256 TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('made', 'received')),
      created TEXT NOT NULL,
      accepted TEXT,
      summary TEXT NOT NULL,
      file BLOB NOT NULL,
      PRIMARY KEY (id, version, statement_sha256)
    ) STRICT;

    -- What was last accepted of each bundle, and on whose signatures (key ids, JSON).
    CREATE TABLE bundle_memory (
      id TEXT PRIMARY KEY,
      version INTEGER NOT NULL CHECK (version >= 1),
      statement_sha256 TEXT NOT NULL,
      signers TEXT NOT NULL
    ) STRICT;

    CREATE TABLE signing_state (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `,
};
