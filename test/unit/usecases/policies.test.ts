import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { duplicateName } from "../../../main/usecases/duplicateName.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";
import { NOW, samplePolicy } from "../../support/store.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.end());

describe("policies", () => {
  it("are saved under the user's name, or that of the settings, and told to the window", async () => {
    expect((await test.get("policies.create", { policy: samplePolicy("P"), note: "first" })).author).toBe("ada");
    expect(test.events.at(-1)).toEqual({ event: "changed", payload: { topics: ["policies", "drafts"] } });
    await test.get("settings.set", { author: "Bo" });
    expect((await test.get("policies.save", { policy: samplePolicy("P", "two"), baseVersion: 1 })).author).toBe("Bo");
    expect(await test.get("policies.versions", { name: "P" })).toEqual([
      { version: 2, saved: NOW, author: "Bo", note: "" },
      { version: 1, saved: NOW, author: "ada", note: "first" },
    ]);
  });

  it("are refused with every problem at its field, and nothing is told", async () => {
    const policy = { ...samplePolicy("two words"), description: "d".repeat(129) };
    expect(await test.call("policies.create", { policy })).toMatchObject({
      ok: false,
      error: { code: "invalid-input", details: { path: "name", issues: [{ path: "name" }, { path: "description" }] } },
    });
    expect(await test.call("policies.save", { policy, baseVersion: 1 })).toMatchObject({ error: { code: "invalid-input" } });
    expect(test.events).toEqual([]);
  });

  it("are duplicated under a new name, as version 1", async () => {
    await test.get("policies.create", { policy: samplePolicy("Base", "d") });
    expect(await test.get("policies.duplicate", { name: "Base" })).toMatchObject({ version: 1, policy: { ...samplePolicy("BasePolicy", "d") } });
    expect((await test.get("policies.duplicate", { name: "Base" })).policy.name).toBe("BasePolicy2");
    expect(await test.call("policies.duplicate", { name: "None" })).toMatchObject({ error: { code: "not-found" } });
  });

  it("keep names of duplicates unique and short", () => {
    const long = "x".repeat(64);
    expect(duplicateName(long, "Policy", new Set())).toBe(`${"x".repeat(58)}Policy`);
    expect(duplicateName(long, "Policy", new Set([`${"x".repeat(58)}Policy`]))).toBe(`${"x".repeat(57)}Policy2`);
  });

  it("are not deleted while assigned", async () => {
    await test.get("policies.create", { policy: samplePolicy("P") });
    await test.get("policies.assign", { target: { type: "context", id: "prod" }, policy: "P" });
    expect(await test.call("policies.delete", { name: "P" })).toMatchObject({ error: { code: "in-use", details: { usedBy: [{ kind: "context", name: "prod" }] } } });
    await test.get("policies.assign", { target: { type: "context", id: "prod" }, policy: null });
    expect(await test.get("policies.delete", { name: "P" })).toBeNull();
  });
});

describe("drafts", () => {
  it("keep what is not valid yet, also over a restart", async () => {
    const policy = { ...samplePolicy("P"), description: "d".repeat(500) };
    const { stamp } = await test.get("drafts.put", { policy, baseVersion: 0, window: "w", after: null });
    await test.restart();
    expect(await test.get("drafts.get", { name: "P" })).toEqual({ name: "P", baseVersion: 0, policy, updated: NOW, author: "ada", stamp });
    await test.get("drafts.delete", { name: "P" });
    expect(await test.get("drafts.get", { name: "P" })).toBeNull();
  });
});

describe("settings and connections", () => {
  it("are told", async () => {
    expect(await test.get("app.info", undefined)).toMatchObject({ version: "1.2.3", host: "web" });
    expect(await test.get("settings.set", { excludedNamespaces: ["a"] })).toMatchObject({ excludedNamespaces: ["a"], theme: "system" });
    test.audit.tellConnection("api.example.com");
    expect(await test.get("connections.list", undefined)).toEqual([{ time: "t", host: "api.example.com", port: 443, purpose: "p" }]);
    expect(test.events.at(-1)).toEqual({ event: "changed", payload: { topics: ["connections"] } });
  });
});
