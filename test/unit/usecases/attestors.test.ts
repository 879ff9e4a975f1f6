import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyAttestor, type Attestor } from "../../../shared/model/attestor.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";
import { samplePolicy } from "../../support/store.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.end());

const newKey = (): string => generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "pem", type: "spki" }).toString();
const attestor = (name: string, publicKey = newKey()): Attestor => ({ ...emptyAttestor(name, "d"), material: { type: "cosignPublicKey", publicKey } });

describe("attestors", () => {
  it("are created with their key looked into and without blanks around it, changed and deleted", async () => {
    const key = newKey();
    const saved = await test.get("attestors.create", { attestor: attestor("team-key", `  ${key}\n\n`) });
    expect(saved).toMatchObject({ attestor: { material: { publicKey: key.trim() } }, key: { type: "ECDSA P-256", warnings: [] }, revision: 1, usedBy: [] });
    expect(await test.get("attestors.list", undefined)).toMatchObject([
      { name: "team-key", description: "d", type: "cosignPublicKey", about: "ECDSA P-256", fingerprint: saved.key?.fingerprint, transparencyLog: false, usedBy: [] },
    ]);
    const other = await test.get("attestors.save", { attestor: attestor("team-key"), baseRevision: 1 });
    expect(other.revision).toBe(2);
    expect(other.key?.fingerprint).not.toBe(saved.key?.fingerprint);
    expect(await test.call("attestors.save", { attestor: attestor("team-key"), baseRevision: 1 })).toMatchObject({ error: { code: "conflict" } });
    expect(test.events.at(-1)).toEqual({ event: "changed", payload: { topics: ["attestors"] } });
    expect(await test.get("attestors.duplicate", { name: "team-key" })).toMatchObject({ attestor: { name: "team-keyCopy", description: "d" }, key: { fingerprint: other.key?.fingerprint }, revision: 1 });
    expect(await test.get("attestors.duplicate", { name: "team-key" })).toMatchObject({ attestor: { name: "team-keyCopy2" } });
    expect(await test.get("attestors.delete", { name: "team-key" })).toBeNull();
    expect(await test.call("attestors.get", { name: "team-key" })).toMatchObject({ error: { code: "not-found" } });
  });

  it("are refused when what looks like a key is none, at its field", async () => {
    const broken = newKey().replace(/\n.{24}/, "\n");
    expect(await test.call("attestors.create", { attestor: attestor("a", broken) })).toMatchObject({ error: { code: "invalid-input", details: { issues: [{ path: "material.publicKey" }] } } });
    const log = { ...attestor("a"), transparencyLog: { enabled: true, server: "https://rekor.internal", publicKey: broken } };
    expect(await test.call("attestors.create", { attestor: log })).toMatchObject({ error: { details: { issues: [{ path: "transparencyLog.publicKey" }] } } });
  });

  it("say which policies name them, and are kept as long as one does", async () => {
    await test.get("attestors.create", { attestor: attestor("team-key") });
    const rules = [{ type: "verifyImages", enabled: true, action: "block" as const, mitigation: "none" as const, properties: { attestors: { any: ["team-key", "absent"] }, conditions: [] } }];
    const saved = await test.get("policies.create", { policy: { ...samplePolicy("P"), cluster: { rules, exceptions: [] } } });
    expect(saved.warnings).toEqual([{ path: "cluster.rules", message: 'There is no attestor named "absent" here.' }]);
    expect((await test.get("attestors.get", { name: "team-key" })).usedBy).toEqual(["P"]);
    expect(await test.call("attestors.delete", { name: "team-key" })).toMatchObject({ error: { code: "in-use", details: { usedBy: [{ kind: "policy", name: "P" }] } } });
  });

  it("that are identities are kept, and told where the product has none", async () => {
    const identity: Attestor = { ...emptyAttestor("ci"), material: { type: "keyless", issuer: "https://token.example.com", subject: "https://ci.example.com/team/build" } };
    expect((await test.get("attestors.create", { attestor: identity })).key).toBeUndefined();
    expect(await test.get("attestors.list", undefined)).toMatchObject([{ type: "keyless", about: "https://ci.example.com/team/build" }]);
    expect(await test.call("attestors.export", { name: "ci", format: "custom-resource" })).toMatchObject({ error: { code: "not-supported" } });
    expect((await test.get("attestors.export", { name: "ci", format: "sallyport" })).text).toContain("type: keyless");
  });

  it("tell what a pasted key is before anything is saved", async () => {
    expect(await test.get("attestors.inspect", { pem: newKey() })).toMatchObject({ type: "ECDSA P-256", fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
    expect(await test.call("attestors.inspect", { pem: "x" })).toMatchObject({ error: { code: "invalid-input" } });
  });
});
