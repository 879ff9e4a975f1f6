import { describe, expect, it } from "vitest";
import { emptyRuleset, type Ruleset, type RuntimeRule } from "../../../shared/model/ruleset.ts";
import { rulesetWarnings, validateRuleset } from "../../../shared/model/rulesetIssues.ts";

const valid: Ruleset = {
  ...emptyRuleset("Watch_1.a", "d".repeat(128)),
  labels: [{ key: "k".repeat(32), value: "v".repeat(32) }],
  rules: Array.from({ length: 100 }, (_, number) => ({ id: `TM-${number}`, mitigation: "log" })),
  customRules: [{ name: `${"a".repeat(122)}.yaml`, text: "- macro: m\n  condition: x\n" }],
};
const pathsOf = (change: Partial<Ruleset>): string[] => validateRuleset({ ...valid, ...change }).map(({ path }) => path);

describe("a ruleset", () => {
  it("may go to every limit", () => expect(validateRuleset(valid)).toEqual([]));

  it.each<[string, Partial<Ruleset>, string[]]>([
    ["a blank in its name", { name: "a b" }, ["name"]],
    ["a hyphen in its name", { name: "a-b" }, ["name"]],
    ["no name", { name: "" }, ["name"]],
    ["a name of 65 characters", { name: "a".repeat(65) }, ["name"]],
    ["a description of 129 characters", { description: "d".repeat(129) }, ["description"]],
    ["a label without key", { labels: [{ key: "", value: "v" }] }, ["labels[0].key"]],
    ["a label without value", { labels: [{ key: "k", value: "" }] }, ["labels[0].value"]],
    ["a label that is too long", { labels: [{ key: "k".repeat(33), value: "v".repeat(33) }] }, ["labels[0].key", "labels[0].value"]],
    ["a label twice", { labels: [{ key: "a", value: "b" }, { key: "a", value: "c" }, { key: "a", value: "b" }] }, ["labels[2]"]],
    ["101 rules", { rules: [...valid.rules, { id: "TM-100", mitigation: "log" }] }, ["rules"]],
    ["a rule twice", { rules: [{ id: "TM-1", mitigation: "log" }, { id: "TM-1", mitigation: "isolate" }] }, ["rules[1].id"]],
    ["a rule without id", { rules: [{ id: "", mitigation: "log" }] }, ["rules[0].id"]],
    ["a rule id of 21 characters", { rules: [{ id: "T".repeat(21), mitigation: "log" }] }, ["rules[0].id"]],
    ["a file of another kind", { customRules: [{ name: "rules.txt", text: "x" }] }, ["customRules[0].name"]],
    ["a file name of 128 characters", { customRules: [{ name: `${"a".repeat(123)}.yaml`, text: "x" }] }, ["customRules[0].name"]],
    ["a file name with a folder", { customRules: [{ name: "../a.yaml", text: "x" }] }, ["customRules[0].name"]],
    ["a file twice", { customRules: [{ name: "a.yaml", text: "x" }, { name: "a.yaml", text: "y" }] }, ["customRules[1].name"]],
    ["an empty file", { customRules: [{ name: "a.yaml", text: " \n" }] }, ["customRules[0].text"]],
    ["a file of 1 MB", { customRules: [{ name: "a.yaml", text: "é".repeat(512 * 1024) }] }, ["customRules[0].text"]],
  ])("cannot have %s", (_what, change, paths) => expect(pathsOf(change)).toEqual(paths));
});

describe("the warnings of a ruleset", () => {
  const catalogue: RuntimeRule[] = [
    { id: "TM-1", name: "One", description: "" },
    { id: "TM-2", name: "Two", description: "", removed: "2025-09-10" },
  ];
  it("name rules that were removed and those that are unknown", () => {
    const rules: Ruleset["rules"] = ["TM-1", "TM-2", "TM-3"].map((id) => ({ id, mitigation: "log" }));
    expect(rulesetWarnings({ ...emptyRuleset("r"), rules }, catalogue)).toMatchObject([
      { path: "rules[1].id", message: expect.stringContaining("removed TM-2 (Two) on 2025-09-10") as unknown },
      { path: "rules[2].id", message: expect.stringContaining("TM-3 is not among") as unknown },
    ]);
  });
  it("say that an empty one does nothing", () => expect(rulesetWarnings(emptyRuleset("r"), catalogue)).toMatchObject([{ path: "rules" }]));
});
