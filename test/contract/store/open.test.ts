import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { repositoryView } from "../../../main/store/database.ts";
import { openStoreHere } from "../../../main/store/here.ts";
import { clearLeftovers } from "../../../main/store/leftovers.ts";
import { backupPath, schemaVersion } from "../../../main/store/migrate.ts";
import type { Migration } from "../../../main/store/migrate.ts";
import { MIGRATIONS } from "../../../main/store/migrations/index.ts";
import { openDatabase, STORE_FILE } from "../../../main/store/open.ts";
import { must, NOW, SAMPLE_BASIS, samplePolicy, sampleScan, temporaryFolder } from "../../support/store.ts";

let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, STORE_FILE);
});
afterEach(() => folder.remove());

/** A store with policies enough to fill several pages. */
async function filledStore(): Promise<void> {
  const store = must(openStoreHere(folder.path));
  for (let i = 0; i < 40; i++) {
    must(await store.createPolicy({ policy: samplePolicy(`P${i}`, "x".repeat(120)), author: "Ada", note: "n".repeat(200), now: NOW }));
  }
  await store.close();
}

describe("opening a store", () => {
  it("makes the folder and an empty store", async () => {
    const directory = join(folder.path, "new", "place");
    const store = must(openStoreHere(directory));
    expect(await store.policies()).toEqual([]);
    await store.close();
    expect(existsSync(join(directory, STORE_FILE))).toBe(true);
  });

  it("uses strict tables, the write-ahead log, full synchronisation and an untrusted schema", () => {
    const connection = must(openDatabase(folder.path));
    const pragma = (name: string): unknown => connection.pragma(name, { simple: true });
    expect([pragma("journal_mode"), pragma("synchronous"), pragma("trusted_schema"), pragma("foreign_keys")]).toEqual(["wal", 2, 0, 1]);
    const loose = connection.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND strict = 0").all();
    expect(loose).toEqual([]);
    connection.close();
  });

  it("refuses a file from a newer version and does not touch it", async () => {
    await filledStore();
    const connection = new Database(file);
    connection.pragma("user_version = 99990");
    connection.pragma("journal_mode = DELETE");
    connection.close();
    const before = readFileSync(file);
    const refused = openStoreHere(folder.path);
    expect(refused).toMatchObject({ ok: false, error: { code: "store-newer", message: expect.stringContaining(file), details: { file } } });
    const untouched = new Database(file, { readonly: true });
    expect(schemaVersion(untouched)).toBe(99990);
    untouched.close();
    expect(readFileSync(file).length).toBe(before.length);
  });

  it.each([
    ["text", () => writeFileSync(file, "this is not a database, it is a letter ".repeat(50))],
    ["cut in the middle", () => truncateSync(file, 4096 * 2 + 100)],
    ["overwritten in the middle", () => {
      const content = readFileSync(file);
      content.fill(0x5a, 4096 * 3, 4096 * 9);
      writeFileSync(file, content);
    }],
    ["without a table", () => {
      const connection = new Database(file);
      connection.exec("DROP TABLE drafts");
      connection.close();
    }],
    ["of another program", () => {
      const connection = new Database(file);
      connection.pragma("application_id = 7");
      connection.close();
    }],
  ])("names a damaged file (%s) and keeps it", async (_what, damage) => {
    await filledStore();
    damage();
    copyFileSync(file, join(folder.path, "copy"));
    expect(openStoreHere(folder.path)).toMatchObject({ ok: false, error: { code: "store-damaged", message: expect.stringContaining(file), details: { file } } });
    expect(readFileSync(file).equals(readFileSync(join(folder.path, "copy")))).toBe(true);
  });

  it("does not take over a database that another program made", () => {
    const other = new Database(file);
    other.exec("CREATE TABLE theirs (a)");
    other.close();
    expect(openStoreHere(folder.path)).toMatchObject({ ok: false, error: { code: "store-damaged" } });
  });

  it("says when the folder cannot be used", () => {
    writeFileSync(join(folder.path, "file"), "");
    expect(openStoreHere(join(folder.path, "file", "below"))).toMatchObject({ ok: false, error: { code: "unwritable" } });
  });

  it.skipIf(process.getuid?.() === 0)("says when the file cannot be written", async () => {
    await filledStore();
    chmodSync(file, 0o400);
    chmodSync(folder.path, 0o500);
    const opened = openStoreHere(folder.path);
    chmodSync(folder.path, 0o700);
    expect(opened).toMatchObject({ ok: false, error: { code: "unwritable" } });
  });

  it("says when the store's place is taken by a folder", () => {
    mkdirSync(file);
    expect(openStoreHere(folder.path)).toMatchObject({ ok: false, error: { code: "unwritable" } });
  });
});

describe("migrations", () => {
  const next = (sql: string, destructive = false): Migration => ({ number: 9000, name: "next", destructive, sql });

  it("are numbered in steps of ten, upwards, each once", () => {
    const numbers = MIGRATIONS.map((migration) => migration.number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers.every((number) => number > 0 && number % 10 === 0)).toBe(true);
  });

  it("are applied once, with their version", async () => {
    await filledStore();
    const migrations = [...MIGRATIONS, next("ALTER TABLE policies ADD COLUMN colour TEXT")];
    must(openDatabase(folder.path, migrations)).close();
    const connection = must(openDatabase(folder.path, migrations));
    expect(schemaVersion(connection)).toBe(9000);
    expect(connection.prepare("SELECT count(colour IS NULL) FROM policies").pluck().get()).toBe(40);
    connection.close();
    expect(existsSync(backupPath(file, next("")))).toBe(false);
  });

  it("leave nothing half done when they fail", async () => {
    await filledStore();
    const broken = next("DELETE FROM policies; ALTER TABLE policies ADD COLUMN colour TEXT; INSERT INTO nowhere VALUES (1)");
    expect(() => openDatabase(folder.path, [...MIGRATIONS, broken])).toThrow(/nowhere/);
    const store = must(openStoreHere(folder.path));
    expect(await store.policies()).toHaveLength(40);
    await store.close();
  });

  it("that destroy something make a copy of the file first", async () => {
    await filledStore();
    const destroying = next("DELETE FROM policies", true);
    const connection = must(openDatabase(folder.path, [...MIGRATIONS, destroying]));
    expect(connection.prepare("SELECT count(*) FROM policies").pluck().get()).toBe(0);
    connection.close();

    const copy = new Database(backupPath(file, destroying), { readonly: true });
    expect(copy.prepare("SELECT count(*) FROM policies").pluck().get()).toBe(40);
    expect(schemaVersion(copy)).toBe(MIGRATIONS.at(-1)?.number);
    copy.close();
  });
});

describe("what an ended process left", () => {
  it("is cleared; what a living one works on is not", async () => {
    const store = must(openStoreHere(folder.path));
    const opened = { name: "n", origin: "demo" as const, source: [], taken: NOW };
    await store.beginSnapshot({ id: "mine", ...opened });
    await store.beginSnapshot({ id: "theirs", ...opened });
    await store.putScan({ scan: sampleScan("my-scan", "mine", "running"), basis: SAMPLE_BASIS });
    await store.putScan({ scan: sampleScan("their-scan", "theirs", "running"), basis: SAMPLE_BASIS });
    await store.putScan({ scan: sampleScan("old-scan", "theirs", "done"), basis: SAMPLE_BASIS });
    await store.close();

    const connection = must(openDatabase(folder.path, MIGRATIONS, { isAlive: () => true }));
    const db = repositoryView(connection);
    db.run("UPDATE snapshots SET owner = 4711 WHERE id = 'theirs'");
    db.run("UPDATE scans SET owner = 4711 WHERE id = 'their-scan'");
    clearLeftovers(db, (process) => process === 4711);
    expect(db.all<{ id: string }>("SELECT id FROM snapshots").map((row) => row.id)).toEqual(["theirs"]);
    connection.close();

    const again = must(openStoreHere(folder.path));
    expect((await again.scans()).map((scan) => [scan.id, scan.state]).sort()).toEqual([
      ["my-scan", "failed"],
      ["old-scan", "done"],
      ["their-scan", "failed"],
    ]);
    expect(must(await again.scan({ id: "my-scan" })).error).toMatchObject({ code: "cancelled", message: "Sallyport ended while this scan was running." });
    await again.close();
  });
});
