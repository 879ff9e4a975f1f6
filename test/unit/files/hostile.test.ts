import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";

import { InventoryBuilder } from "../../../shared/audit/index.ts";
import { list, namesOf, pod, readContent } from "./collect.ts";

/** Files that are broken, odd or made to harm: what must be said of each, and what is read of it all the same. */
interface Hostile {
  what: string;
  name: string;
  content: () => string | Uint8Array;
  /** Part of the message; undefined: there is nothing to complain about. */
  message: RegExp | undefined;
  /** Where the message points to. */
  place?: { index?: number | [number, number]; line?: number };
  /** Names of the objects that are read. */
  names: string[];
}

const two = JSON.stringify(list([pod("a"), pod("b")]));
const yamlPod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;
const deepJson = (depth: number): string => `${'{"x":'.repeat(depth)}1${"}".repeat(depth)}`;
const MB = 1024 * 1024;

const FILES: Hostile[] = [
  { what: "an empty file", name: "empty.yaml", content: () => "", message: undefined, names: [] },
  { what: "nothing but white space", name: "blank.json", content: () => " \r\n\t\n", message: undefined, names: [] },
  { what: "a byte order mark before JSON", name: "bom.json", content: () => `\uFEFF${two}`, message: undefined, names: ["a", "b"] },
  { what: "a byte order mark before YAML", name: "bom.yaml", content: () => `\uFEFF${yamlPod("a")}`, message: undefined, names: ["a"] },
  { what: "line ends of Windows", name: "crlf.yaml", content: () => `${yamlPod("a")}---\n${yamlPod("b")}`.replaceAll("\n", "\r\n"), message: undefined, names: ["a", "b"] },
  { what: "lone surrogates written as escapes", name: "surrogate.json", content: () => JSON.stringify(list([pod("a"), pod("\ud800")])), message: undefined, names: ["a", "\ud800"] },
  { what: "the last of two equal keys counts in JSON", name: "keys.json", content: () => '{"kind":"Pod","metadata":{"name":"a"},"metadata":{"name":"b"}}', message: undefined, names: ["b"] },
  { what: "JSON without white space in a file named as YAML", name: "json.yaml", content: () => JSON.stringify(pod("a")), message: undefined, names: ["a"] },

  { what: "gzip that is cut off", name: "cut.json.gz", content: () => cutShort(gzipSync(noisyList(400)), 0.5), message: /gzip data is cut off \(after \d+ bytes\)/, names: firstNames(150) },
  { what: "gzip that is damaged", name: "damaged.json.gz", content: () => damaged(gzipSync(noisyList(1000))), message: /gzip data is damaged/, names: firstNames(100) },
  { what: "zstd that is cut off", name: "cut.json.zst", content: () => cutShort(zstdCompressSync(noisyList(4000)), 0.7), message: /zstd data is (?:cut off|damaged)/, names: firstNames(100) },
  { what: "gzip that is cut off in its first bytes", name: "start.json.gz", content: () => gzipSync(two).subarray(0, 12), message: /gzip data is cut off/, names: [] },
  { what: "gzip twice", name: "twice.json.gz", content: () => gzipSync(gzipSync(two)), message: /compressed twice/, names: [] },
  { what: "lists that are cut off", name: "cut.json", content: () => two.slice(0, -60), message: /ends at byte \d+.*cut off/, place: { index: 1, line: 1 }, names: ["a"] },
  { what: "a YAML bomb", name: "bomb.yaml", content: () => `${yamlPod("a")}---\n${bomb()}`, message: /YAML bomb/, place: { index: 1 }, names: ["a"] },
  { what: "JSON nested 200 deep", name: "deep.json", content: () => `{"kind":"List","items":[${deepJson(200)},${JSON.stringify(pod("a"))}]}`, message: /more than 100 levels/, place: { index: 0, line: 1 }, names: ["a"] },
  { what: "JSON nested 200 deep on a line", name: "deep.ndjson", content: () => `${JSON.stringify(pod("a"))}\n${deepJson(200)}\n${JSON.stringify(pod("b"))}\n`, message: /more than 100 levels/, place: { index: 1, line: 2 }, names: ["a", "b"] },
  { what: "JSON nested a million deep", name: "abyss.json", content: () => `{"kind":"List","items":[${"[".repeat(1_000_000)}${"]".repeat(1_000_000)},${JSON.stringify(pod("a"))}]}`, message: /more than 100 levels/, names: ["a"] },
  { what: "YAML nested 200 deep", name: "deep.yaml", content: () => `${"[".repeat(200)}${"]".repeat(200)}\n---\n${yamlPod("a")}`, message: /more than 100 levels/, place: { index: 0, line: 1 }, names: ["a"] },
  { what: "a picture", name: "picture.yaml", content: () => Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(500)]), message: /binary file/, names: [] },
  { what: "UTF-16", name: "utf16.json", content: () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(two, "utf16le")]), message: /UTF-16.*UTF-8/, names: [] },
  { what: "a zip archive", name: "archive.json", content: () => Buffer.from("PK\x03\x04rest", "latin1"), message: /zip archive/, names: [] },
  { what: "a tar archive", name: "archive.yaml", content: () => Buffer.concat([Buffer.alloc(257, 0x61), Buffer.from("ustar\x0000")]), message: /tar archive/, names: [] },
  { what: "bytes that are not UTF-8 in one item", name: "latin1.json", content: () => Buffer.from(two.replace('"name":"b"', '"name":"\xe9"'), "latin1"), message: /not UTF-8/, place: { index: 1 }, names: ["a"] },
  { what: "surrogates encoded as bytes", name: "cesu.json", content: () => Buffer.concat([Buffer.from('[{"kind":"Pod","metadata":{"name":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(`"}},${JSON.stringify(pod("b"))}]`)]), message: /not UTF-8/, place: { index: 0 }, names: ["b"] },
  { what: "equal keys in YAML", name: "keys.yaml", content: () => `${yamlPod("a")}---\n${yamlPod("b")}kind: Pod\n`, message: /unique/, place: { index: 1, line: 10 }, names: ["a"] },
  { what: "tabs in YAML's indentation", name: "tabs.yaml", content: () => `kind: Pod\nspec:\n\tx: 1\n---\n${yamlPod("a")}`, message: /tab|Tabs/i, place: { index: 0 }, names: ["a"] },
  { what: "a broken line", name: "broken.ndjson", content: () => `${JSON.stringify(pod("a"))}\n{"kind":"Pod","spec":{\n${JSON.stringify(pod("b"))}\n`, message: /ends too early/, place: { index: 1, line: 2 }, names: ["a", "b"] },
  { what: "a Helm template that is YAML", name: "values.yaml", content: () => "kind: Pod\nmetadata:\n  name: {{ .Values.name }}\n", message: /Helm template/, place: { index: 0 }, names: [] },
  { what: "a Helm template", name: "template.yaml", content: () => "{{- if .Values.on }}\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-x\n{{- end }}\n", message: /Helm template/, place: { index: 0 }, names: [] },
  { what: "20 MB of text in a line", name: "line.yaml", content: () => Buffer.alloc(20 * MB, 0x61), message: /larger than 2 MB/, place: { index: 0, line: 1 }, names: [] },
  { what: "a string of 70 MB", name: "line.json", content: () => Buffer.concat([Buffer.from(`{"kind":"List","items":[${JSON.stringify(pod("a"))},"`), Buffer.alloc(70 * MB, 0x61), Buffer.from(`",${JSON.stringify(pod("b"))}]}`)]), message: /larger than 64 MB/, place: { index: 1, line: 1 }, names: ["a", "b"] },
  { what: "a line of 70 MB among others", name: "line.ndjson", content: () => Buffer.concat([Buffer.from(`${JSON.stringify(pod("a"))}\n{"x":"`), Buffer.alloc(70 * MB, 0x61), Buffer.from(`"}\n${JSON.stringify(pod("b"))}`)]), message: /larger than 64 MB/, place: { index: 1, line: 2 }, names: ["a", "b"] },
  { what: "70 MB of open brackets", name: "brackets.json", content: () => Buffer.concat([Buffer.from('{"items":['), Buffer.alloc(70 * MB, 0x5b)]), message: /larger than 64 MB/, place: { index: 0 }, names: [] },
  { what: "much YAML of brackets", name: "brackets.yaml", content: () => Buffer.concat([Buffer.from("a: "), Buffer.alloc(1.9 * MB, 0x5b)]), message: /takes longer|levels deep/, names: [] },
];

describe("hostile files", () => {
  test.each(FILES)("$what", { timeout: 30_000 }, async ({ name, content, message, place, names }) => {
    const found = await readContent(name, content());
    expect(found.result).toEqual({ ok: true, value: null });
    expect(namesOf(found).slice(0, names.length)).toEqual(names);
    if (message === undefined) expect(found.problems).toEqual([]);
    else {
      expect(found.problems).toContainEqual(expect.objectContaining({ file: name, message: expect.stringMatching(message) as string, ...place }));
      if (!/cut|damaged/.test(name)) expect(namesOf(found)).toEqual(names);
    }
  });

  test("values of wrong types everywhere are delivered, and none of them makes an inventory stumble", async () => {
    const odd: unknown[] = [null, true, 7, "text", [], [[]], {}, { kind: "Pod" }, { kind: 3, apiVersion: "v1" }, { kind: "Pod", apiVersion: [], metadata: 1, spec: "x" }];
    const fields = ["metadata", "spec", "status", "containers", "initContainers", "securityContext", "image", "name", "capabilities", "template", "ownerReferences"];
    const nested = fields.flatMap((field) => odd.map((value) => ({ kind: "Deployment", apiVersion: "apps/v1", [field]: value, spec: { [field]: value, template: { spec: { [field]: value, containers: [{ [field]: value }, value] } } } })));
    const found = await readContent("odd.json", JSON.stringify({ kind: "List", items: [...odd, ...nested] }));
    expect(found.problems).toEqual([]);
    expect(found.objects).toHaveLength(odd.length + nested.length);
    const builder = new InventoryBuilder({ namespace: "default" });
    for (const { value, file, index } of found.objects) builder.object(value, { file, index });
    expect(builder.inventory().coverage.examined).toBe(2 + nested.length);
  });
});

function bomb(): string {
  const level = (n: number): string => `a${n}: &a${n} [${Array.from({ length: 9 }, () => (n === 0 ? "x" : `*a${n - 1}`)).join(", ")}]`;
  return Array.from({ length: 9 }, (_, n) => level(n)).join("\n");
}

/** A list that compresses badly, so that half of its compressed bytes hold about half of its items. */
function noisyList(count: number): string {
  let seed = 1;
  const noise = (): string => Array.from({ length: 40 }, () => (seed = (seed * 48_271) % 2_147_483_647).toString(36)).join("");
  return JSON.stringify(list(Array.from({ length: count }, (_, n) => ({ ...pod(`p${n}`), noise: noise() }))));
}

function firstNames(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `p${n}`);
}

function cutShort(bytes: Buffer, part: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * part));
}

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, Math.floor(copy.length / 2), Math.floor(copy.length / 2) + 64);
  return copy;
}
