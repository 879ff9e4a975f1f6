import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { validatePolicy } from "../../../shared/rules/validate.ts";
import { policyTraps } from "../../../shared/audit/index.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";
import { NOW, samplePolicy } from "../../support/store.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp({ resourcesDirectory: join(import.meta.dirname, "../../../resources") });
});
afterEach(() => test.end());

describe("versions of a policy", () => {
  beforeEach(async () => {
    await test.get("policies.create", { policy: samplePolicy("P", "one"), note: "first" });
    await test.get("policies.save", { policy: { ...samplePolicy("P", "two"), trustedImages: false }, baseVersion: 1, note: "second" });
  });

  it("are compared in words and as text, either way round", async () => {
    const forth = await test.get("policies.compare", { name: "P", a: 1, b: 2 });
    expect(forth).toMatchObject({ a: { version: 1, note: "first", author: "ada" }, b: { version: 2, note: "second" } });
    expect(forth.changes.map(({ what, before, after }) => [what, before, after])).toEqual([["Description", "one", "two"], ["Exception for trusted images", "on", "off"]]);
    expect(forth.lines.filter(({ kind }) => kind === "removed").map(({ text }) => text)).toEqual(["description: one", "trustedImages: true"]);
    expect(forth.lines.filter(({ kind }) => kind === "added").map(({ text }) => text)).toEqual(["description: two", "trustedImages: false"]);
    const back = await test.get("policies.compare", { name: "P", a: 2, b: 1 });
    expect(back.changes[0]).toMatchObject({ before: "two", after: "one" });
    expect(await test.call("policies.compare", { name: "P", a: 1, b: 3 })).toMatchObject({ error: { code: "not-found" } });
    expect(await test.call("policies.compare", { name: "P", a: 1, b: "draft" })).toMatchObject({ error: { code: "not-found" } });
    await test.get("drafts.put", { policy: samplePolicy("P", "three"), baseVersion: 2, window: "w", after: null });
    expect(await test.get("policies.compare", { name: "P", a: 2, b: "draft" })).toMatchObject({ b: { version: "draft", author: "ada" }, changes: [{ before: "two", after: "three" }, {}] });
  });

  it("are restored as new ones, and leave what is not saved", async () => {
    await test.get("drafts.put", { policy: samplePolicy("P", "three"), baseVersion: 2, window: "w", after: null });
    expect(await test.get("policies.restore", { name: "P", version: 1 })).toMatchObject({ version: 3, policy: samplePolicy("P", "one") });
    expect((await test.get("policies.versions", { name: "P" }))[0]).toMatchObject({ version: 3, note: "Version 1 restored" });
    expect(await test.get("drafts.get", { name: "P" })).toMatchObject({ baseVersion: 2, policy: { description: "three" } });
    expect(await test.call("policies.restore", { name: "P", version: 3 })).toMatchObject({ error: { code: "invalid-input" } });
    expect(await test.call("policies.restore", { name: "P", version: 9 })).toMatchObject({ error: { code: "not-found" } });
  });
});

describe("what a policy names", () => {
  it("need not be there, but it is said", async () => {
    const policy = { ...samplePolicy("P"), runtime: { rulesets: ["Missing"] } };
    expect((await test.get("policies.create", { policy })).warnings).toEqual([{ path: "runtime.rulesets", message: 'There is no ruleset named "Missing" here.' }]);
  });

  it("is assigned from either side", async () => {
    await test.get("policies.create", { policy: samplePolicy("P") });
    test.contexts.push({ name: "prod", cluster: "c", server: "https://c", user: "u", namespace: "default", file: "/k", current: true });
    await test.get("policies.assign", { target: { type: "context", id: "prod" }, policy: "P" });
    expect(await test.get("policies.assignments", undefined)).toEqual([{ target: { type: "context", id: "prod" }, name: "prod", policy: "P" }]);
    expect((await test.get("contexts.list", undefined)).contexts).toMatchObject([{ name: "prod", assignedPolicy: "P" }]);
    expect((await test.get("policies.list", undefined))[0]?.assignedTo).toEqual(["prod"]);
  });
});

describe("starter policies", () => {
  it("can each be saved as they are, have no traps, and say what they cover and what they cannot", async () => {
    const starters = await test.get("starters.list", undefined);
    expect(starters).toHaveLength(5);
    for (const { id, title, summary, ruleCount } of starters) {
      const starter = await test.get("starters.get", { id });
      expect(validatePolicy(starter.policy)).toEqual([]);
      expect(policyTraps(starter.policy, Date.parse(NOW))).toEqual([]);
      expect(starter.policy.cluster.rules).toHaveLength(ruleCount);
      expect(starter.page.startsWith(`# ${title}\n`)).toBe(true);
      for (const heading of ["When to use it", "What it covers", "What it cannot do"]) expect(starter.page).toContain(`\n## ${heading}\n`);
      expect(summary).not.toContain("\n");
      expect(await test.get("policies.create", { policy: starter.policy })).toMatchObject({ version: 1 });
    }
    expect(await test.call("starters.get", { id: "../demo_baseline" })).toMatchObject({ error: { code: "not-found" } });
  });
});
