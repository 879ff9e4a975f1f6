import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyAttestor } from "../../../shared/model/attestor.ts";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.end());

describe("drafts of rulesets and attestors", () => {
  it("are kept unfinished, each under a new stamp, and every window is told", async () => {
    const work = { kind: "ruleset" as const, document: { ...emptyRuleset("R"), labels: [{ key: "", value: "" }] } };
    const first = await test.get("objectDrafts.put", { work, name: "R", baseRevision: 0, window: "w1", after: null });
    expect(test.events.at(-1)).toEqual({ event: "changed", payload: { topics: ["objectDrafts"] } });
    const second = await test.get("objectDrafts.put", { work, name: "R", baseRevision: 0, window: "w1", after: first.stamp });
    expect(second.stamp).not.toBe(first.stamp);
    expect(await test.call("objectDrafts.put", { work, name: "R", baseRevision: 0, window: "w2", after: first.stamp })).toMatchObject({ error: { code: "conflict" } });
    expect(await test.get("objectDrafts.get", { kind: "ruleset", name: "R" })).toMatchObject({ ...work, stamp: second.stamp, window: "w1" });
    await test.get("objectDrafts.delete", { kind: "ruleset", name: "R", writer: { window: "w2", after: second.stamp } });
    expect(await test.get("objectDrafts.list", { kind: "ruleset" })).toEqual([]);
  });

  it("with a private key in them are kept nowhere", async () => {
    const document = { ...emptyAttestor("a"), material: { type: "cosignPublicKey" as const, publicKey: "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----" } };
    const answer = await test.call("objectDrafts.put", { work: { kind: "attestor", document }, name: "", baseRevision: 0, window: "w1", after: null });
    expect(answer).toMatchObject({ error: { code: "invalid-input", message: "This draft holds a private key: it is not kept." } });
    expect(await test.get("objectDrafts.list", { kind: "attestor" })).toEqual([]);
  });
});
