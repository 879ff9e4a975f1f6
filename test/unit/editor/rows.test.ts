import { describe, expect, it } from "vitest";
import { filterRows, groupRows, isOnlyTicked, newRule } from "../../../renderer/features/editor/logic/rows.ts";
import type { RemovedRow, RuleRow } from "../../../renderer/features/editor/logic/rows.ts";
import type { PolicyRule } from "../../../shared/model/policy.ts";
import { unreadRule } from "../../../shared/model/unread.ts";
import { RULES, ruleDescriptor } from "../../../shared/rules/index.ts";

function rule(type: string, change: Partial<PolicyRule> = {}): PolicyRule {
  const descriptor = ruleDescriptor(type);
  if (!descriptor) throw new Error(`no rule ${type}`);
  return { ...newRule(descriptor), ...change };
}

const rowsOf = (rules: PolicyRule[], saved?: PolicyRule[]): (RuleRow | RemovedRow)[] => groupRows(rules, saved).flatMap((group) => group.rows);
const brief = (rows: (RuleRow | RemovedRow)[]) =>
  rows.filter((row) => row.kind === "removed" || row.index !== undefined).map((row) => (row.kind === "removed" ? `-${row.type}` : `${row.index} ${row.type} ${row.change ?? "same"}`));

describe("the rows of a definition", () => {
  it("offer every known type once, unticked, when there are no rules", () => {
    const rows = rowsOf([]);
    expect(rows.map((row) => row.type)).toEqual(RULES.map((descriptor) => descriptor.type));
    expect(rows.every((row) => row.kind === "rule" && row.index === undefined && !row.rule.enabled)).toBe(true);
  });

  it("keep each rule's place in the document while rows of one type stand together", () => {
    const rows = rowsOf([rule("imageTag"), rule("privileged"), rule("imageTag", { action: "block" })]);
    expect(brief(rows)).toEqual(["1 privileged same", "0 imageTag same", "2 imageTag same"]);
  });

  it("mark what is new, changed and removed against the saved version", () => {
    const saved = [rule("privileged"), rule("hostPID"), rule("imageTag")];
    const now = [rule("privileged", { action: "block" }), rule("imageTag"), rule("imageTag")];
    expect(brief(rowsOf(now, saved))).toEqual(["-hostPID", "0 privileged changed", "1 imageTag new", "2 imageTag same"]);
  });

  it("offer a type whose only rule could not be read", () => {
    const unread = unreadRule("privileged", { format: "custom-resource", source: {}, problem: "?" });
    const rows = rowsOf([unread]).filter((row) => row.type === "privileged");
    expect(rows.map((row) => row.kind === "rule" && row.index)).toEqual([undefined, 0]);
  });

  it("show unknown types in a group of their own and count what is ticked", () => {
    const groups = groupRows([rule("imageTag"), rule("imageTag"), rule("imageName", { enabled: false }), { ...rule("privileged"), type: "tomorrow" }], undefined);
    expect(groups.at(-1)).toMatchObject({ group: "other", title: "Other rules", rows: [{ type: "tomorrow", descriptor: undefined }] });
    expect(groups.find((group) => group.group === "image")).toMatchObject({ tickedTypes: 1, tickedRules: 2, types: 4 });
  });
});

describe("the filter", () => {
  const groups = groupRows([rule("privileged"), rule("imageTag", { enabled: false })], [rule("privileged"), rule("hostPID")]);
  const types = (text: string, onlySelected: boolean) => filterRows(groups, { text, onlySelected }).flatMap((group) => group.rows.map((row) => row.type));

  it("finds the words of sentence, type and help, all of them", () => {
    expect(types("HOST ipc", false)).toEqual(["hostIPC"]);
    expect(types("forge packets", false)).toEqual(["containerCapabilities"]);
    expect(types("no such words", false)).toEqual([]);
  });

  it("with only selected keeps what is ticked or changed in sight", () => {
    expect(types("", true)).toEqual(["hostPID", "privileged", "imageTag"]);
  });
});

it("a rule is only ticked as long as nothing else of it was changed", () => {
  expect(isOnlyTicked(rule("imageTag"))).toBe(true);
  expect(isOnlyTicked(rule("imageTag", { action: "block" }))).toBe(false);
  expect(isOnlyTicked({ ...rule("imageTag"), type: "tomorrow" })).toBe(false);
});
