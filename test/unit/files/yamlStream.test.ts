import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Document } from "yaml";

import { createYamlReader } from "../../../main/files/yamlStream.ts";
import { collecting, list, namesOf, pod, type Collected } from "./collect.ts";

function read(text: string, cuts: number[] = []): Collected {
  const bytes = Buffer.from(text);
  const found = collecting();
  const reader = createYamlReader(found.out);
  let at = 0;
  for (const cut of [...cuts.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    if (cut > at) reader.push(bytes.subarray(at, cut));
    at = Math.max(at, cut);
  }
  reader.end(false);
  return found;
}

const yaml = (value: unknown): string => new Document(value, { aliasDuplicateObjects: false }).toString();
const named = (found: Collected): (number | [number, number] | string)[][] => namesOf(found).map((name, at) => [found.objects[at]?.index ?? -1, name]);

describe("a stream of YAML documents", () => {
  test("gives each document, wherever it is cut", { timeout: 30_000 }, () => {
    const text = fc.stringMatching(/^[ -~\n]{0,30}$/).map((string) => `x${string}x`);
    const document = fc.record({ kind: text, metadata: fc.record({ name: text }), spec: fc.array(fc.oneof(text, fc.boolean(), fc.integer(), fc.constant(null)), { minLength: 1 }) });
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 4 }), fc.constantFrom("\n", "\r\n"), fc.boolean(), fc.array(fc.nat()), (documents, newline, marked, cuts) => {
        const joined = (marked ? "---\n" : "") + documents.map((each) => yaml(each)).join("---\n");
        const found = read(joined.replaceAll("\n", newline), cuts);
        expect(found.problems).toEqual([]);
        expect(found.objects.map(({ value, index }) => [index, value])).toEqual(documents.map((each, index) => [index, each]));
      }),
      { numRuns: 100 },
    );
  });

  test("a marker ends a document even inside a block of text", () => {
    expect(read("a: |\n  one\n---\nkind: B\n").objects.map(({ value }) => value)).toEqual([{ a: "one\n" }, { kind: "B" }]);
  });

  test("dashes that are no marker do not", () => {
    expect(read("a: |\n  ---\n  x\nb: '\n  ---y'\n").objects).toHaveLength(1);
  });

  test("comments around documents are none, an explicit marker makes an empty one", () => {
    const found = read("# about\n---\nkind: A\nmetadata: {name: a}\n---\n# Source: nothing\n---\nkind: C\nmetadata: {name: c}\n...\n# end\n");
    expect(named(found)).toEqual([[0, "a"], [2, "c"]]);
    expect(found.skipped).toHaveLength(1);
  });

  test("directives belong to the document behind them", () => {
    const found = read("%YAML 1.1\n---\nkind: A\nmetadata: {name: a}\n...\n%YAML 1.1\n---\nkind: B\nmetadata: {name: b}\n");
    expect(found.problems).toEqual([]);
    expect(named(found)).toEqual([[0, "a"], [1, "b"]]);
  });

  test("a broken document is named with its line in the file, and the others are read", () => {
    const found = read("kind: A\nmetadata: {name: a}\n---\nkind: B\nspec: [\n---\nkind: C\nmetadata: {name: c}\n", [10, 40]);
    expect(named(found)).toEqual([[0, "a"], [2, "c"]]);
    expect(found.problems).toEqual([expect.objectContaining({ index: 1, line: 6 })]);
  });

  test("documents in JSON and in KYAML stand among the others", () => {
    const found = read(`${JSON.stringify(pod("a"))}\n---\n{kind: "Pod", metadata: {name: "b"},}\n---\nkind: Pod\nmetadata:\n  name: c\n`);
    expect(named(found)).toEqual([[0, "a"], [1, "b"], [2, "c"]]);
  });

  test("a Helm template says that it is one", () => {
    const found = read('kind: Pod\nmetadata:\n  name: {{ include "x" . }}-a\n{{- if .Values.on }}\nspec: {}\n{{- end }}\n');
    expect(found.problems).toEqual([expect.objectContaining({ index: 0, message: expect.stringMatching(/Helm template.*helm template/) as string })]);
  });
});

describe("a List in YAML", () => {
  test("counts its items as [document, item]", () => {
    const found = read(`kind: Pod\nmetadata: {name: z}\n---\n${yaml(list([pod("a"), pod("b")]))}`);
    expect(named(found)).toEqual([[0, "z"], [[1, 0], "a"], [[1, 1], "b"]]);
  });

  test("with a broken item gives the others", () => {
    const text = yaml(list([pod("a"), pod("b"), pod("c")])).replace("name: b", "name: b\n      name: b");
    const found = read(text);
    expect(named(found)).toEqual([[[0, 0], "a"], [[0, 2], "c"]]);
    expect(found.problems).toEqual([expect.objectContaining({ index: [0, 1], message: "Map keys must be unique." })]);
    const line = found.problems[0]?.line ?? 0;
    expect(text.split("\n")[line - 1]).toContain("name: b");
  });

  test.each([0, 2])("of any size is read item by item (indented by %i)", { timeout: 30_000 }, (indent) => {
    const items = Array.from({ length: 90 }, (_, n) => ({ metadata: { name: `p${n}`, note: `${"x".repeat(25_000)}\n- ${n}` } }));
    const text = `apiVersion: v1\nitems:\n${items.map((each) => yaml([each]).replaceAll(/^(?=.)/gm, " ".repeat(indent))).join("")}kind: PodList\nmetadata:\n  continue: more\n---\nkind: Pod\nmetadata: {name: last}\n`;
    expect(text.length).toBeGreaterThan(2_000_000);
    const found = read(text, Array.from({ length: 60 }, (_, n) => n * 40_009));
    expect(namesOf(found)).toEqual([...items.map(({ metadata }) => metadata.name), "last"]);
    expect(found.objects[7]).toMatchObject({ index: [0, 7], value: { kind: "Pod", apiVersion: "v1", metadata: items[7]?.metadata } });
    expect(found.objects.at(-1)?.index).toBe(1);
    expect(found.problems).toEqual([expect.objectContaining({ message: expect.stringContaining("one page") as string })]);
  });
});
