import { describe, expect, it } from "vitest";
import { policiesAsText, readView, shownPolicies, viewParams, withDrafts } from "../../../renderer/features/policies/list/view.ts";
import type { ListView } from "../../../renderer/features/policies/list/view.ts";
import { policySummary } from "../../support/windowData.ts";

const VIEW: ListView = { text: "", sort: "name", descending: false };
const POLICIES = [
  policySummary({ name: "beta", ruleCount: 3, assignedTo: ["prod-eu"] }),
  policySummary({ name: "Alpha", ruleCount: 9, description: "For the web teams", platform: "ecs" }),
  policySummary({ name: "gamma", ruleCount: 3 }),
];
const names = (view: Partial<ListView>) => shownPolicies(POLICIES, { ...VIEW, ...view }).map(({ name }) => name);

describe("the policy list", () => {
  it("sorts by any column, equal rows by name", () => {
    expect(names({})).toEqual(["Alpha", "beta", "gamma"]);
    expect(names({ descending: true })).toEqual(["gamma", "beta", "Alpha"]);
    expect(names({ sort: "rules" })).toEqual(["beta", "gamma", "Alpha"]);
    expect(names({ sort: "clusters", descending: true })).toEqual(["beta", "Alpha", "gamma"]);
  });

  it("searches name, description, platform and clusters, for all words", () => {
    expect(names({ text: "WEB alpha" })).toEqual(["Alpha"]);
    expect(names({ text: "prod" })).toEqual(["beta"]);
    expect(names({ text: "amazon" })).toEqual(["Alpha"]);
  });

  it("keeps the view in the address", () => {
    const view: ListView = { text: "a b", sort: "updated", descending: true };
    expect(readView(viewParams(view))).toEqual(view);
    expect(viewParams(VIEW).toString()).toBe("");
    expect(readView(new URLSearchParams("sort=nonsense"))).toEqual(VIEW);
  });

  it("shows drafts that were never saved as version 0, but no saved policy twice", () => {
    const draft = { name: "new", description: "", platform: "kubernetes", ruleCount: 0, namespacedCount: 0, updated: "2026-01-01T00:00:00Z" } as const;
    const all = withDrafts(POLICIES, [draft, { ...draft, name: "beta" }]);
    expect(all.map(({ name, version }) => `${name} ${version}`)).toEqual(["beta 7", "Alpha 7", "gamma 7", "new 0"]);
  });

  it("copies as text, one line a policy", () => {
    const text = policiesAsText([policySummary({ name: "a", description: "one\ttwo\nthree" })]);
    expect(text.split("\n")).toHaveLength(2);
    expect(text).toContain("a\tone two three\tKubernetes");
  });
});
