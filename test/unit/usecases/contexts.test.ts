import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ContextInfo } from "../../../shared/ipc/types.ts";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.end());

const context = (changes: Partial<ContextInfo> = {}): ContextInfo => ({
  name: "prod", cluster: "c", server: "https://c", user: "u", namespace: "default", file: "/k", current: true, ...changes,
});
const exec = { command: "aws", args: ["eks", "get-token"], allowed: false };

describe("contexts", () => {
  it("are checked when they can be used", async () => {
    test.contexts.push(context());
    expect(await test.get("contexts.check", { context: "prod" })).toMatchObject({ reachable: true, message: "exec false" });
    expect(await test.call("contexts.check", { context: "none" })).toMatchObject({ error: { code: "not-found" } });
  });

  it("say what keeps them from being used", async () => {
    test.contexts.push(context({ problem: "its certificate file is missing" }));
    expect(await test.call("contexts.check", { context: "prod" })).toMatchObject({ error: { code: "unreadable", message: expect.stringContaining("certificate file is missing") } });
  });

  it("run a command to sign in only after the user agreed, until the user no longer does", async () => {
    test.contexts.push(context({ exec }));
    const refused = { ok: false, error: { code: "consent-needed", message: expect.stringContaining("aws eks get-token") } };
    expect(await test.call("contexts.check", { context: "prod" })).toMatchObject(refused);
    expect(await test.call("snapshots.take", { source: { type: "context", context: "prod" } })).toMatchObject(refused);
    expect(test.audit.calls).toEqual([]);

    await test.get("contexts.allowExec", { context: "prod", allowed: true });
    expect(await test.get("contexts.check", { context: "prod" })).toMatchObject({ message: "exec true" });
    await test.restart();
    expect((await test.get("contexts.list", undefined)).contexts[0]?.exec?.allowed).toBe(true);

    await test.get("contexts.allowExec", { context: "prod", allowed: false });
    expect(await test.call("contexts.check", { context: "prod" })).toMatchObject(refused);
  });

  it("that run no command need no consent", async () => {
    test.contexts.push(context());
    expect(await test.call("contexts.allowExec", { context: "prod", allowed: true })).toMatchObject({ error: { code: "invalid-input" } });
  });
});

describe("kubeconfigs", () => {
  it("are added when they can be read, and removed", async () => {
    expect((await test.get("kubeconfigs.add", { path: "/a" })).files).toEqual([{ path: "/a", added: true }]);
    test.badFiles.set("/b", "it is not YAML");
    expect(await test.call("kubeconfigs.add", { path: "/b" })).toMatchObject({ error: { code: "unreadable", message: expect.stringContaining("it is not YAML"), details: { file: "/b" } } });
    expect(await test.call("kubeconfigs.add", { path: "relative" })).toMatchObject({ error: { code: "invalid-input" } });
    expect((await test.get("contexts.list", undefined)).files.map((file) => file.path)).toEqual(["/a"]);
    expect((await test.get("kubeconfigs.remove", { path: "/a" })).files).toEqual([]);
  });
});
