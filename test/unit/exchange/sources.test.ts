import fc from "fast-check";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { readDocuments, writeAttestor, writePolicies, writePolicy, writeRuleset, type ReadDocument } from "../../../shared/exchange/index.ts";
import { isObject, type JsonObject } from "../../../shared/kernel/json.ts";
import { stableStringify } from "../../../shared/kernel/stable.ts";
import { attestors, rulesets } from "../../support/arbitraryObjects.ts";
import { policies } from "../../support/arbitraryPolicy.ts";
import { disturb, disturbances } from "../../support/arbitrarySources.ts";
import { rounds } from "../../support/rounds.ts";
import { must } from "../../support/store.ts";

type TextFormat = "sallyport" | "custom-resource" | "api";
const FORMATS: TextFormat[] = ["sallyport", "custom-resource", "api"];

function write(found: Pick<ReadDocument, "kind" | "document">, format: TextFormat): string {
  if (found.kind === "policy") return writePolicy(found.document as never, format).text;
  if (found.kind === "ruleset") return writeRuleset(found.document as never, format).text;
  return must(writeAttestor(found.document as never, format)).text;
}

function readOnly(text: string): ReadDocument {
  const [read] = readDocuments(text, "source.json").documents;
  if (!read) throw new Error(`nothing is read of ${text}`);
  return read;
}

/** One document of ours in a format, as plain data; undefined where the format has none such, or needs two. */
function sourceOf(found: Pick<ReadDocument, "kind" | "document">, format: TextFormat): JsonObject | undefined {
  if (found.kind === "attestor" && !writeAttestor(found.document as never, format).ok) return undefined;
  const text = write(found, format);
  if (/^---$/m.test(text)) return undefined;
  const value: unknown = format === "api" ? JSON.parse(text) : parse(text);
  return isObject(value) ? value : undefined;
}

const documents: fc.Arbitrary<Pick<ReadDocument, "kind" | "document">> = fc.oneof(
  { arbitrary: policies.map((document) => ({ kind: "policy" as const, document })), weight: 3 },
  { arbitrary: rulesets.map((document) => ({ kind: "ruleset" as const, document })), weight: 2 },
  { arbitrary: attestors.map((document) => ({ kind: "attestor" as const, document })), weight: 1 },
);

describe.each(FORMATS)("a %s document with things in it that nobody knows", (format) => {
  it("is written back as it was: unknown fields and unreadable rules where they stood", () => {
    fc.assert(
      fc.property(documents, disturbances, (found, all) => {
        const plain = sourceOf(found, format);
        if (!plain) return;
        const source = disturb(plain, all);
        const read = readOnly(JSON.stringify(source));
        const text = write(read, format);
        expect(stableStringify(format === "api" ? JSON.parse(text) : parse(text))).toBe(stableStringify(source));
        expect(readOnly(text).document).toEqual(read.document);
      }),
      { numRuns: rounds(80) },
    );
  });
});

describe.each(FORMATS)("what only a %s document knows", (format) => {
  const others = (["custom-resource", "api", "terraform", "sallyport"] as const).filter((other) => other !== format);

  it("is carried by every other format, or named among what that loses", () => {
    fc.assert(
      fc.property(documents, fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }), (found, places) => {
        const plain = sourceOf(found, format);
        if (!plain) return;
        const names = places.map((_place, index) => `brandNew${index}`);
        const read = readOnly(JSON.stringify(disturb(plain, places.map((place, index) => ({ place, what: { field: names[index] ?? "", value: 1 } })))));
        for (const other of others) {
          const written = exported(read, other);
          if (!written) continue;
          const told = `${written.text}\n${written.lossy.join("\n")}`;
          // What is left out whole takes what stood in it along, and is told.
          if (/it is left out|scan: it is set|The runtime rulesets/.test(told)) continue;
          for (const name of names) expect(`${other}: ${told}`).toContain(name);
        }
      }),
      { numRuns: rounds(100) },
    );
  });
});

function exported(found: ReadDocument, format: TextFormat | "terraform") {
  if (found.kind === "policy") return writePolicy(found.document, format);
  if (found.kind === "ruleset") return writeRuleset(found.document, format);
  if (format === "terraform") return undefined;
  const written = writeAttestor(found.document, format);
  return written.ok ? written.value : undefined;
}

/** How the vendor's earlier charts named things: other API groups, and `spec.definition` around a policy's rules. */
describe("custom resources of earlier charts", () => {
  const groups = fc.constantFrom("visionone.trendmicro.com/v1alpha1", "cloudone.trendmicro.com/v1alpha1", "container-security.trendmicro.com/v1beta1");

  it("come back in their own form", () => {
    fc.assert(
      fc.property(documents, groups, fc.boolean(), (found, apiVersion, isNested) => {
        const current = sourceOf(found, "custom-resource");
        if (!current) return;
        const spec = isNested && found.kind === "policy" ? { definition: current["spec"] } : current["spec"];
        const source = { ...current, apiVersion, spec };
        const read = readOnly(JSON.stringify(source));
        expect(stableStringify(parse(write(read, "custom-resource")))).toBe(stableStringify(source));
      }),
      { numRuns: rounds(60) },
    );
  });
});

/** Names as other tools allow them. */
const foreignNames = fc.oneof(
  fc.constantFrom("trendmicro-cluster-policy", "My policy", "prod/eu", "ünï", "a..b", "-x-", "9", "a".repeat(70), "UPPER-case", "constructor", "1.20", "true"),
  fc.string({ minLength: 1, maxLength: 80, unit: "grapheme" }).filter((name) => name.isWellFormed() && !name.includes("\u0000")),
);

describe("names that Sallyport does not allow", () => {
  it.each(["custom-resource", "api"] as const)("become others here, and are the same again as %s; it is said", (format) => {
    fc.assert(
      fc.property(documents, foreignNames, (found, name) => {
        const plain = sourceOf(found, format);
        if (!plain) return;
        const source = renamed(plain, name);
        const read = readOnly(JSON.stringify(source));
        const here = read.document.name;
        expect(here).toMatch(read.kind === "attestor" ? /^[A-Za-z0-9_.-]{1,64}$/ : /^[A-Za-z0-9_.]{1,64}$/);
        if (here !== name) expect(read.remarks.join("\n")).toContain(`it becomes "${here}"`);
        const text = write(read, format);
        expect(stableStringify(format === "api" ? JSON.parse(text) : parse(text))).toBe(stableStringify(source));
        // Sallyport's own document carries both names.
        const own = readOnly(write(read, "sallyport"));
        expect(own.document).toEqual(read.document);
      }),
      { numRuns: rounds(100) },
    );
  });
});

/** Another name for a document; our annotation for the old one goes with it. */
function renamed(source: JsonObject, name: string): JsonObject {
  const { metadata } = source;
  if (!isObject(metadata)) return { ...source, name };
  const { annotations, ...other } = metadata;
  const { "sallyport/name": _name, ...left } = isObject(annotations) ? annotations : {};
  return { ...source, metadata: { ...other, name, ...(Object.keys(left).length > 0 ? { annotations: left } : {}) } };
}

describe("several documents of one file", () => {
  const forms: Record<string, (sources: JsonObject[]) => string> = {
    "a list": (sources) => JSON.stringify(sources),
    "a page of the API": (items) => JSON.stringify({ items, totalCount: items.length, count: items.length, nextLink: "https://example.com" }),
    "a List": (items) => JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    "a YAML stream": (sources) => sources.map((source) => `---\n${JSON.stringify(source)}\n`).join(""),
  };

  it.each(Object.keys(forms))("as %s are read like each alone", (form) => {
    fc.assert(
      fc.property(fc.uniqueArray(documents, { minLength: 1, maxLength: 4, selector: ({ kind, document }) => `${kind} ${document.name}` }), (founds) => {
        const format = form === "a list" || form === "a page of the API" ? "api" : "custom-resource";
        const sources = founds.map((found) => sourceOf(found, format)).filter((source) => source !== undefined);
        if (sources.length === 0) return;
        const { documents: read, problems } = readDocuments(forms[form]!(sources), "all.json");
        expect(problems).toEqual([]);
        expect(read.map(({ document }) => document)).toEqual(sources.map((source) => readOnly(JSON.stringify(source)).document));
      }),
      { numRuns: rounds(60) },
    );
  });
});

describe("several policies as one file", () => {
  it.each(FORMATS)("come back from %s like each alone, and losses name their policy", (format) => {
    fc.assert(
      fc.property(fc.uniqueArray(policies, { minLength: 2, maxLength: 4, selector: ({ name }) => name }), (all) => {
        const { text, lossy } = writePolicies(all, format);
        const alone = all.map((policy) => writePolicy(policy, format));
        expect(readDocuments(text, "all").documents.map(({ document }) => document)).toEqual(alone.map((one) => readOnly(one.text).document));
        expect(lossy).toEqual(alone.flatMap((one, index) => one.lossy.map((line) => `${all[index]?.name}: ${line}`)));
      }),
      // A list has two at least.
      { numRuns: Math.ceil(rounds(60) / 2) },
    );
  });
});

describe("a PEM", () => {
  const spellings: [string, (pem: string) => string][] = [
    ["literal \\n", (pem) => pem.replaceAll("\n", "\\n")],
    ["literal \\r\\n", (pem) => pem.replaceAll("\n", "\\r\\n")],
    ["CRLF", (pem) => pem.replaceAll("\n", "\r\n")],
    ["blank lines around it", (pem) => `\n${pem}\n\n`],
  ];

  it.each(spellings)("with %s is read with plain line ends", (_what, spell) => {
    fc.assert(
      fc.property(attestors, (attestor) => {
        const plain = sourceOf({ kind: "attestor", document: attestor }, "custom-resource");
        if (!plain || attestor.material.type !== "cosignPublicKey") return;
        const spec = { ...(plain["spec"] as JsonObject), publicKey: spell(attestor.material.publicKey) };
        expect(readOnly(JSON.stringify({ ...plain, spec })).document).toEqual(attestor);
      }),
      { numRuns: rounds(40) },
    );
  });
});
