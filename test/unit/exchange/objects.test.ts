import { parse } from "yaml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocuments, writeAttestor, writeRuleset } from "../../../shared/exchange/index.ts";
import type { AttestorFormat, RulesetFormat } from "../../../shared/ipc/types.ts";
import type { Attestor } from "../../../shared/model/attestor.ts";
import type { Ruleset } from "../../../shared/model/ruleset.ts";
import { attestors, rulesets } from "../../support/arbitraryObjects.ts";
import { rounds } from "../../support/rounds.ts";
import { must } from "../../support/store.ts";

type TextFormat = Exclude<RulesetFormat, "terraform">;

/** Strips a ruleset of what a format has no place for. */
const RULESET_CARRIED: Record<TextFormat, (ruleset: Ruleset) => Ruleset> = {
  sallyport: (ruleset) => ruleset,
  "custom-resource": (ruleset) => {
    const carried: Ruleset = { ...ruleset, labelMatchingCondition: "any", rules: ruleset.rules.filter(({ id }) => /^TM-\d{8}$/.test(id)) };
    return ruleset.customRules.length > 0 ? { ...carried, labels: [] } : carried;
  },
  api: (ruleset) => ({ ...ruleset, customRules: [] }),
};

function rereadRuleset(ruleset: Ruleset, format: TextFormat) {
  const { text, lossy, fileName } = writeRuleset(ruleset, format);
  const { documents, problems } = readDocuments(text, fileName);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  const [read] = documents;
  if (read?.kind !== "ruleset") throw new Error("it is a ruleset");
  return { ruleset: read.document, text, lossy };
}

function rereadAttestor(attestor: Attestor, format: AttestorFormat) {
  const { text, lossy, fileName } = must(writeAttestor(attestor, format));
  const { documents, problems } = readDocuments(text, fileName);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  const [read] = documents;
  if (read?.kind !== "attestor") throw new Error("it is an attestor");
  return { attestor: read.document, text, lossy };
}

describe.each(Object.keys(RULESET_CARRIED) as TextFormat[])("a ruleset as %s", (format) => {
  it("comes back with everything that it is said to carry", () => {
    fc.assert(
      fc.property(rulesets, (ruleset) => {
        const carried = RULESET_CARRIED[format](ruleset);
        const once = rereadRuleset(carried, format);
        expect(once.lossy).toEqual([]);
        expect(once.ruleset).toEqual(carried);
      }),
      { numRuns: rounds(150) },
    );
  });

  it("names what it loses, and loses nothing more the second time", () => {
    fc.assert(
      fc.property(rulesets, (ruleset) => {
        const once = rereadRuleset(ruleset, format);
        if (once.lossy.length === 0) expect(once.ruleset).toEqual(ruleset);
        const twice = rereadRuleset(once.ruleset, format);
        expect(twice).toEqual({ ...once, lossy: twice.lossy });
      }),
      { numRuns: rounds(150) },
    );
  });
});

describe.each(["sallyport", "custom-resource", "api"] as const)("an attestor as %s", (format) => {
  it("comes back whole where the format knows its type, else it is refused", () => {
    fc.assert(
      fc.property(attestors, (attestor) => {
        if (format !== "sallyport" && attestor.material.type !== "cosignPublicKey") {
          expect(writeAttestor(attestor, format)).toMatchObject({ ok: false, error: { code: "not-supported" } });
          return;
        }
        const once = rereadAttestor(attestor, format);
        expect(once.lossy).toEqual([]);
        expect(once.attestor).toEqual(attestor);
        expect(rereadAttestor(once.attestor, format).text).toBe(once.text);
      }),
      { numRuns: rounds(200) },
    );
  });
});

const KEY = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----";

describe("an Attestor resource", () => {
  const resource = (spec: object) => JSON.stringify({ apiVersion: "container-security.trendmicro.com/v1alpha1", kind: "Attestor", metadata: { name: "team-key" }, spec });
  const read = (text: string) => readDocuments(text, "a.yaml");

  it("is read where its key has \\n for line ends, and is written with real ones and nothing after the key", () => {
    const { documents, problems } = read(resource({ type: "cosignPublicKey", publicKey: KEY.replaceAll("\n", "\\n"), transparencyLogEnabled: false, transparencyLogOptions: { server: null, publicKey: null } }));
    expect(problems).toEqual([]);
    const [found] = documents;
    if (found?.kind !== "attestor") throw new Error("it is an attestor");
    expect(found.document).toMatchObject({ name: "team-key", material: { publicKey: KEY }, transparencyLog: { enabled: false } });
    expect(found.remarks.join()).toContain("\\n where lines end");
    const { text } = must(writeAttestor(found.document, "custom-resource"));
    const again = read(text).documents[0];
    expect(again?.document).toEqual(found.document);
    const { spec } = JSON.parse(JSON.stringify(parsed(text))) as { spec: { publicKey: string } };
    expect(spec.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----$/);
    expect(spec.publicKey).toBe(KEY);
  });

  it("keeps fields and metadata that Sallyport does not know", () => {
    const { documents } = read(
      `apiVersion: visionone.trendmicro.com/v1alpha1\nkind: Attestor\nmetadata:\n  name: k\n  labels: {a: b}\n  annotations: {x: "1"}\nspec:\n  type: cosignPublicKey\n  publicKey: "${KEY.replaceAll("\n", "\\n")}"\n  newField: [1, 2]\n  transparencyLogOptions: {other: true}\nstatus: {conditions: []}\n`,
    );
    const [found] = documents;
    if (found?.kind !== "attestor") throw new Error("it is an attestor");
    expect(parsed(must(writeAttestor(found.document, "custom-resource")).text)).toMatchObject({
      apiVersion: "visionone.trendmicro.com/v1alpha1",
      metadata: { name: "k", labels: { a: "b" }, annotations: { x: "1" } },
      spec: { newField: [1, 2], transparencyLogOptions: { other: true } },
      status: { conditions: [] },
    });
  });

  it.each([
    ["another type", { type: "keyless", publicKey: KEY }, "type"],
    ["no key", { type: "cosignPublicKey" }, "publicKey"],
  ])("with %s is refused at its field", (_what, spec, path) => {
    const { documents, problems } = read(resource(spec));
    expect(documents).toEqual([]);
    expect(problems).toMatchObject([{ details: { file: "a.yaml", path: `spec.${path}` } }]);
  });
});

describe("a RuntimeRuleset resource", () => {
  const text = `apiVersion: container-security.trendmicro.com/v1alpha1
kind: RuntimeRuleset
metadata:
  labels: {app.kubernetes.io/name: init}
  name: sample-ruleset
spec:
  definition:
    labels:
      - {key: app, value: nginx}
    rules:
      - {ruleID: TM-00000001, mitigation: log}
      - {ruleID: TM-00000002, mitigation: destroy}
      - just a text
      - {ruleID: TM-00000003, mitigation: isolate, note: kept}
      - {ruleID: TM-00000001, mitigation: terminate}
`;
  it("is read but for its bad rules, which are named and written back in their places", () => {
    const { documents, problems } = readDocuments(text, "r.yaml");
    const [found] = documents;
    if (found?.kind !== "ruleset") throw new Error("it is a ruleset");
    expect(found.document).toMatchObject({
      name: "sample_ruleset",
      labels: [{ key: "app", value: "nginx" }],
      rules: [{ id: "TM-00000001", mitigation: "log" }, { id: "TM-00000003", mitigation: "isolate" }],
    });
    expect(problems.map(({ message, details }) => [message.slice(0, 6), details?.line])).toEqual([["rule 2", 12], ["rule 3", 13]]);
    expect(found.remarks.join()).toContain("TM-00000001 is named twice");
    const written = parsed(writeRuleset(found.document, "custom-resource").text) as { metadata: object; spec: { definition: { rules: unknown[] } } };
    expect(written.metadata).toMatchObject({ name: "sample-ruleset", labels: { "app.kubernetes.io/name": "init" } });
    expect(written.spec.definition.rules).toEqual([
      { ruleID: "TM-00000001", mitigation: "log" },
      { ruleID: "TM-00000002", mitigation: "destroy" },
      "just a text",
      { ruleID: "TM-00000003", mitigation: "isolate", note: "kept" },
    ]);
  });
});

describe("a CustomRuleset resource", () => {
  const resource = (definition: unknown) =>
    JSON.stringify({ apiVersion: "container-security.trendmicro.com/v1alpha1", kind: "CustomRuleset", metadata: { name: "mine" }, spec: { definition } });
  const filesOf = (definition: unknown) => readDocuments(resource(definition), "c.json").documents.flatMap((found) => (found.kind === "ruleset" ? found.document.customRules : []));

  it.each([
    ["files by name", { "a.yaml": "- macro: m\n", "b.yml": "- list: l\n" }, [{ name: "a.yaml", text: "- macro: m\n" }, { name: "b.yml", text: "- list: l\n" }]],
    ["one text", "- macro: m\n", [{ name: "mine.yaml", text: "- macro: m\n" }]],
    ["a list of items", [{ macro: "m", condition: "x" }], [{ name: "mine.yaml", text: "- macro: m\n  condition: x\n" }]],
    ["a list under rules", { rules: [{ macro: "m" }] }, [{ name: "mine.yaml", text: "- macro: m\n" }]],
  ])("is read with %s", (_what, definition, files) => expect(filesOf(definition)).toEqual(files));

  it("and a RuntimeRuleset of the same name are one ruleset", () => {
    const runtime = JSON.stringify({ apiVersion: "container-security.trendmicro.com/v1alpha1", kind: "RuntimeRuleset", metadata: { name: "mine" }, spec: { definition: { rules: [{ ruleID: "TM-00000001" }] } } });
    for (const text of [`${runtime}\n---\n${resource("- macro: m\n")}`, `${resource("- macro: m\n")}\n---\n${runtime}`]) {
      expect(readDocuments(text, "both.yaml").documents).toMatchObject([{ document: { name: "mine", rules: [{ id: "TM-00000001" }], customRules: [{ name: "mine.yaml" }] } }]);
    }
  });

  it("without rules that can be found is refused", () => {
    expect(readDocuments(resource({ a: 1 }), "c.json").problems).toMatchObject([{ details: { path: "spec.definition" } }]);
  });
});

describe("the API's lists", () => {
  it("hold policies, rulesets and attestors, told apart by their fields", () => {
    const items = [
      { name: "P", default: { rules: [] } },
      { id: "R-2dx8agPhRF3ccgh7gEeyBXWKe2j", name: "R", labels: [], rules: [{ id: "TM-00000001", mitigation: "isolate" }], createdDateTime: "2026-01-01T00:00:00Z" },
      { name: "team-key", type: "cosignPublicKey", publicKey: KEY, transparencyLogEnabled: true },
      { other: 1 },
    ];
    const { documents, problems } = readDocuments(JSON.stringify({ items, totalCount: 4, count: 4 }), "page.json");
    expect(problems).toEqual([]);
    expect(documents.map(({ kind, document: { name } }) => `${kind} ${name}`)).toEqual(["policy P", "ruleset R", "attestor team-key"]);
    const ruleset = documents[1];
    if (ruleset?.kind !== "ruleset") throw new Error("it is a ruleset");
    expect(JSON.parse(writeRuleset(ruleset.document, "api").text)).toEqual({ name: "R", rules: items[1]?.rules, id: items[1]?.id, createdDateTime: items[1]?.createdDateTime });
  });
});

describe("hostile rulesets and attestors", () => {
  const api = "container-security.trendmicro.com/v1alpha1";
  it.each<[string, string, string]>([
    ["10,000 rules", JSON.stringify({ name: "r", rules: Array.from({ length: 10_000 }, (_, number) => ({ id: `TM-${number}` })) }), "invalid-input"],
    ["rules that are a number", `apiVersion: ${api}\nkind: RuntimeRuleset\nmetadata: {name: r}\nspec: {definition: {rules: 7}}\n`, "invalid-input"],
    ["a label that is a text", JSON.stringify({ name: "r", rules: [], labels: ["app=web"] }), "invalid-input"],
    ["a prototype", '{"name": "r", "rules": [], "__proto__": {"x": 1}}', "invalid-input"],
    ["a key twice", `apiVersion: ${api}\nkind: Attestor\nkind: Attestor\n`, "invalid-input"],
    ["no name", JSON.stringify({ apiVersion: api, kind: "Attestor", metadata: {}, spec: { publicKey: "x" } }), "invalid-input"],
    ["a newer schema", "schema: sallyport/ruleset/v9\nname: r\n", "invalid-input"],
    ["material of a kind nobody knows", "schema: sallyport/attestor/v1\nname: a\nmaterial: {type: blood}\n", "invalid-input"],
  ])("with %s end in one problem with its place", (_what, text, code) => {
    const { documents, problems } = readDocuments(text, "x.yaml");
    expect(documents).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, details: { file: "x.yaml", line: expect.any(Number) as number, column: expect.any(Number) as number } });
  });

  it("with a text where a number stands are read, and it is said", () => {
    const { documents } = readDocuments("schema: sallyport/ruleset/v1\nname: 7\nlabels: [{key: 1.20, value: true}]\n", "x.yaml");
    expect(documents[0]).toMatchObject({ document: { name: "7", labels: [{ key: "1.20", value: "true" }] } });
    expect(documents[0]?.remarks).toHaveLength(3);
  });
});

/** The one document of a text that this module wrote. */
function parsed(text: string): unknown {
  return parse(text);
}
