import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.end());

describe("browsing", () => {
  it("lists folders first, hidden entries last, and follows links", async () => {
    for (const folder of ["zoo", ".git"]) mkdirSync(join(test.files, folder));
    for (const file of ["b.yaml", "A.yaml", ".hidden"]) writeFileSync(join(test.files, file), "12345");
    symlinkSync(join(test.files, "zoo"), join(test.files, "link"));
    symlinkSync(join(test.files, "nowhere"), join(test.files, "broken"));
    const listing = await test.get("files.browse", {});
    expect(listing).toMatchObject({ path: test.files, parent: dirname(test.files) });
    expect(listing.entries.map((entry) => [entry.name, entry.kind])).toEqual([
      ["link", "folder"], ["zoo", "folder"], ["A.yaml", "file"], ["b.yaml", "file"], ["broken", "file"], [".git", "folder"], [".hidden", "file"],
    ]);
    expect(listing.entries.find((entry) => entry.name === "b.yaml")).toMatchObject({ size: 5, path: join(test.files, "b.yaml") });
  });

  it("begins where it was last, and at home when that has gone", async () => {
    const folder = join(test.files, "stick");
    mkdirSync(folder);
    await test.get("files.browse", { path: folder });
    expect((await test.get("files.browse", {})).path).toBe(folder);
    rmSync(folder, { recursive: true });
    expect((await test.get("files.browse", {})).path).toBe(test.files);
  });

  it("says what cannot be listed", async () => {
    writeFileSync(join(test.files, "file"), "");
    for (const name of ["file", "none"]) {
      expect(await test.call("files.browse", { path: join(test.files, name) })).toMatchObject({ error: { code: "unreadable", details: { file: join(test.files, name) } } });
    }
    expect((await test.get("files.browse", { path: "/" })).parent).toBeNull();
  });
});

describe("saving", () => {
  it("writes the whole file and leaves nothing beside it", async () => {
    const path = join(test.files, "report.csv");
    expect(await test.get("files.save", { path, text: "one", overwrite: false })).toEqual({ path });
    expect(await test.call("files.save", { path, text: "two", overwrite: false })).toMatchObject({ error: { code: "exists", details: { file: path } } });
    expect(readFileSync(path, "utf8")).toBe("one");
    await test.get("files.save", { path, text: "thrée", overwrite: true });
    expect(readFileSync(path, "utf8")).toBe("thrée");
    expect(readdirSync(test.files)).toEqual(["report.csv"]);
  });

  it("says where it cannot write", async () => {
    mkdirSync(join(test.files, "folder"));
    for (const path of [join(test.files, "none", "f"), join(test.files, "folder"), join(test.files, "n".repeat(300))]) {
      expect(await test.call("files.save", { path, text: "x", overwrite: true })).toMatchObject({ error: { code: "unwritable", details: { file: path } } });
    }
    expect(await test.call("files.save", { path: "relative", text: "x", overwrite: true })).toMatchObject({ error: { code: "invalid-input" } });
    expect(readdirSync(test.files)).toEqual(["folder"]);
  });
});
