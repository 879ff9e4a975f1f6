import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { checkRuleFiles, parseCondition, printCondition, tokens, type Condition } from "../../../shared/falco/index.ts";
import { condition, scraps } from "./arbitraries.ts";

/** A condition without places. */
function meaning(parsed: Condition): unknown {
  return JSON.parse(JSON.stringify(parsed, (key, value: unknown) => (key === "span" ? undefined : value)));
}

describe("conditions", () => {
  it("are read when they are right, and mean the same printed", () => {
    fc.assert(fc.property(condition, (text) => {
      const parsed = parseCondition(text);
      if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message}`);
      const printed = printCondition(parsed.condition);
      const again = parseCondition(printed);
      if (!again.ok) throw new Error(`${printed}: ${again.problem.message}`);
      expect(meaning(again.condition)).toEqual(meaning(parsed.condition));
      expect(printCondition(again.condition)).toBe(printed);
    }), { numRuns: 500 });
  });

  it("never throw, and are refused at a place inside the text", () => {
    fc.assert(fc.property(fc.oneof(scraps, fc.string({ unit: "binary" })), (text) => {
      const parsed = parseCondition(text);
      if (parsed.ok) {
        expect(parseCondition(printCondition(parsed.condition)).ok).toBe(true);
        return;
      }
      const { offset, line, column } = parsed.problem;
      expect(offset).toBeGreaterThanOrEqual(0);
      expect(offset).toBeLessThanOrEqual(text.length);
      const before = text.slice(0, offset).split("\n");
      expect([line, column]).toEqual([before.length, before.at(-1)!.length + 1]);
    }), { numRuns: 2000 });
  });
});

describe("tokens", () => {
  it("follow each other from the start of any text to its end", () => {
    fc.assert(fc.property(fc.oneof(condition, scraps, fc.string({ unit: "binary" })), (text) => {
      const found = tokens(text);
      expect(found.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
      expect(found.every(({ start, end }) => end > start)).toBe(true);
    }), { numRuns: 1000 });
  });

  it("know every word of a right condition, and where the parser sees fields, macros and strings", () => {
    fc.assert(fc.property(condition, (text) => {
      const parsed = parseCondition(text);
      const found = tokens(text);
      expect(found.filter(({ kind }) => kind === "unknown")).toEqual([]);
      const kinds = new Map(found.map(({ kind, start, end }) => [`${start}-${end}`, kind]));
      JSON.stringify(parsed, (_, value: unknown) => {
        if (!isNode(value)) return value;
        const kind = kinds.get(`${value.span.start}-${value.span.end}`);
        if (value.kind === "field" || value.kind === "macro") expect(kind).toBe(value.kind);
        if (value.kind === "text") expect(["string", "number"]).toContain(kind);
        return value;
      });
    }), { numRuns: 500 });
  });
});

function isNode(value: unknown): value is { kind: string; span: { start: number; end: number } } {
  return value !== null && typeof value === "object" && "span" in value && "kind" in value;
}

describe("rule files", () => {
  it("never throw, whatever they hold", { timeout: 60_000 }, () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      scraps.map((inside) => `- rule: r\n  id: CR-1\n  desc: d\n  output: ${inside}\n  priority: info\n  condition: >\n    ${inside}\n`),
      fc.jsonValue().map((value) => stringify(value)),
      fc.array(fc.dictionary(fc.constantFrom("rule", "macro", "list", "items", "condition", "override", "append", "exceptions", "id", "action", "userDefinedFields", "__proto__", "priority", "desc", "output"), fc.jsonValue()))
        .map((value) => stringify(value)),
    );
    fc.assert(fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
      const { problems } = checkRuleFiles(texts.map((each, at) => ({ name: `${at}.yaml`, text: each })));
      for (const { file, line, column } of problems) {
        const lines = texts[Number.parseInt(file, 10)]!.split("\n");
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
      }
    }), { numRuns: 300 });
  });

  /** Every way to write the same text into a rule, with the place of each character that is no blank. */
  const styles: [string, (text: string) => string][] = [
    ["folded", (text) => `>\n${text.split("\n").map((line) => `    ${line.trim()}\n`).join("")}`],
    ["literal", (text) => `|-\n${text.split("\n").map((line) => `    ${line}\n`).join("")}`],
    ["double quotes", (text) => JSON.stringify(text)],
    ["double quotes over lines", (text) => `"${text.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\n    ")}"`],
    ["single quotes", (text) => `'${text.replaceAll("'", "''").replaceAll("\n", "\n    ")}'`],
  ];

  it.each(styles)("place a mistake exactly: %s", (_, write) => {
    fc.assert(fc.property(condition, condition, (before, after) => {
      // `§` stands once, where no condition goes on.
      const file = `- rule: r\n  id: CR-1\n  desc: d\n  output: o\n  priority: info\n  condition: ${write(`(${before})\nand (§ ${after})`)}\n`;
      const errors = checkRuleFiles([{ name: "a.yaml", text: file }]).problems.filter(({ message }) => message.includes("'§' stands here"));
      const lines = file.slice(0, file.indexOf("§")).split("\n");
      expect(errors.map(({ line, column }) => [line, column])).toEqual([[lines.length, lines.at(-1)!.length + 1]]);
    }), { numRuns: 150 });
  });
});
