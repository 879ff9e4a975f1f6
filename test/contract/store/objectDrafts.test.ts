import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStoreHere } from "../../../main/store/here.ts";
import type { OpenStore } from "../../../main/store/here.ts";
import type { NewObjectDraft } from "../../../main/ports.ts";
import { emptyAttestor } from "../../../shared/model/attestor.ts";
import { emptyRuleset } from "../../../shared/model/ruleset.ts";
import { must, NOW, temporaryFolder } from "../../support/store.ts";

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

const RULES = { ...emptyRuleset("R", "half"), labels: [{ key: "tier", value: "web" }], rules: [{ id: "TM-00000001", mitigation: "log" as const }] };

function draft(some: Partial<NewObjectDraft> = {}): NewObjectDraft {
  return { kind: "ruleset", document: RULES, name: "R", baseRevision: 0, updated: NOW, author: "Ada", stamp: "one", window: "w1", after: null, ...some } as NewObjectDraft;
}

/** The next trust list, as somebody has just begun it: one person, still without a name or a key. */
const role = { threshold: 1, keys: [] };
const LIST = { schema: "sallyport/trust-list-draft/v1" as const, base: "", content: { expires: "2027-01-01T00:00:00Z", persons: [{ id: "new-1", name: "" }], keys: [], roles: { bundle: role, trust: role, report: role } } };

describe("drafts of rulesets, attestors and the next trust list", () => {
  it("come back as they were, each kind by its own names", async () => {
    must(await store.putObjectDraft(draft()));
    must(await store.putObjectDraft(draft({ kind: "attestor", document: emptyAttestor("R"), name: "R", baseRevision: 3 })));
    must(await store.putObjectDraft(draft({ kind: "trustList", document: LIST, name: "" })));
    expect(await store.objectDraft({ kind: "trustList", name: "" })).toMatchObject({ kind: "trustList", document: LIST });
    const { after: _, ...kept } = draft();
    expect(await store.objectDraft({ kind: "ruleset", name: "R" })).toEqual(kept);
    expect(await store.objectDraft({ kind: "attestor", name: "R" })).toMatchObject({ kind: "attestor", document: emptyAttestor("R"), baseRevision: 3 });
    expect(await store.objectDraft({ kind: "ruleset", name: "other" })).toBeNull();
  });

  it("are listed by name, with what a list shows of them", async () => {
    must(await store.putObjectDraft(draft()));
    must(await store.putObjectDraft(draft({ name: "A", document: emptyRuleset("A"), baseRevision: 2 })));
    must(await store.putObjectDraft(draft({ kind: "attestor", document: emptyAttestor("half-typed"), name: "" })));
    expect(await store.objectDrafts({ kind: "ruleset" })).toEqual([
      { name: "A", baseRevision: 2, description: "", updated: NOW, ruleset: { labels: [], labelMatchingCondition: "any", ruleCount: 0, customFileCount: 0 } },
      { name: "R", baseRevision: 0, description: "half", updated: NOW, ruleset: { labels: RULES.labels, labelMatchingCondition: "any", ruleCount: 1, customFileCount: 0 } },
    ]);
    expect(await store.objectDrafts({ kind: "attestor" })).toEqual([{ name: "", baseRevision: 0, description: "", updated: NOW }]);
  });

  it("of one window are not overwritten or removed by another that does not know them", async () => {
    must(await store.putObjectDraft(draft()));
    expect(await store.putObjectDraft(draft({ window: "w2", stamp: "two" }))).toMatchObject({ error: { code: "conflict", message: expect.stringContaining('The draft of the ruleset "R" was changed in another window by Ada') } });
    expect(await store.deleteObjectDraft({ kind: "ruleset", name: "R", writer: { window: "w2", after: "zero" } })).toMatchObject({ error: { code: "conflict" } });
    expect(await store.objectDraft({ kind: "ruleset", name: "R" })).toMatchObject({ stamp: "one" });

    must(await store.putObjectDraft(draft({ window: "w2", stamp: "two", after: "one" })));
    must(await store.putObjectDraft(draft({ window: "w2", stamp: "three", after: null })));
    expect(await store.putObjectDraft(draft({ stamp: "four", after: "one" }))).toMatchObject({ error: { code: "conflict" } });
    must(await store.deleteObjectDraft({ kind: "ruleset", name: "R" }));
    expect(await store.objectDraft({ kind: "ruleset", name: "R" })).toBeNull();
  });

  it("survive that the store is opened again, a save and a deletion of their ruleset", async () => {
    must(await store.createRuleset({ document: emptyRuleset("R"), author: "Ada", now: NOW }));
    must(await store.putObjectDraft(draft({ baseRevision: 1 })));
    must(await store.saveRuleset({ document: emptyRuleset("R", "by somebody else"), baseRevision: 1, author: "Bo", now: NOW }));
    must(await store.deleteRuleset({ name: "R" }));
    await store.close();
    store = must(openStoreHere(folder.path));
    expect(await store.objectDraft({ kind: "ruleset", name: "R" })).toMatchObject({ document: { description: "half" }, baseRevision: 1 });
  });
});
