import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { STORE_FILE } from "../../../main/store/open.ts";
import type { TrailVerification } from "../../../shared/ipc/signing.ts";
import { adopt, listOf, openDesk, type Desk } from "../../support/desk.ts";
import { samplePolicy } from "../../support/store.ts";

const desks: Desk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.end();
});
const desk = async (): Promise<Desk> => {
  const opened = await openDesk();
  desks.push(opened);
  return opened;
};

const storeFile = async (at: Desk): Promise<string> => join((await at.get("app.info", undefined)).dataDirectory, STORE_FILE);
const lines = (path: string): string[] => readFileSync(path, "utf8").split("\n").filter((line) => line !== "");
const verify = (at: Desk, path?: string, against: string[] = []): Promise<TrailVerification> => at.get("trail.verify", { ...(path === undefined ? {} : { path }), against });

describe("the audit trail", () => {
  test("tells every change with who made it, in one chain", async () => {
    const here = await desk();
    await here.get("settings.set", { author: "Ada" });
    await here.get("policies.create", { policy: samplePolicy("P"), note: "why" });
    await here.get("policies.save", { policy: samplePolicy("P", "2"), baseVersion: 1 });
    await here.get("policies.export", { name: "P", format: "api" });
    await here.get("policies.delete", { name: "P" });
    await here.call("policies.delete", { name: "P" });
    const { records, total } = await here.get("trail.list", { offset: 0, limit: 100 });
    expect(total).toBe(6);
    expect(records.toReversed().map(({ action, subject, actor }) => [action, action === "trail.begin" ? "" : subject, actor === "Ada"])).toEqual([
      ["trail.begin", "", false], ["settings.save", "author", true], ["policy.create", "P", true], ["policy.save", "P", true], ["policy.export", "P", true], ["policy.delete", "P", true],
    ].map(([action, subject, isAda]) => [action, subject, action === "trail.begin" ? expect.anything() : isAda]));
    expect(records.find(({ action }) => action === "policy.create")?.details).toEqual({ version: 1, note: "why" });
    expect(await verify(here)).toMatchObject({ accepted: true, records: 6 });
    expect((await here.get("trail.list", { offset: 0, limit: 10, action: "policy.d", text: "p" })).total).toBe(1);
  });

  test("a change in the file is noticed at its record, and the program itself cannot change one", async () => {
    const here = await desk();
    for (const name of ["A", "B", "C"]) await here.get("policies.create", { policy: samplePolicy(name) });
    expect(await here.get("trail.state", undefined)).toMatchObject({ accepted: true, records: 4 });
    const db = new Database(await storeFile(here));
    expect(() => db.prepare("DELETE FROM audit_trail WHERE sequence = 3").run()).toThrow("only added to");
    expect(() => db.prepare("UPDATE audit_trail SET hash = '' WHERE sequence = 3").run()).toThrow("only added to");
    db.exec("DROP TRIGGER audit_trail_unchanged");
    db.prepare("UPDATE audit_trail SET record = CAST(replace(CAST(record AS TEXT), '\"subject\":\"B\"', '\"subject\":\"X\"') AS BLOB) WHERE sequence = 3").run();
    db.close();
    expect(await verify(here)).toMatchObject({ accepted: false, records: 3, problem: { sequence: 4, message: expect.stringContaining("does not follow") } });
  });

  test("a copy is verified with a public key alone; every change, gap and wrong order in it is noticed", async () => {
    const here = await desk();
    const { summary, signing } = await here.key("ada");
    for (const name of ["A", "B"]) await here.get("policies.create", { policy: samplePolicy(name) });
    await here.get("trail.checkpoint", { signing });
    await adopt(here, listOf([{ person: "Ada", key: summary }]), [signing]);
    const path = here.file("trail.ndjson");
    await here.get("trail.export", { path, overwrite: false });
    const whole = lines(path);
    expect(await verify(here, path)).toMatchObject({ accepted: true, records: whole.length, coveredTo: 4, checkpoints: [{ person: "Ada", state: "good" }] });
    const broken: Record<string, string[]> = {
      "a changed letter": whole.with(2, (whole[2] ?? "").replace("policy.create", "policy.delete")),
      "a record taken out": whole.toSpliced(3, 1),
      "two records swapped": whole.with(2, whole[3] ?? "").with(3, whole[2] ?? ""),
      "the beginning cut off": whole.slice(1),
      "a record put in": whole.toSpliced(3, 0, whole[2] ?? ""),
      "white space": whole.with(2, (whole[2] ?? "").replace(":", ": ")),
    };
    const accepted: string[] = [];
    for (const [what, changed] of Object.entries(broken)) {
      writeFileSync(path, `${changed.join("\n")}\n`);
      if ((await verify(here, path)).accepted) accepted.push(what);
    }
    expect(accepted).toEqual([]);
  });

  test("a checkpoint of a key that was revoked covers nothing any more, and the chain holds all the same", async () => {
    const here = await desk();
    const { summary, signing } = await here.key("ada");
    await adopt(here, listOf([{ person: "Ada", key: summary }]), [signing]);
    await here.get("trail.checkpoint", { signing });
    expect(await here.get("trail.state", undefined)).toMatchObject({ accepted: true, checkpoints: [{ person: "Ada", state: "good" }] });
    await here.get("keys.revoke", { id: summary.id, reason: "stolen" });
    for (const found of [await here.get("trail.state", undefined), await verify(here)]) {
      expect(found).toMatchObject({ accepted: true, coveredTo: 0, checkpoints: [{ person: "Ada", state: "revoked" }] });
      expect(found.problem).toBeUndefined();
    }
  });

  test("an end that was cut off is noticed by a bundle, a report or a checkpoint that left the desk; so is a rewritten one", async () => {
    const here = await desk();
    const { signing } = await here.key("ada");
    await here.get("policies.create", { policy: samplePolicy("P") });
    const path = here.file("trail.ndjson");
    await here.get("trail.export", { path, overwrite: false });
    const early = lines(path);
    const bundle = await here.get("bundles.create", { name: "b", policies: [{ name: "P" }], audience: [] });
    const { bundleId, version, statementSha256 } = bundle;
    const [bundleFile, reportFile, checkpointFile] = [here.file("b.polbundle"), here.file("r.txt"), here.file("c.json")];
    await here.get("bundles.save", { bundleId, version, statementSha256, path: bundleFile, overwrite: false });
    writeFileSync(reportFile, "a report");
    const { signatureFile } = await here.get("reports.sign", { path: reportFile, signing, overwrite: false });
    await here.get("trail.checkpoint", { signing, path: checkpointFile });
    const against = [bundleFile, signatureFile, checkpointFile];
    expect((await verify(here, undefined, against)).compared.map(({ state }) => state)).toEqual(["part", "part", "part"]);
    expect((await verify(here, path, against)).compared.map(({ state }) => state)).toEqual(["cut-off", "cut-off", "cut-off"]);
    expect((await here.get("trail.list", { offset: 0, limit: 2, action: "trail.verify", text: "R.TXT" })).records).toMatchObject([
      { subject: path, outcome: "refused", details: { against, reason: expect.stringContaining("cut off") } }, { subject: "", outcome: "done" },
    ]);
    writeFileSync(path, early.slice(0, 2).join("\n"));
    expect(await verify(here, path, [bundleFile])).toMatchObject({ accepted: false, compared: [{ state: "cut-off" }] });

    const other = await desk();
    await other.get("policies.create", { policy: samplePolicy("P") });
    expect(await verify(other, undefined, [bundleFile, reportFile])).toMatchObject({ accepted: false, compared: [{ state: "other" }, { state: "no-head" }] });
  });
});

describe("a store that was put back", () => {
  test("says so, gives no number twice, and still refuses what it refused", async () => {
    const here = await desk();
    const { signing, summary } = await here.key("ada");
    await adopt(here, listOf([{ person: "Ada", key: summary }]), [signing]);
    await here.get("policies.create", { policy: samplePolicy("P") });
    const issue = async (name: string): Promise<string> => {
      const { bundleId, version, statementSha256 } = await here.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [] });
      await here.get("bundles.sign", { bundleId, version, statementSha256, signing });
      await here.get("bundles.save", { bundleId, version, statementSha256, path: here.file(name), overwrite: false });
      return here.file(name);
    };
    const one = await issue("1.polbundle");
    const file = await storeFile(here);
    await here.restart();
    copyFileSync(file, `${file}.copy`);
    const two = await issue("2.polbundle");
    await here.get("bundles.accept", { id: (await here.get("bundles.inspect", { path: two })).id });

    // Somebody puts the copy back while nothing runs.
    await here.restart(() => {
      for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
      copyFileSync(`${file}.copy`, file);
    });
    const { restored } = await here.get("app.diagnostics", undefined);
    expect(restored?.message).toContain("put back to an earlier state");
    expect(restored?.lost).toBeGreaterThan(3);
    expect((await here.get("trail.list", { offset: 0, limit: 1 })).records[0]?.action).toBe("store.restore");
    const { steps } = await here.get("bundles.inspect", { path: one });
    expect(steps.find(({ outcome }) => outcome === "failed")?.refusal?.code).toBe("rolled-back");
    expect((await here.get("bundles.create", { name: "prod", policies: [{ name: "P" }], audience: [] })).version).toBe(3);
    await here.get("app.acknowledgeRestore", undefined);
    await here.restart();
    expect((await here.get("app.diagnostics", undefined)).restored).toBeUndefined();
  });
});
