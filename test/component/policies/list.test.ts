import { describe, expect, it } from "vitest";
import { asText, shownItems } from "../../../renderer/features/documents/list/columns.ts";
import { POLICY_COLUMNS } from "../../../renderer/features/policies/list/columns.tsx";
import { withDrafts } from "../../../renderer/features/policies/list/items.ts";
import { freeName } from "../../../renderer/features/policies/create/starting.ts";
import { proseBlocks } from "../../../renderer/ui/proseBlocks.ts";
import { policySummary } from "../../support/windowData.ts";

const POLICIES = [
  policySummary({ name: "beta", ruleCount: 3, assignedTo: ["prod-eu"] }),
  policySummary({ name: "Alpha", ruleCount: 9, description: "For the web teams", platform: "ecs" }),
  policySummary({ name: "gamma", ruleCount: 3, namespacedCount: 2 }),
];
const names = (view: { text?: string; sort?: string; descending?: boolean }) =>
  shownItems(POLICIES, POLICY_COLUMNS, { text: "", sort: "name", descending: false, ...view }).map(({ name }) => name);

describe("the policy list", () => {
  it("sorts by any column, equal rows by name, and searches all of them for all words", () => {
    expect(names({ sort: "rules" })).toEqual(["beta", "gamma", "Alpha"]);
    expect(names({ sort: "clusters", descending: true })).toEqual(["beta", "Alpha", "gamma"]);
    expect(names({ text: "WEB amazon" })).toEqual(["Alpha"]);
    expect(names({ text: "prod" })).toEqual(["beta"]);
  });

  it("shows drafts that were never saved as version 0, but no saved policy twice", () => {
    const draft = { name: "new", description: "", platform: "kubernetes", ruleCount: 0, namespacedCount: 0, updated: "2026-01-01T00:00:00Z" } as const;
    const all = withDrafts(POLICIES, [draft, { ...draft, name: "beta" }]);
    expect(all.map(({ name, version }) => `${name} ${version}`)).toEqual(["beta 7", "Alpha 7", "gamma 7", "new 0"]);
  });

  it("copies as text, one line a policy", () => {
    const [head, row, ...rest] = asText([policySummary({ name: "a", description: "one\ttwo\nthree", namespacedCount: 1 })], POLICY_COLUMNS).split("\n");
    expect(head).toBe("Name\tPlatform\tRules\tClusters\tVersion\tCreated\tUpdated");
    expect(row).toMatch(/^a: one two three\tKubernetes\t6 in 2 definitions\t\tv7\t/);
    expect(rest).toEqual([]);
  });
});

describe("a starter", () => {
  it("comes under its own name or the first free number, never longer than a name may be", () => {
    expect(freeName("web", new Set(["web", "web2"]))).toBe("web3");
    const longest = "x".repeat(64);
    expect(freeName(longest, new Set([longest]))).toBe(`${"x".repeat(63)}2`);
  });

  it("has a page of headings, paragraphs and lists", () => {
    expect(proseBlocks("# Title\n\nOne\ntwo.\n\n## Part\n\n- a\n  b\n- c\n")).toEqual([
      { kind: "heading", level: 1, text: "Title" },
      { kind: "paragraph", text: "One two." },
      { kind: "heading", level: 2, text: "Part" },
      { kind: "list", items: ["a b", "c"] },
    ]);
  });
});
