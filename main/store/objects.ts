import type { RulesetSummary } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { ATTESTOR_SCHEMA } from "../../shared/model/attestor.ts";
import type { Attestor } from "../../shared/model/attestor.ts";
import { RULESET_SCHEMA } from "../../shared/model/ruleset.ts";
import type { Ruleset } from "../../shared/model/ruleset.ts";
import type { UsedKind } from "../../shared/rules/uses.ts";
import type { StoredObject } from "../ports.ts";
import type { ReadableDB, WritableDB } from "./database.ts";
import { unknownDocument } from "./documents.ts";
import { rulesetFacts } from "./facts.ts";
import type { RulesetFacts } from "./facts.ts";
import { usesOf } from "./uses.ts";

interface Row {
  name: string;
  revision: number;
  document: string;
  created: string;
  updated: string;
  author: string;
}

export interface CreateRequest<T> {
  document: T;
  author: string;
  now: string;
}

/** What every kind of named object of the store can do. Policies, which have versions, are on their own. */
interface Repository<T> {
  /** By name. */
  list(db: ReadableDB): StoredObject<T>[];
  get(db: ReadableDB, request: { name: string }): Result<StoredObject<T>>;
  create(db: WritableDB, request: CreateRequest<T>): Result<StoredObject<T>>;
  /** Refused with `conflict` when `baseRevision` is not the newest. */
  save(db: WritableDB, request: CreateRequest<T> & { baseRevision: number }): Result<StoredObject<T>>;
  /** Refused with `in-use` while a policy uses it. */
  remove(db: WritableDB, request: { name: string }): Result<null>;
}

/** Rulesets may hold large files: what their list shows of them is kept beside each. */
const keepRulesetFacts = (db: WritableDB, ruleset: Ruleset): void => {
  db.run("UPDATE rulesets SET facts = ? WHERE name = ?", JSON.stringify(rulesetFacts(ruleset)), ruleset.name);
};

export const rulesets = repository<Ruleset>("rulesets", "ruleset", RULESET_SCHEMA, keepRulesetFacts);
export const attestors = repository<Attestor>("attestors", "attestor", ATTESTOR_SCHEMA);

/** What the list of rulesets shows, by name. */
export function rulesetSummaries(db: ReadableDB): RulesetSummary[] {
  const uses = usesOf(db, "rulesets");
  const rows = db.all<Omit<Row, "document"> & { facts: string | null; document: string | null }>(
    "SELECT name, revision, created, updated, author, facts, iif(facts IS NULL, document, NULL) AS document FROM rulesets ORDER BY name",
  );
  return rows.map(({ name, facts, document, ...row }) => ({
    name,
    ...(facts === null ? rulesetFacts(JSON.parse(document ?? "") as Ruleset) : (JSON.parse(facts) as RulesetFacts)),
    ...row,
    usedBy: uses.get(name) ?? [],
  }));
}

/** `keepFacts` is called with every document that is written. */
function repository<T extends { schema: string; name: string }>(
  table: UsedKind,
  noun: string,
  schema: T["schema"],
  keepFacts: (db: WritableDB, document: T) => void = () => undefined,
): Repository<T> {
  const read = (row: Row, usedBy: string[]): StoredObject<T> => {
    const document = JSON.parse(row.document) as T;
    if (document.schema !== schema) throw unknownDocument(noun, document.schema);
    return { document, revision: row.revision, created: row.created, updated: row.updated, author: row.author, usedBy };
  };
  const find = (db: ReadableDB, name: string): Row | undefined => db.get<Row>(`SELECT * FROM ${table} WHERE name = ?`, name);
  const missing = (name: string): Result<never> => fail("not-found", `There is no ${noun} named "${name}".`);
  const get: Repository<T>["get"] = (db, { name }) => {
    const row = find(db, name);
    return row ? ok(read(row, usesOf(db, table).get(name) ?? [])) : missing(name);
  };

  return {
    get,
    list(db) {
      const uses = usesOf(db, table);
      return db.all<Row>(`SELECT * FROM ${table} ORDER BY name`).map((row) => read(row, uses.get(row.name) ?? []));
    },
    create(db, { document, author, now }) {
      const { name } = document;
      if (find(db, name)) {
        return fail("exists", `There is already ${noun === "attestor" ? "an" : "a"} ${noun} named "${name}".`, {
          issues: [{ path: "name", message: `This name is taken by another ${noun}.` }],
        });
      }
      db.run(
        `INSERT INTO ${table} (name, revision, document, created, updated, author) VALUES (?, 1, ?, ?, ?, ?)`,
        name, JSON.stringify(document), now, now, author,
      );
      keepFacts(db, document);
      return get(db, { name });
    },
    save(db, { document, baseRevision, author, now }) {
      const { name } = document;
      const present = find(db, name);
      if (!present) return missing(name);
      if (present.revision !== baseRevision) {
        return fail("conflict", `The ${noun} "${name}" has been saved elsewhere meanwhile.`, { remedy: "Open it again, make the changes again and save." });
      }
      db.run(
        `UPDATE ${table} SET revision = revision + 1, document = ?, updated = ?, author = ? WHERE name = ?`,
        JSON.stringify(document), now, author, name,
      );
      keepFacts(db, document);
      return get(db, { name });
    },
    remove(db, { name }) {
      if (!find(db, name)) return missing(name);
      const users = usesOf(db, table).get(name) ?? [];
      if (users.length > 0) {
        const policies = users.map((user) => `"${user}"`).join(", ");
        return fail("in-use", `The ${noun} "${name}" cannot be deleted while the ${users.length === 1 ? "policy" : "policies"} ${policies} ${users.length === 1 ? "uses" : "use"} it.`, {
          remedy: `Remove it from ${users.length === 1 ? "that policy" : "those policies"} and save, then delete.`,
          usedBy: users.map((user) => ({ kind: "policy", name: user })),
        });
      }
      db.run(`DELETE FROM ${table} WHERE name = ?`, name);
      return ok(null);
    },
  };
}
