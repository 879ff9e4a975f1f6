import { describe, expect, it } from "vitest";
import { checkRuleFiles, MAX_FILE_BYTES, type FalcoProblem } from "../../../shared/falco/index.ts";

function problemsOf(text: string, name = "a.yaml"): FalcoProblem[] {
  return checkRuleFiles([{ name, text }]).problems;
}

const RULE = "- rule: r\n  id: CR-1\n  desc: d\n  output: o\n  priority: info\n  action: log\n  userDefinedFields: {}\n  condition: evt.type = open\n";

/** A busy machine is no failure. */
const SLOW = { timeout: 60_000 };

describe("names of files", () => {
  it.each([["rules.yaml", true], ["Rules-1_b.2.yml", true], [`${"a".repeat(122)}.yaml`, true], [`${"a".repeat(123)}.yaml`, false], ["rules.txt", false], ["rules.yaml.bak", false],
    ["my rules.yaml", false], ["../rules.yaml", false], ["réglés.yaml", false], [".yaml", false], ["", false]])("%s", (name, fine) => {
    expect(problemsOf(RULE, name).length === 0).toBe(fine);
  });

  it("must differ", () => {
    const file = { name: "a.yaml", text: "" };
    expect(checkRuleFiles([file, file]).problems).toMatchObject([{ file: "a.yaml", line: 1, column: 1, message: "Two files are called 'a.yaml'." }]);
  });
});

describe("size", () => {
  const filled = (bytes: number, filler: string): string => `${RULE}# ${filler.repeat((bytes - RULE.length - 2) / new TextEncoder().encode(filler).length)}`;

  it("counts bytes, not characters", () => {
    expect(problemsOf(filled(MAX_FILE_BYTES - 1, "x"))).toEqual([]);
    expect(problemsOf(filled(MAX_FILE_BYTES, "x"))).toMatchObject([{ line: 1, column: 1, message: expect.stringContaining("too large") }]);
    expect(problemsOf(filled(MAX_FILE_BYTES + 1, "é"))).toHaveLength(1);
    expect(problemsOf(filled(MAX_FILE_BYTES + 4, "😀"))).toHaveLength(1);
    expect(problemsOf(filled(MAX_FILE_BYTES / 2, "東"))).toEqual([]);
  });

  it("takes a file of a thousand rules, lists and macros that build on each other", SLOW, () => {
    const text = Array.from({ length: 1000 }, (_, at) => [
      `- list: l${at}\n  items: [a${at}${at > 0 ? `, l${at - 1}` : ""}]\n`,
      `- macro: m${at}\n  condition: proc.name in (l${at})${at > 0 ? ` or m${at - 1}` : ""}\n`,
      `- rule: r${at}\n  id: CR-${at}\n  desc: d\n  condition: >\n    evt.type = open\n    and m${at}\n  output: "%proc.name"\n  priority: info\n  action: log\n  userDefinedFields: {}\n`,
    ].join("")).join("");
    const { rules, macros, lists, problems } = checkRuleFiles([{ name: "big.yaml", text }]);
    expect(problems).toEqual([]);
    expect([rules.length, macros.length, lists.length]).toEqual([1000, 1000, 1000]);
  });

  it("takes chains of names as long as a file allows, whichever way they were put together", SLOW, () => {
    const count = 4000;
    const names = Array.from({ length: count }, (_, at) => at);
    const macros = names.map((at) => `- macro: m${at}\n  condition: x.y = z\n`).join("") + names.slice(0, -1).map((at) => `- macro: m${at}\n  condition: or m${at + 1}\n  override: {condition: append}\n`).join("");
    expect(problemsOf(macros).filter(({ severity }) => severity === "error")).toEqual([]);
    const lists = names.map((at) => `- list: l${at}\n  items: [l${at + 1}]\n`).join("");
    expect(problemsOf(lists).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("joins many appended parts, and still knows the place of each", SLOW, () => {
    const text = `${RULE}${"- rule: r\n  condition: and x.y = z\n  override: {condition: append}\n".repeat(3000)}- rule: r\n  condition: and x.y\n  override: {condition: append}\n`;
    expect(problemsOf(text)).toMatchObject([{ line: 8 + 9000 + 2, column: 21, severity: "error" }]);
  });
});

describe("YAML made to hurt", () => {
  it("with aliases that multiply ends in one message", SLOW, () => {
    const items = `[${"a,".repeat(2000)}]`;
    const text = `- list: l\n  items: &l ${items}\n- list: m\n  items: &m [${"*l,".repeat(2000)}]\n- rule: r\n  desc: d\n  condition: x.y = z\n  output: o\n  priority: info\n  exceptions:\n    - name: e\n      fields: [a.b]\n      values: [${"*m,".repeat(2000)}]\n`;
    expect(problemsOf(text).filter(({ message }) => message.includes("YAML bomb"))).toHaveLength(1);
  });

  it("with aliases that go round or lead nowhere is no loop", () => {
    const round = RULE.concat("  exceptions:\n    - name: e\n      fields: [a.b]\n      values: &v [[*v]]\n");
    expect(problemsOf(round)[1]).toMatchObject({ line: 12, column: 19, message: expect.stringContaining("nest too deep") });
    expect(problemsOf("- &a [*a]\n- *nowhere\n- list: l\n  items: &l [*l]\n- rule: &r {rule: *r}\n").length).toBeGreaterThan(0);
  });

  it.each([["brackets", "[".repeat(200_000), 1, 101], ["braces", "{a: ".repeat(200_000), 1, 401], ["dashes", "- ".repeat(200_000), 1, 201], ["mixed", `${"[a, ".repeat(100)}[`, 1, 401]])(
    "that nests too deep is refused at the place: %s",
    (_, text, line, column) => {
      expect(problemsOf(text)).toEqual([{ file: "a.yaml", line, column, severity: "error", message: "Nested more than 100 levels deep: no rule file is.", remedy: "Take the nesting away." }]);
    },
  );

  it("does not take brackets in texts for nesting", () => {
    expect(problemsOf(`${RULE}# ${"[".repeat(500)}\n`.replace("desc: d", `desc: "${"[{".repeat(300)}"`))).toEqual([]);
  });

  it("with a thousand keys in one item names each that is unknown or stands twice", () => {
    const keys = Array.from({ length: 1000 }, (_, at) => `  k${at}: x\n  k${at}: y\n`).join("");
    expect(problemsOf(RULE + keys)).toHaveLength(2000);
  });

  it("with names of objects' insides is plain text", () => {
    const text = `- list: __proto__\n  items: [constructor, toString]\n- macro: constructor\n  condition: proc.name in (__proto__)\n${RULE.replace("= open", "= open and constructor")}  __proto__: x\n  toString: y\n`;
    const { rules, lists, problems } = checkRuleFiles([{ name: "a.yaml", text }]);
    expect(problems.map(({ message }) => message)).toEqual(["'__proto__' means nothing in the rule 'r' and is skipped.", "'toString' means nothing in the rule 'r' and is skipped."]);
    expect([rules.length, lists[0]?.name]).toEqual([1, "__proto__"]);
    expect(problemsOf("- macro: m\n  condition: x.y toString z\n")).toMatchObject([{ column: 18, severity: "error" }]);
  });
});
