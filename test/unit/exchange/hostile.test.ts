import { describe, expect, it, vi } from "vitest";
import { readPolicies } from "../../../shared/exchange/index.ts";

vi.setConfig({ testTimeout: 60_000 });

const resource = (spec: string, name = "p"): string =>
  `apiVersion: container-security.trendmicro.com/v1alpha1\nkind: ClusterPolicy\nmetadata:\n  name: ${name}\nspec:\n${spec}`;

const aliasBomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]", ..."bcdefghij".split("").map((name, index) => `${name}: &${name} [${Array(10).fill(`*${"abcdefghij"[index]}`).join(", ")}]`)].join("\n");

describe("hostile texts end in one problem with line and column", () => {
  it.each<[string, string, string, number, number]>([
    ["an alias bomb", aliasBomb, "too-large", 6, 0],
    ["brackets 1,000,000 deep", "[".repeat(1_000_000), "too-large", 1, 0],
    ["dashes 100,000 deep", "- ".repeat(100_000), "too-large", 1, 0],
    ["indentation 3,000 deep", Array.from({ length: 3000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"), "too-large", 29, 29],
    ["JSON nested too deep", `{"a": ${'{"a": '.repeat(40)}1${"}".repeat(41)}`, "too-large", 1, 0],
    ["a duplicate key in JSON", '{\n  "name": "x",\n  "name": "y"\n}', "invalid-input", 3, 3],
    ["a duplicate key in YAML", "a: 1\nb: 2\na: 3\n", "invalid-input", 3, 1],
    ["a duplicate key in flow style", "a: {b: 1, b: 2}\n", "invalid-input", 1, 11],
    ["__proto__ in JSON", '{"a": {\n"__proto__": {"x": 1}}}', "invalid-input", 2, 1],
    ["__proto__ in YAML", "a: 1\n__proto__: {x: 1}\n", "invalid-input", 2, 1],
    ["constructor", "constructor: {prototype: 1}\n", "invalid-input", 1, 1],
    ["an alias of nothing", "a: *b\n", "unreadable", 1, 4],
    ["a lone surrogate", '{"a": "\\ud800"}', "unreadable", 1, 7],
    ["a map as a key", "? {a: 1}\n: b\n", "unreadable", 1, 3],
    ["a tab as indentation", "a:\n\tb: 1\n", "unreadable", 2, 1],
    ["JSON that stops", '{"a": [1, 2', "unreadable", 1, 12],
    ["too many tokens", "- a\n".repeat(500_000), "too-large", 70_000, 4],
    ["500,001 values in JSON", `[${"1,".repeat(500_001)}1]`, "too-large", 1, 1_000_000],
    ["10,000 rules", JSON.stringify({ name: "p", default: { rules: Array.from({ length: 10_000 }, () => ({ type: "podexec" })) } }), "invalid-input", 1, 38_033],
    ["a quote that is never closed", 'a: "b\nc: d\n', "unreadable", 3, 1],
    ["two keys in one line", "a: b: c\n", "unreadable", 1, 4],
    ["an escape that is none", 'a: "C:\\dir"\n', "unreadable", 1, 7],
    ["2,001 rules", resource(`  rules:\n${"    - {type: privileged, action: log}\n".repeat(2001)}`), "invalid-input", 2007, 7],
    ["rules that are no list", resource("  rules: yes\n"), "invalid-input", 6, 10],
    ["no name", "apiVersion: container-security.trendmicro.com/v1alpha1\nkind: ClusterPolicy\nmetadata: {}\nspec: {}\n", "invalid-input", 3, 11],
    ["a newer schema", "schema: sallyport/policy/v9\nname: p\n", "invalid-input", 1, 9],
  ])("%s", (_what, text, code, line, column) => {
    const { policies, problems } = readPolicies(text, "x.yaml");
    expect(policies).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, details: { file: "x.yaml" } });
    if (line > 0) expect(problems[0]?.details?.line).toBe(line);
    if (column > 0) expect(problems[0]?.details?.column).toBe(column);
    expect(problems[0]?.details?.remedy).toMatch(/\.$/);
  });

  it("a broken document does not keep the others of its stream out", () => {
    const { policies, problems } = readPolicies(`${resource("  rules: []\n", "a")}---\nb: [1, 2\n---\nc: 1\nc: 2\n---\n${resource("  rules: []\n", "d")}`, "x.yaml");
    expect(policies.map(({ policy }) => policy.name)).toEqual(["a", "d"]);
    expect(problems.map(({ details }) => [details?.line, details?.column])).toEqual([[9, 1], [11, 1]]);
  });

  it("does not touch Object.prototype", () => {
    readPolicies('{"__proto__": {"polluted": true}, "name": "p", "default": {}}', "x.json");
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("refuses what is no text, and more than 5 MB", () => {
    expect(readPolicies("a: 1\nb\u0000\u0001", "x").problems[0]).toMatchObject({ code: "unreadable", details: { line: 2, column: 2 } });
    expect(readPolicies("a".repeat(6 * 1024 * 1024), "x").problems[0]).toMatchObject({ code: "too-large", details: { line: 1, column: 5 * 1024 * 1024 + 1 } });
  });

  it("names a template as what it probably is", () => {
    expect(readPolicies("a: {{ .Values.a }}\n", "x.yaml").problems[0]?.details?.remedy).toContain("Helm template");
  });
});

describe("one bad rule", () => {
  const rulesOf = (rules: string) => {
    const { policies, problems } = readPolicies(resource(`  rules:\n    - {type: privileged, action: log}\n    - ${rules}\n    - {type: hostPID, action: log}\n`), "x.yaml");
    return { rules: policies[0]?.policy.cluster.rules ?? [], problems };
  };

  it.each([
    ["an unknown type", "{type: privileeged, action: log}", "rule 2 (privileeged)"],
    ["no type", "{action: log}", "rule 2"],
    ["a text", "privileged", "rule 2"],
    ["a null", "null", "rule 2"],
    ["an unknown action", "{type: hostIPC, action: deny}", 'action is "deny"'],
    ["isolate without block", "{type: hostIPC, action: log, mitigation: isolate}", "can only be isolate if deployment action is block"],
    ["no values", "{type: imageTag, action: log, properties: {operator: equals}}", "values is missing"],
    ["no properties", "{type: containerCapabilities, action: log}", "capabilityRestriction is missing"],
    ["an unknown severity", "{type: imagesWithVulnerabilities, action: log, properties: {severity: extreme}}", "extreme"],
    ["an age that is no number", "{type: imagesNotScanned, action: log, properties: {scanType: malware, maxScanAge: soon}}", "maxScanAge"],
    ["a nested value", "{type: imageTag, action: log, properties: {operator: equals, values: [{a: 1}]}}", "values[0]"],
  ])("with %s keeps its place, is switched off and named", (_what, rule, message) => {
    const { rules, problems } = rulesOf(rule);
    expect(rules.map(({ enabled }) => enabled)).toEqual([true, false, true]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.message).toMatch(/^rule 2/);
    expect(problems[0]?.details).toMatchObject({ file: "x.yaml", line: 8 });
    expect(problems[0]?.details?.column).toBeGreaterThan(6);
    expect(problems[0]?.details?.remedy).toMatch(/\.$/);
  });

  it("is the only one that is lost when others have numbers and booleans for texts", () => {
    const { rules, problems } = rulesOf("{type: imageTag, action: log, properties: {operator: equals, values: [1.20, true, 0x1f]}}");
    expect(problems).toEqual([]);
    expect(rules[1]?.properties["values"]).toEqual(["1.20", "true", "0x1f"]);
  });
});
