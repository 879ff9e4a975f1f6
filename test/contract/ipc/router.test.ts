import { anything, assert, asyncProperty, jsonValue, oneof } from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createExplain } from "../../../main/explain.ts";
import { createRouter } from "../../../main/ipc/router.ts";
import type { UseCases } from "../../../main/usecases/deps.ts";
import { CHANNELS } from "../../../shared/ipc/contract.ts";
import type { Channel } from "../../../shared/ipc/contract.ts";
import { AppFailure, ok } from "../../../shared/kernel/result.ts";
import { emptyAttestor } from "../../../shared/model/attestor.ts";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";
import { VALID_RESULTS } from "../../support/resultRequests.ts";
import { VALID_SIGNING } from "../../support/signingRequests.ts";
import { samplePolicy } from "../../support/store.ts";

afterEach(() => vi.restoreAllMocks());

/** A valid request for every channel. */
const VALID: { [C in Channel]: unknown } = {
  "app.info": undefined,
  "app.diagnostics": undefined,
  "app.acknowledgeRestore": undefined,
  "settings.get": undefined,
  "settings.set": { theme: "dark", excludedNamespaces: ["kube-system"], trustedDigests: [`sha256:${"a".repeat(64)}`], requestsPerSecond: 5 },
  "policies.list": undefined,
  "policies.get": { name: "P", version: 2 },
  "policies.create": { policy: samplePolicy("P"), note: "n" },
  "policies.save": { policy: samplePolicy("P"), baseVersion: 1, writer: { window: "w1", after: null } },
  "policies.duplicate": { name: "P" },
  "policies.delete": { name: "P" },
  "policies.versions": { name: "P" },
  "policies.export": { name: "P", format: "api" },
  "policies.page": { name: "P", format: "html" },
  "policies.assign": { target: { type: "context", id: "prod" }, policy: null },
  "policies.assignments": undefined,
  "policies.compare": { name: "P", a: 2, b: 1 },
  "policies.restore": { name: "P", version: 1, note: "n" },
  "rulesets.list": undefined,
  "rulesets.get": { name: "R" },
  "rulesets.create": { ruleset: emptyRuleset("R") },
  "rulesets.save": { ruleset: emptyRuleset("R"), baseRevision: 1 },
  "rulesets.duplicate": { name: "R" },
  "rulesets.delete": { name: "R" },
  "rulesets.export": { name: "R", format: "terraform" },
  "catalogue.runtimeRules": undefined,
  "attestors.list": undefined,
  "attestors.get": { name: "A" },
  "attestors.create": { attestor: emptyAttestor("A") },
  "attestors.save": { attestor: emptyAttestor("A"), baseRevision: 1 },
  "attestors.duplicate": { name: "A" },
  "attestors.delete": { name: "A" },
  "attestors.export": { name: "A", format: "api" },
  "attestors.inspect": { pem: "-----BEGIN PUBLIC KEY-----" },
  "starters.list": undefined,
  "starters.get": { id: "cis-workloads" },
  "import.preview": { paths: ["/a"] },
  "import.apply": { id: "i", keys: ["policy/P"] },
  "drafts.list": undefined,
  "drafts.get": { name: "P" },
  "drafts.put": { policy: samplePolicy("P"), baseVersion: 0, window: "w", after: null },
  "drafts.delete": { name: "P", writer: { window: "w", after: "stamp" } },
  "drafts.hold": { name: "P", window: "w", takeOver: true },
  "drafts.release": { name: "P", window: "w" },
  "objectDrafts.list": { kind: "ruleset" },
  "objectDrafts.get": { kind: "attestor", name: "" },
  "objectDrafts.put": { work: { kind: "ruleset", document: emptyRuleset("R") }, name: "R", baseRevision: 0, window: "w", after: null },
  "objectDrafts.delete": { kind: "ruleset", name: "R", writer: { window: "w", after: null } },
  "contexts.list": undefined,
  "contexts.check": { context: "prod" },
  "contexts.allowExec": { context: "prod", allowed: true },
  "kubeconfigs.add": { path: "/k" },
  "kubeconfigs.remove": { path: "/k" },
  "files.browse": {},
  "files.save": { path: "/f", text: "", overwrite: false },
  "snapshots.list": undefined,
  "snapshots.take": { source: { type: "context", context: "prod", namespaces: ["shop"], requestsPerSecond: 5, otherKinds: true }, keepValues: true },
  "snapshots.export": { id: "s", path: "/f", overwrite: false, pseudonymise: true },
  "snapshots.delete": { id: "s" },
  "snapshots.namespaces": { id: "s" },
  "scans.start": { target: { source: { type: "files", paths: ["/a"], namespace: "shop" } }, policy: "P", options: { phase: "deployment" } },
  "scans.list": undefined,
  "scans.get": { id: "c" },
  "scans.delete": { id: "c" },
  "scans.rows": { id: "c", filter: { verdicts: ["block"], text: "x" }, sort: "name", descending: false, offset: 0, limit: 100 },
  "scans.workload": { id: "c", row: 0 },
  "scans.yaml": { id: "c", row: 0 },
  "scans.trace": { id: "c", row: 0, definition: "cluster", index: 0 },
  "impact.judge": { snapshotId: "s", policy: samplePolicy("P"), options: { phase: "continuous", unsetFields: "ignored" }, limit: 10 },
  "jobs.list": undefined,
  "jobs.cancel": { id: "j" },
  "connections.list": undefined,
  ...VALID_SIGNING,
  ...VALID_RESULTS,
};

/** Use cases that note what reaches them. */
function noting(): { useCases: UseCases; reached: { channel: string; request: unknown }[] } {
  const reached: { channel: string; request: unknown }[] = [];
  const entries = CHANNELS.map((channel) => [
    channel,
    async (request: unknown) => {
      reached.push({ channel, request });
      return ok("reached");
    },
  ]);
  return { useCases: Object.fromEntries(entries) as UseCases, reached };
}

const explain = createExplain(() => "abcdef0123456789", () => undefined);

describe("the router", () => {
  it.each(CHANNELS)("hands a valid request to %s", async (channel) => {
    const { useCases, reached } = noting();
    expect(await createRouter(useCases, explain)(channel, VALID[channel])).toEqual(ok("reached"));
    expect(reached).toEqual([{ channel, request: VALID[channel] }]);
  });

  it.each(CHANNELS)("lets no garbage through to %s", async (channel) => {
    const { useCases, reached } = noting();
    const handle = createRouter(useCases, explain);
    await assert(
      asyncProperty(oneof(anything({ withNullPrototype: true, withMap: true, withBigInt: true }), jsonValue()), async (garbage) => {
        // A channel without a request takes null for it, one with optional fields an empty object: no garbage.
        if (garbage === null || garbage === undefined || Object.keys(Object(garbage)).length === 0) return;
        expect(await handle(channel, garbage)).toMatchObject({ ok: false, error: { code: "invalid-request" } });
      }),
      { numRuns: 60 },
    );
    expect(reached).toEqual([]);
  });

  it("lets no request through with one part of it spoilt", async () => {
    const { useCases, reached } = noting();
    const handle = createRouter(useCases, explain);
    const requests = CHANNELS.flatMap((channel) => spoilt(VALID[channel]).map((request) => ({ channel, request })));
    expect(requests.length).toBeGreaterThan(200);
    for (const { channel, request } of requests) {
      const answer = await handle(channel, request);
      expect(answer, `${channel} ${JSON.stringify(request)}`).toMatchObject({ ok: false, error: { code: "invalid-request" } });
    }
    expect(reached).toEqual([]);
  });

  it("names the field that is wrong", async () => {
    const policy = samplePolicy("P");
    const broken = { ...policy, cluster: { ...policy.cluster, rules: [...policy.cluster.rules, { ...policy.cluster.rules[0], action: "shout" }] } };
    expect(await createRouter(noting().useCases, explain)("policies.create", { policy: broken })).toMatchObject({
      error: { details: { issues: [{ path: "policy.cluster.rules[1].action" }] } },
    });
  });

  it.each(["nothing", "", "__proto__", "constructor", "toString", "policies", "policies.list "])("knows no channel %j", async (channel) => {
    const { useCases, reached } = noting();
    expect(await createRouter(useCases, explain)(channel, undefined)).toMatchObject({ ok: false, error: { code: "invalid-request" } });
    expect(reached).toEqual([]);
  });

  it.each(['{"__proto__":{"polluted":true}}', '{"constructor":{}}', '{"a":{"prototype":1}}', `${'{"a":'.repeat(40)}1${"}".repeat(40)}`])(
    "refuses the rule properties %s and stays unharmed",
    async (properties) => {
      const policy = samplePolicy("P");
      const rules = [{ ...policy.cluster.rules[0], properties: JSON.parse(properties) as unknown }];
      const answer = await createRouter(noting().useCases, explain)("policies.create", { policy: { ...policy, cluster: { rules, exceptions: [] } } });
      expect(answer).toMatchObject({ error: { code: "invalid-request", details: { issues: [{ path: "policy.cluster.rules[0].properties" }] } } });
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it("takes rule types that it does not know", async () => {
    const policy = samplePolicy("P");
    const rules = [{ ...policy.cluster.rules[0], type: "ofTheFuture", properties: { any: [{ thing: 1 }] } }];
    expect(await createRouter(noting().useCases, explain)("drafts.put", { policy: { ...policy, cluster: { rules, exceptions: [] } }, baseVersion: 0, window: "w", after: null })).toEqual(ok("reached"));
  });

  it("answers an expected failure that was thrown as it is", async () => {
    const { useCases } = noting();
    const failing = { ...useCases, "policies.list": () => Promise.reject(new AppFailure({ code: "store-damaged", message: "damaged" })) };
    expect(await createRouter(failing, explain)("policies.list", undefined)).toEqual({ ok: false, error: { code: "store-damaged", message: "damaged" } });
  });

  it("answers a bug with an id and keeps its inside for stderr", async () => {
    const { useCases } = noting();
    const reported: string[] = [];
    const failing = { ...useCases, "policies.list": () => Promise.reject(new TypeError("secret inside")) };
    const answer = await createRouter(failing, createExplain(() => "abcdef0123456789", (text) => reported.push(text)))("policies.list", undefined);
    expect(answer).toMatchObject({ ok: false, error: { code: "internal", message: expect.stringContaining("abcdef01") } });
    expect(JSON.stringify(answer)).not.toContain("secret");
    expect(reported.join()).toMatch(/abcdef01: TypeError: secret inside\n\s+at /);
  });
});

/** Copies of a request, each with one value of a wrong type, a field too many, or a needed field missing. */
function spoilt(request: unknown): unknown[] {
  if (request === undefined) return [{}, [], "x", 1, true];
  if (request === null) return [1, {}, []];
  if (Array.isArray(request)) return ["x", {}, ...request.flatMap((item, index) => spoilt(item).map((bad) => request.with(index, bad)))];
  if (typeof request === "object") {
    const entries = Object.entries(request);
    return [
      "x", 7, [],
      { ...request, surplus: 1 },
      ...entries.filter(([key]) => !FREE.has(key)).flatMap(([key, value]) => spoilt(value).map((bad) => ({ ...request, [key]: bad }))),
    ];
  }
  if (typeof request === "string") return [1, {}];
  return ["x", {}];
}

/** Fields that take any object. */
const FREE = new Set(["properties"]);
