import { createHash } from "node:crypto";
import type { TrailEvent } from "../../shared/bundle/trail.ts";
import { AppFailure, fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { AcceptedDocument, AcceptedVersion, AcceptRequest, BundleKey, StoredBundle } from "../signingStore.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { attestors, rulesets } from "./objects.ts";
import { createPolicy, savePolicy } from "./policies.ts";
import { passTrustedTime, trustedTime } from "./signingState.ts";

interface Row {
  id: string;
  version: number;
  statement_sha256: string;
  name: string;
  origin: "made" | "received";
  created: string;
  accepted: string | null;
  summary: string;
}

/** Newest first, without their files. */
export function bundles(db: ReadableDB): StoredBundle[] {
  const rows = db.all<Row>(
    `SELECT b.id, b.version, b.statement_sha256, s.name, b.origin, b.created, b.accepted, b.summary
     FROM bundles b JOIN bundle_series s ON s.id = b.id ORDER BY b.created DESC, s.name, b.version DESC`,
  );
  return rows.map((row) => ({
    bundleId: row.id, version: row.version, statementSha256: row.statement_sha256, name: row.name, origin: row.origin, created: row.created, accepted: row.accepted,
    summary: JSON.parse(row.summary) as unknown,
  }));
}

export function bundleFile(db: ReadableDB, { bundleId, version, statementSha256 }: BundleKey): Result<Uint8Array> {
  const row = db.get<{ file: Uint8Array }>("SELECT file FROM bundles WHERE id = ? AND version = ? AND statement_sha256 = ?", bundleId, version, statementSha256);
  return row ? ok(new Uint8Array(row.file)) : noBundle();
}

export function series(db: ReadableDB): { bundleId: string; name: string; lastVersion: number }[] {
  return db.all("SELECT id AS bundleId, name, last_version AS lastVersion FROM bundle_series ORDER BY name, id");
}

/** The number is taken in the same transaction that keeps the file: none is lost, none is given twice. */
export function addBundle(
  db: WritableDB,
  { bundle, name, file, summary, now }: { bundle: BundleKey; name: string; file: Uint8Array; summary: unknown; now: string },
): Result<null> {
  const { bundleId, version } = bundle;
  const last = db.get<{ last_version: number }>("SELECT last_version FROM bundle_series WHERE id = ?", bundleId)?.last_version ?? 0;
  if (version !== last + 1) {
    return fail("conflict", `Version ${version} of the bundle "${name}" has been exported elsewhere meanwhile; the next is ${last + 1}.`, { remedy: "Export again." });
  }
  db.run("INSERT INTO bundle_series (id, name, last_version) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET last_version = excluded.last_version", bundleId, name, version);
  insert(db, "made", { bundle, file, summary, now });
  return ok(null);
}

export function keepBundle(
  db: WritableDB,
  { bundle, name, file, summary, now }: { bundle: BundleKey; name: string; file: Uint8Array; summary: unknown; now: string },
): null {
  db.run("INSERT INTO bundle_series (id, name, last_version) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", bundle.bundleId, name);
  if (!bundleFile(db, bundle).ok) insert(db, "received", { bundle, file, summary, now });
  return null;
}

/** @param request `before` is the SHA-256 of the file that is replaced, hexadecimal */
export function replaceBundle(
  db: WritableDB,
  { bundle, before, file, summary }: { bundle: BundleKey; before: string; file: Uint8Array; summary: unknown; event: TrailEvent },
): Result<null> {
  const present = bundleFile(db, bundle);
  if (!present.ok) return present;
  if (createHash("sha256").update(present.value).digest("hex") !== before) {
    return fail("conflict", "The bundle has been signed elsewhere meanwhile.", { remedy: "Look at it again, then sign." });
  }
  const { bundleId, version, statementSha256 } = bundle;
  db.run("UPDATE bundles SET file = ?, summary = ? WHERE id = ? AND version = ? AND statement_sha256 = ?", file, JSON.stringify(summary), bundleId, version, statementSha256);
  return ok(null);
}

export function memory(db: ReadableDB): { versions: AcceptedVersion[]; lastTrustedTime: string | null } {
  const rows = db.all<{ id: string; version: number; statement_sha256: string; signers: string }>("SELECT id, version, statement_sha256, signers FROM bundle_memory ORDER BY id");
  return {
    versions: rows.map((row) => ({ bundleId: row.id, version: row.version, statementSha256: row.statement_sha256, signers: JSON.parse(row.signers) as string[] })),
    lastTrustedTime: trustedTime(db),
  };
}

/** What one transaction takes over of a bundle: documents, memory and file. A document that was changed meanwhile refuses all of it. */
export function acceptBundle(db: WritableDB, request: AcceptRequest): Result<{ saved: number[] }> {
  const { bundle, name, file, summary, documents, signers, rememberedVersion, issuedAt, now } = request;
  const known = db.get<{ version: number }>("SELECT version FROM bundle_memory WHERE id = ?", bundle.bundleId)?.version ?? 0;
  if (known !== rememberedVersion) {
    return fail("conflict", `Version ${known} of this bundle has been accepted elsewhere meanwhile.`, { remedy: "Check the bundle again." });
  }
  const saved: number[] = [];
  for (const one of documents) {
    const taken = saveDocument(db, one, request);
    // Thrown, so that the transaction takes back what was saved before it.
    if (!taken.ok) throw new AppFailure(taken.error);
    saved.push(taken.value);
  }
  keepBundle(db, { bundle, name, file, summary, now });
  const { bundleId, version, statementSha256 } = bundle;
  db.run("UPDATE bundles SET accepted = ?, file = ?, summary = ? WHERE id = ? AND version = ? AND statement_sha256 = ?", now, file, JSON.stringify(summary), bundleId, version, statementSha256);
  remember(db, { bundleId, version, statementSha256, signers });
  // The checks have bound both by the bundle's own end: a clock that ran ahead cannot carry the known time far.
  passTrustedTime(db, issuedAt);
  passTrustedTime(db, now);
  return ok({ saved });
}

/** Notes what was accepted; also what a witness outside the store knew. */
export function remember(db: WritableDB, { bundleId, version, statementSha256, signers }: AcceptedVersion): void {
  db.run(
    `INSERT INTO bundle_memory (id, version, statement_sha256, signers) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, statement_sha256 = excluded.statement_sha256, signers = excluded.signers`,
    bundleId, version, statementSha256, JSON.stringify(signers),
  );
}

function saveDocument(db: WritableDB, { kind, document, base }: AcceptedDocument, { author, note, now }: AcceptRequest): Result<number> {
  if (kind === "policy") {
    const saved = base === 0 ? createPolicy(db, { policy: document, author, note, now }) : savePolicy(db, { policy: document, baseVersion: base, author, note, now });
    return saved.ok ? ok(saved.value.version) : saved;
  }
  const by = { author, now };
  const saved =
    kind === "ruleset"
      ? base === 0 ? rulesets.create(db, { document, ...by }) : rulesets.save(db, { document, baseRevision: base, ...by })
      : base === 0 ? attestors.create(db, { document, ...by }) : attestors.save(db, { document, baseRevision: base, ...by });
  return saved.ok ? ok(saved.value.revision) : saved;
}

function insert(db: WritableDB, origin: Row["origin"], { bundle, file, summary, now }: { bundle: BundleKey; file: Uint8Array; summary: unknown; now: string }): void {
  const { bundleId, version, statementSha256 } = bundle;
  db.run(
    "INSERT INTO bundles (id, version, statement_sha256, origin, created, summary, file) VALUES (?, ?, ?, ?, ?, ?, ?)",
    bundleId, version, statementSha256, origin, now, JSON.stringify(summary), file,
  );
}

function noBundle(): Result<never> {
  return fail("not-found", "That bundle is not here.");
}
