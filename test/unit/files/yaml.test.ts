import { describe, expect, test } from "vitest";

import { parseYamlDocuments, yamlWithLines } from "../../../shared/kube/yaml.ts";

function valueOf(text: string): unknown {
  const [document] = parseYamlDocuments(text);
  return document?.ok ? document.value : document;
}

describe("YAML as Kubernetes reads it", () => {
  test.each<[string, unknown]>([
    ["yes", true], ["No", false], ["on", true], ["OFF", false], ["true", true], ["y", true], ["n", false],
    ["0644", 420], ["0x1f", 31], ["1_000", 1000], ["-3", -3], ["1.5", 1.5], ["6.02e+23", 6.02e23],
    ["~", null], ["null", null],
    ["2001-12-14", "2001-12-14"], ["2001-12-14T21:59:43Z", "2001-12-14T21:59:43Z"], ["22:22", "22:22"], ["190:20:30", "190:20:30"],
    ["!!binary aGVsbG8=", "aGVsbG8="], ["'yes'", "yes"], ['"0644"', "0644"], ["v1.30", "v1.30"],
  ])("%s is %j", (text, value) => {
    expect(valueOf(`a: ${text}`)).toEqual({ a: value });
  });

  test("anchors, aliases and merge keys", () => {
    expect(valueOf("base: &b {x: 1, z: 1}\na: {<<: *b, z: 2}\nb: *b")).toEqual({ base: { x: 1, z: 1 }, a: { x: 1, z: 2 }, b: { x: 1, z: 1 } });
  });

  test("KYAML's flow style with comments and trailing commas", () => {
    expect(valueOf('---\n{\n  kind: "Pod", # a comment\n  spec: {\n    containers: [{\n      name: "a",\n    }],\n  },\n}\n')).toEqual({ kind: "Pod", spec: { containers: [{ name: "a" }] } });
  });

  test("keys that are not texts become texts", () => {
    expect(valueOf("1: a\nyes: b\n")).toEqual({ "1": "a", true: "b" });
  });

  test.each([["a: {{ .Values.name }}\n", 1, 5], ["a: 1\n? [x, y]\n: z\n", 2, 3]])("a key that is a map or a list is refused: %j", (text, line, column) => {
    expect(valueOf(text)).toEqual({ ok: false, problem: { line, column, message: expect.stringMatching(/^A key is a map or a list/) as string } });
  });

  test("`__proto__` is only a name", () => {
    const value = valueOf("__proto__: {polluted: true}\na: &x {__proto__: 1}\nb: {<<: *x}") as object;
    expect(Object.keys(value)).toEqual(["__proto__", "a", "b"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("a broken document is placed and does not stop the others", () => {
    const documents = parseYamlDocuments("a: 1\na: 2\n---\nb: 1\n---\nc: *nothing\n", { firstLine: 11 });
    expect(documents).toEqual([
      { ok: false, problem: { line: 12, column: 1, message: "Map keys must be unique." } },
      { ok: true, value: { b: 1 } },
      { ok: false, problem: { line: 16, column: 1, message: expect.stringContaining("nothing") as string } },
    ]);
  });

  test.each([
    ["lists of lists without an end", "[".repeat(200)],
    ["lists of lists", "[".repeat(200) + "]".repeat(200)],
    ["a very deep document", "[".repeat(20_000) + "]".repeat(20_000)],
    ["deep blocks", Array.from({ length: 300 }, (_, level) => `${" ".repeat(level)}a:`).join("\n")],
  ])("%s end in a message", (_, text) => {
    expect(parseYamlDocuments(text)).toEqual([{ ok: false, problem: expect.objectContaining({ message: expect.any(String) as string }) as object }]);
  });

  test("aliases that multiply are refused", () => {
    const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]", ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(", ")}]`)].join("\n");
    expect(parseYamlDocuments(bomb)).toMatchObject([{ ok: false, problem: { message: expect.stringContaining("YAML bomb") as string } }]);
  });
});

describe("printing with lines", () => {
  const value = {
    kind: "Pod",
    metadata: { labels: { "app.kubernetes.io/name": "x" } },
    spec: { hostNetwork: true, containers: [{ name: "a", securityContext: { capabilities: { add: ["NET_ADMIN", "yes"] } } }, { name: "b" }] },
  };
  const lineOf = (path: string): string | undefined => {
    const { text, lines } = yamlWithLines(value, [path]);
    return text.split("\n")[(lines.get(path) ?? 0) - 1]?.trim();
  };

  test.each([
    ["spec.hostNetwork", "hostNetwork: true"],
    ["spec.containers[0].securityContext.capabilities.add", "add:"],
    ["spec.containers[0].securityContext.capabilities.add[0]", "- NET_ADMIN"],
    ["spec.containers[1]", "- name: b"],
    ['metadata.labels["app.kubernetes.io/name"]', "app.kubernetes.io/name: x"],
  ])("%s is where it is", (path, line) => {
    expect(lineOf(path)).toBe(line);
  });

  test.each([
    ["spec.containers[0].securityContext.privileged", "securityContext:"],
    ["spec.containers[1].securityContext.privileged", "- name: b"],
    ["spec.containers[7].image", "containers:"],
    ["status.phase", "kind: Pod"],
    ["", "kind: Pod"],
  ])("%s, which is absent, gets its nearest ancestor", (path, line) => {
    expect(lineOf(path)).toBe(line);
  });

  test("what it prints reads as the same value", () => {
    const odd = { a: "yes", b: "2001-12-14", c: "0644", d: "12:30", e: "null", f: "1e3", g: "x: y\n- z", h: "", i: " padded ", j: "\u2028", k: "#" };
    expect(valueOf(yamlWithLines(odd, []).text)).toEqual(odd);
  });
});
