import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStoreHere } from "../../../main/store/here.ts";
import type { OpenStore } from "../../../main/store/here.ts";
import { draftOf, must, NOW, samplePolicy, temporaryFolder } from "../../support/store.ts";

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

const by = { author: "Ada", note: "", now: NOW };

describe("policies in the store", () => {
  it("numbers versions from 1 and keeps every one", async () => {
    const first = must(await store.createPolicy({ policy: samplePolicy("P", "one"), ...by }));
    const second = must(await store.savePolicy({ policy: samplePolicy("P", "two"), baseVersion: 1, author: "Bo", note: "why", now: "2026-03-02T10:00:00Z" }));

    expect([first.version, second.version]).toEqual([1, 2]);
    expect(second).toMatchObject({ created: NOW, saved: "2026-03-02T10:00:00Z", author: "Bo" });
    expect(must(await store.policy({ name: "P" })).policy.description).toBe("two");
    expect(must(await store.policy({ name: "P", version: 1 })).policy).toEqual(samplePolicy("P", "one"));
    expect(await store.policyVersions({ name: "P" })).toEqual([
      { version: 2, saved: "2026-03-02T10:00:00Z", author: "Bo", note: "why" },
      { version: 1, saved: NOW, author: "Ada", note: "" },
    ]);
  });

  it("refuses a name that is taken", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P"), ...by }));
    expect(await store.createPolicy({ policy: samplePolicy("P"), ...by })).toMatchObject({
      ok: false,
      error: { code: "exists", details: { issues: [{ path: "name" }] } },
    });
  });

  it("refuses a save that was not made from the newest version, and changes nothing", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P", "one"), ...by }));
    must(await store.savePolicy({ policy: samplePolicy("P", "two"), baseVersion: 1, ...by }));
    for (const baseVersion of [0, 1, 3]) {
      expect(await store.savePolicy({ policy: samplePolicy("P", "lost"), baseVersion, ...by })).toMatchObject({ ok: false, error: { code: "conflict" } });
    }
    expect(must(await store.policy({ name: "P" }))).toMatchObject({ version: 2, policy: { description: "two" } });
  });

  it("refuses to change the platform", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P"), ...by }));
    expect(await store.savePolicy({ policy: { ...samplePolicy("P"), platform: "ecs" }, baseVersion: 1, ...by })).toMatchObject({
      ok: false,
      error: { code: "invalid-input", details: { issues: [{ path: "platform" }] } },
    });
  });

  it("says what is not there", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P"), ...by }));
    expect(await store.policy({ name: "Q" })).toMatchObject({ ok: false, error: { code: "not-found", message: 'There is no policy named "Q".' } });
    expect(await store.policy({ name: "P", version: 7 })).toMatchObject({ ok: false, error: { message: 'The policy "P" has no version 7.' } });
    expect(await store.savePolicy({ policy: samplePolicy("Q"), baseVersion: 1, ...by })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await store.deletePolicy({ name: "Q" })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await store.policyVersions({ name: "Q" })).toEqual([]);
  });

  it("lists policies by name with what the list shows", async () => {
    const many = samplePolicy("B", "many rules");
    const [rule] = many.cluster.rules;
    if (!rule) throw new Error("the sample has a rule");
    many.cluster.rules.push({ ...rule, enabled: false });
    many.namespaced.push({ name: "shop", namespaces: ["shop"], rules: [rule, rule] }, { name: "rest", namespaces: ["rest"] });
    must(await store.createPolicy({ policy: many, ...by }));
    must(await store.createPolicy({ policy: samplePolicy("A"), ...by }));
    must(await store.assign({ type: "context", id: "prod", policy: "B" }));
    await store.putDraft(draftOf(samplePolicy("A"), 1));

    expect(await store.policies()).toEqual([
      { name: "A", description: "", platform: "kubernetes", ruleCount: 1, namespacedCount: 0, version: 1, created: NOW, updated: NOW, assignedTo: [], hasDraft: true },
      { name: "B", description: "many rules", platform: "kubernetes", ruleCount: 3, namespacedCount: 2, version: 1, created: NOW, updated: NOW, assignedTo: ["prod"], hasDraft: false },
    ]);
  });

  it("does not delete a policy while it is assigned, and says to what", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P"), ...by }));
    must(await store.assign({ type: "context", id: "prod", policy: "P" }));
    await store.beginSnapshot({ id: "s1", name: "Friday", origin: "files", source: [], taken: NOW });
    must(await store.assign({ type: "snapshot", id: "s1", policy: "P" }));

    expect(await store.deletePolicy({ name: "P" })).toMatchObject({
      ok: false,
      error: { code: "in-use", details: { usedBy: [{ kind: "snapshot", name: "Friday" }, { kind: "context", name: "prod" }] } },
    });
    must(await store.assign({ type: "context", id: "prod", policy: null }));
    must(await store.assign({ type: "snapshot", id: "s1", policy: null }));
    must(await store.deletePolicy({ name: "P" }));
    expect(await store.policies()).toEqual([]);
  });

  it("numbers from 1 again when a deleted name is used anew", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P", "old"), ...by }));
    must(await store.savePolicy({ policy: samplePolicy("P", "older"), baseVersion: 1, ...by }));
    must(await store.deletePolicy({ name: "P" }));
    expect(must(await store.createPolicy({ policy: samplePolicy("P", "new"), ...by })).version).toBe(1);
    expect(await store.policyVersions({ name: "P" })).toHaveLength(1);
  });

  it("assigns only what exists, and one policy a cluster", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P"), ...by }));
    must(await store.createPolicy({ policy: samplePolicy("Q"), ...by }));
    must(await store.createPolicy({ policy: { ...samplePolicy("Tasks"), platform: "ecs" }, ...by }));
    expect(await store.assign({ type: "context", id: "prod", policy: "Tasks" })).toMatchObject({ ok: false, error: { code: "invalid-input" } });
    expect(await store.assign({ type: "context", id: "prod", policy: "none" })).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await store.assign({ type: "snapshot", id: "none", policy: "P" })).toMatchObject({ ok: false, error: { code: "not-found" } });
    must(await store.assign({ type: "context", id: "prod", policy: "P" }));
    must(await store.assign({ type: "context", id: "prod", policy: "Q" }));
    expect(await store.assignments()).toEqual([{ type: "context", id: "prod", policy: "Q", name: "prod" }]);
  });
});

describe("drafts", () => {
  it("lists the drafts of policies that were never saved, and only those", async () => {
    await store.createPolicy({ policy: samplePolicy("Saved"), author: "a", note: "", now: NOW });
    await store.putDraft(draftOf(samplePolicy("Saved", "edited"), 1));
    await store.putDraft(draftOf(samplePolicy("Never", "just begun"), 0));

    expect(await store.drafts()).toMatchObject([{ name: "Never", description: "just begun", platform: "kubernetes", updated: NOW }]);
  });

  it("are kept until the policy is saved", async () => {
    const { window: _window, after: _after, ...draft } = draftOf(samplePolicy("P", "unsaved"), 0, "second");
    must(await store.putDraft(draftOf(samplePolicy("P", "earlier"), 0, "first")));
    must(await store.putDraft({ ...draft, window: "w1", after: "first" }));
    expect(await store.draft({ name: "P" })).toEqual(draft);

    must(await store.createPolicy({ policy: draft.policy, ...by }));
    expect(await store.draft({ name: "P" })).toBeNull();

    must(await store.putDraft(draftOf(draft.policy, 1)));
    must(await store.savePolicy({ policy: draft.policy, baseVersion: 1, ...by }));
    expect(await store.draft({ name: "P" })).toBeNull();

    must(await store.putDraft(draftOf(draft.policy, 2)));
    must(await store.savePolicy({ policy: draft.policy, baseVersion: 2, ...by, keepDraft: true }));
    expect(await store.draft({ name: "P" })).toMatchObject({ baseVersion: 2 });
  });

  it("outlive a refused save, and go with their policy", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P"), ...by }));
    await store.putDraft(draftOf(samplePolicy("P", "mine"), 1));
    await store.savePolicy({ policy: samplePolicy("P"), baseVersion: 9, ...by });
    expect(await store.draft({ name: "P" })).not.toBeNull();
    must(await store.deletePolicy({ name: "P" }));
    expect(await store.draft({ name: "P" })).toBeNull();
  });

  it("of one window are not overwritten or removed by another that does not know them", async () => {
    must(await store.putDraft(draftOf(samplePolicy("P", "mine"), 0, "one")));
    const late = { window: "w2", after: null };
    expect(await store.putDraft(draftOf(samplePolicy("P", "late"), 0, "two", late))).toMatchObject({ ok: false, error: { code: "conflict", message: expect.stringContaining("ada") as string } });
    expect(await store.deleteDraft({ name: "P", writer: late })).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await store.draft({ name: "P" })).toMatchObject({ policy: { description: "mine" }, stamp: "one" });

    must(await store.putDraft(draftOf(samplePolicy("P", "told"), 0, "two", { window: "w2", after: "one" })));
    expect(await store.putDraft(draftOf(samplePolicy("P", "mine again"), 0, "three", { window: "w1", after: "one" }))).toMatchObject({ ok: false });
    // A window whose answer was lost does not know its own stamp.
    must(await store.putDraft(draftOf(samplePolicy("P", "again"), 0, "four", { window: "w2", after: "one" })));
    must(await store.deleteDraft({ name: "P", writer: { window: "w3", after: "four" } }));
    must(await store.putDraft(draftOf(samplePolicy("P", "anew"), 0, "five", { window: "w1", after: "one" })));
  });

  it("of another window outlive a save that does not know them, which says whose they are", async () => {
    must(await store.createPolicy({ policy: samplePolicy("P"), ...by }));
    must(await store.putDraft(draftOf(samplePolicy("P", "theirs"), 1, "one")));
    const late = must(await store.savePolicy({ policy: samplePolicy("P", "late"), baseVersion: 1, ...by, writer: { window: "w2", after: null } }));
    expect(late).toMatchObject({ version: 2, policy: { description: "late" }, otherDraft: { author: "ada" } });
    expect(await store.draft({ name: "P" })).toMatchObject({ baseVersion: 1, policy: { description: "theirs" } });

    const told = must(await store.savePolicy({ policy: samplePolicy("P", "told"), baseVersion: 2, ...by, writer: { window: "w2", after: "one" } }));
    expect(told).not.toHaveProperty("otherDraft");
    expect(await store.draft({ name: "P" })).toBeNull();
  });

  it("are edited in one window at a time, until it lets go, is silent or is taken over", async () => {
    const at = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1_000).toISOString();
    const hold = (window: string, seconds: number, takeOver = false) => store.holdDraft({ name: "P", window, author: window, now: at(seconds), takeOver });
    must(await store.putDraft(draftOf(samplePolicy("P"), 0, "one")));

    expect(await hold("w1", 0)).toEqual({ holder: null, isNew: true, draft: { stamp: "one", window: "w1", author: "ada", updated: NOW } });
    expect(await hold("w1", 30)).toMatchObject({ holder: null, isNew: false });
    expect(await hold("w2", 40)).toMatchObject({ holder: { author: "w1", since: at(0), seen: at(30) }, isNew: false });
    expect(await hold("w2", 80)).toMatchObject({ holder: null, isNew: true });
    expect(await hold("w1", 81)).toMatchObject({ holder: { author: "w2" } });
    expect(await hold("w1", 82, true)).toMatchObject({ holder: null, isNew: true });
    expect(await store.releaseDraft({ name: "P", window: "w2" })).toBe(false);
    expect(await store.releaseDraft({ name: "P", window: "w1" })).toBe(true);
    expect(await hold("w2", 83)).toMatchObject({ holder: null, isNew: true });
  });

  it("can be thrown away", async () => {
    await store.putDraft(draftOf(samplePolicy("P"), 0));
    await store.deleteDraft({ name: "P" });
    expect(await store.draft({ name: "P" })).toBeNull();
  });
});

describe("settings and kubeconfigs", () => {
  it("answers defaults, then what was set", async () => {
    expect(await store.settings()).toEqual({ theme: "system", author: "", place: "", keepScans: 0, views: [], excludedNamespaces: ["kube-system"], trustedDigests: [], requestsPerSecond: null });
    expect(await store.saveSettings({ theme: "dark", excludedNamespaces: [] })).toEqual({ theme: "dark", author: "", place: "", keepScans: 0, views: [], excludedNamespaces: [], trustedDigests: [], requestsPerSecond: null });
    expect(await store.saveSettings({ author: "Ada" })).toMatchObject({ theme: "dark", author: "Ada" });
  });

  it("keeps kubeconfigs in the order of adding, each once", async () => {
    for (const path of ["/b", "/a", "/b"]) await store.addKubeconfig({ path });
    expect(await store.kubeconfigs()).toEqual(["/b", "/a"]);
    await store.removeKubeconfig({ path: "/b" });
    expect(await store.kubeconfigs()).toEqual(["/a"]);
  });

  it("keeps which command the user agreed to for which context", async () => {
    const consent = { context: "prod", file: "/k", command: "aws eks get-token" };
    await store.setExecConsent({ ...consent, allowed: true });
    await store.setExecConsent({ ...consent, allowed: true });
    await store.setExecConsent({ ...consent, command: "other", allowed: false });
    expect(await store.execConsents()).toEqual([consent]);
    await store.setExecConsent({ ...consent, allowed: false });
    expect(await store.execConsents()).toEqual([]);
  });
});
