import { describe, expect, it } from "vitest";
import * as edits from "../../../renderer/features/editor/logic/edits.ts";
import { freeName, splitWords, takenBy } from "../../../renderer/features/editor/logic/namespaces.ts";
import { placeOfPath, savedLists } from "../../../renderer/features/editor/logic/place.ts";
import { newRule } from "../../../renderer/features/editor/logic/rows.ts";
import { emptyPolicy } from "../../../shared/model/policy.ts";
import type { Policy } from "../../../shared/model/policy.ts";
import { RULES } from "../../../shared/rules/index.ts";

const [first, second, third] = RULES.map(newRule);
if (!first || !second || !third) throw new Error("the catalogue is empty");

function policy(): Policy {
  return {
    ...emptyPolicy("P"),
    cluster: { rules: [first as never, second as never], exceptions: [{ type: "imageTag", operator: "equals", values: ["1"] }] },
    namespaced: [{ name: "pay", namespaces: ["payments"] }, { name: "box", namespaces: ["sandbox"], rules: [], exceptions: [] }],
  };
}

describe("edits", () => {
  it("append a rule, remove it and bring one back to its place", () => {
    const added = edits.addRule("cluster", third)(policy());
    expect(added.cluster.rules).toEqual([first, second, third]);
    const removed = edits.removeRule("cluster", 0)(added);
    expect(removed.cluster.rules).toEqual([second, third]);
    expect(edits.insertRule("cluster", 0, first)(removed).cluster.rules).toEqual([first, second, third]);
  });

  it("change one field of one rule and nothing else", () => {
    const before = policy();
    const after = edits.setProperty("cluster", 1, "x", 3)(edits.patchRule("cluster", 1, { action: "block" })(before));
    expect(after.cluster.rules).toEqual([first, { ...second, action: "block", properties: { ...second.properties, x: 3 } }]);
    expect(after.cluster.exceptions).toBe(before.cluster.exceptions);
    expect(before).toEqual(policy());
  });

  it("take a rule out of the list with its tick only when the tick brought it in", () => {
    expect(edits.setEnabled("cluster", 1, false, true)(policy()).cluster.rules).toEqual([first]);
    expect(edits.setEnabled("cluster", 1, false, false)(policy()).cluster.rules[1]).toEqual({ ...second, enabled: false });
  });

  it("give a namespaced definition lists of its own and let it inherit again", () => {
    const copied = edits.ownList(0, "rules", "copy")(policy());
    expect(copied.namespaced[0]?.rules).toEqual([first, second]);
    expect(edits.ownList(0, "exceptions", "empty")(policy()).namespaced[0]?.exceptions).toEqual([]);
    expect(edits.inheritList(0, "rules")(copied).namespaced[0]).toEqual({ name: "pay", namespaces: ["payments"] });
  });

  it("keep exceptions of a definition apart from the Cluster-wide ones", () => {
    const exception = { type: "imageName", operator: "equals", values: ["x"] } as const;
    const added = edits.addException(1, { ...exception, values: ["x"] })(policy());
    expect(added.namespaced[1]?.exceptions).toEqual([exception]);
    expect(added.cluster.exceptions).toEqual(policy().cluster.exceptions);
    expect(edits.patchException(1, 0, { owner: "me" })(added).namespaced[1]?.exceptions?.[0]).toMatchObject({ owner: "me" });
  });
});

describe("places and namespaces", () => {
  it("tell which definition a path lies in", () => {
    expect([placeOfPath("cluster.rules[0].action"), placeOfPath("namespaced[1].name"), placeOfPath("description"), placeOfPath("clusterish")]).toEqual(["cluster", 1, undefined, undefined]);
  });

  it("find the saved lists of a renamed definition by its place", () => {
    const base = policy();
    const renamed: Policy = { ...base, namespaced: base.namespaced.map((one, at) => (at === 1 ? { ...one, name: "crate" } : one)) };
    expect(savedLists(renamed, 1, base)).toBe(base.namespaced[1]);
    // The first one went away: the second keeps its name, not its place.
    expect(savedLists({ ...base, namespaced: base.namespaced.slice(1) }, 0, base)).toBe(base.namespaced[1]);
    expect(savedLists(base, 0, null)).toBeUndefined();
  });

  it("refuse a namespace of another definition, and name it", () => {
    expect(takenBy(policy(), 0, "sandbox")).toMatchObject({ place: 1, name: "box" });
    expect(takenBy(policy(), 1, "sandbox")).toBeUndefined();
  });

  it("split what is pasted and find a free name", () => {
    expect(splitWords(' a, b;c\n"d"  a ')).toEqual(["a", "b", "c", "d"]);
    expect([freeName(policy(), "new"), freeName(policy(), "pay")]).toEqual(["new", "pay2"]);
  });
});
