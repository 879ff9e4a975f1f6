import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStoreHere } from "../../../main/store/here.ts";
import type { OpenStore } from "../../../main/store/here.ts";
import { emptyAttestor } from "../../../shared/model/attestor.ts";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";
import { must, NOW, samplePolicy, temporaryFolder } from "../../support/store.ts";

let folder: ReturnType<typeof temporaryFolder>;
let store: OpenStore;

beforeEach(() => {
  folder = temporaryFolder();
  store = must(openStoreHere(folder.path));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const LATER = "2026-03-02T10:00:00Z";
const by = { author: "Ada", now: NOW };

describe("rulesets in the store", () => {
  it("count their saves and keep when and by whom", async () => {
    const first = must(await store.createRuleset({ document: emptyRuleset("R", "one"), ...by }));
    expect(first).toEqual({ document: emptyRuleset("R", "one"), revision: 1, created: NOW, updated: NOW, author: "Ada", usedBy: [] });
    const second = must(await store.saveRuleset({ document: emptyRuleset("R", "two"), baseRevision: 1, author: "Bo", now: LATER }));
    expect(second).toMatchObject({ revision: 2, created: NOW, updated: LATER, author: "Bo", document: { description: "two" } });
    expect(must(await store.ruleset({ name: "R" }))).toEqual(second);
  });

  it("are listed by name", async () => {
    for (const name of ["b", "A", "a"]) must(await store.createRuleset({ document: emptyRuleset(name), ...by }));
    expect((await store.rulesets()).map(({ name }) => name)).toEqual(["A", "a", "b"]);
  });

  it("are refused under a taken name, from an old revision, and where there is none", async () => {
    must(await store.createRuleset({ document: emptyRuleset("R", "one"), ...by }));
    expect(await store.createRuleset({ document: emptyRuleset("R"), ...by })).toMatchObject({ error: { code: "exists", details: { issues: [{ path: "name" }] } } });
    must(await store.saveRuleset({ document: emptyRuleset("R", "two"), baseRevision: 1, ...by }));
    for (const baseRevision of [1, 3]) {
      expect(await store.saveRuleset({ document: emptyRuleset("R", "lost"), baseRevision, ...by })).toMatchObject({ error: { code: "conflict" } });
    }
    expect(must(await store.ruleset({ name: "R" })).document.description).toBe("two");
    expect(await store.saveRuleset({ document: emptyRuleset("Q"), baseRevision: 1, ...by })).toMatchObject({ error: { code: "not-found", message: 'There is no ruleset named "Q".' } });
    expect(await store.ruleset({ name: "Q" })).toMatchObject({ error: { code: "not-found" } });
    expect(await store.deleteRuleset({ name: "Q" })).toMatchObject({ error: { code: "not-found" } });
  });

  it("are not deleted while a policy's newest version uses them", async () => {
    must(await store.createRuleset({ document: emptyRuleset("R"), ...by }));
    const using = { ...samplePolicy("P"), runtime: { rulesets: ["R", "Elsewhere"] } };
    for (const name of ["P", "O"]) must(await store.createPolicy({ policy: { ...using, name }, note: "", ...by }));
    expect(must(await store.ruleset({ name: "R" })).usedBy).toEqual(["O", "P"]);
    expect(await store.deleteRuleset({ name: "R" })).toMatchObject({
      error: { code: "in-use", message: 'The ruleset "R" cannot be deleted while the policies "O", "P" use it.', details: { usedBy: [{ kind: "policy", name: "O" }, { kind: "policy", name: "P" }] } },
    });
    must(await store.deletePolicy({ name: "O" }));
    must(await store.savePolicy({ policy: samplePolicy("P"), baseVersion: 1, note: "", ...by }));
    expect(must(await store.ruleset({ name: "R" })).usedBy).toEqual([]);
    must(await store.deleteRuleset({ name: "R" }));
    expect(await store.rulesets()).toEqual([]);
  });
});

describe("attestors in the store", () => {
  it("are not deleted while a signature rule names them, in any definition and switched off too", async () => {
    for (const name of ["one", "two", "three", "free"]) must(await store.createAttestor({ document: emptyAttestor(name), ...by }));
    const signed = (attestors: object, enabled = true) => ({ type: "verifyImages", enabled, action: "block" as const, mitigation: "log" as const, properties: { attestors, conditions: [] } });
    const policy = {
      ...samplePolicy("P"),
      cluster: { rules: [signed({ all: ["one"] }), signed({ any: ["two"] }, false)], exceptions: [] },
      namespaced: [{ name: "N", namespaces: ["n"], rules: [signed({ any: ["three", "one"], atLeast: 2 })] }],
    };
    must(await store.createPolicy({ policy, note: "", ...by }));
    for (const name of ["one", "two", "three"]) {
      expect(await store.deleteAttestor({ name })).toMatchObject({ error: { code: "in-use", details: { usedBy: [{ kind: "policy", name: "P" }] } } });
    }
    must(await store.deleteAttestor({ name: "free" }));
    expect((await store.attestors()).map(({ document, usedBy }) => [document.name, usedBy])).toEqual([["one", ["P"]], ["three", ["P"]], ["two", ["P"]]]);
  });
});

describe("documents that an earlier version wrote", () => {
  it("are read in the form of this one: scans that were kept as unknown fields become scans", async () => {
    const earlier = {
      ...samplePolicy("P"),
      extra: { api: { fields: { id: "x", malwareScan: { mitigation: "isolate", schedule: { cron: "0 3 * * *" } }, secretScan: { mitigation: "log", excludedPaths: ["/a"] } } }, other: 1 },
    };
    const broken = { ...samplePolicy("Q"), extra: { api: { fields: { malwareScan: { mitigation: "explode" } } } } };
    must(await store.createPolicy({ policy: earlier, note: "", ...by }));
    must(await store.createPolicy({ policy: broken, note: "", ...by }));
    expect(must(await store.policy({ name: "P" })).policy).toEqual({
      ...samplePolicy("P"),
      malwareScan: { mitigation: "isolate", schedule: { enabled: true, cron: "0 3 * * *" } },
      secretScan: { mitigation: "log", schedule: { enabled: false }, skipIfRuleNotChanged: false, excludedPaths: ["/a"] },
      extra: { api: { fields: { id: "x" } }, other: 1 },
    });
    expect(must(await store.policy({ name: "Q" })).policy).toEqual(broken);
  });
});
