import { describe, expect, it } from "vitest";
import { highlight, marked } from "../../../renderer/features/rulesets/custom/highlight.ts";
import { EXAMPLE, freeName } from "../../../renderer/features/rulesets/custom/files.ts";

const NONE: ReadonlySet<string> = new Set();
const kinds = (text: string, line: number) => highlight(text, NONE)[line]?.filter(({ text: part }) => part.trim() !== "").map(({ kind, text: part }) => `${kind} ${part.trim()}`);

describe("colours of a rule file", () => {
  it("cover every character of every line", () => {
    for (const text of [EXAMPLE, "", "\n", "a: b # c\n# d\n- x: 'it''s' # e", "- condition: >\n", "condition:\n  evt.type = open\n\n  and x\nb: 1"]) {
      expect(highlight(text, NONE).map((pieces) => pieces.map((piece) => piece.text).join("")).join("\n")).toBe(text);
    }
  });

  it("split conditions on one line and on several", () => {
    expect(kinds("- macro: m\n  condition: evt.type = open", 1)).toEqual(["key condition", "punctuation :", "field evt.type", "operator =", "string open"]);
    expect(kinds("  condition: >\n    not shell\n    and x", 2)).toEqual(["keyword and", "macro x"]);
  });

  it("end a text of several lines with its indentation", () => {
    expect(kinds("- output: |\n    a: # b\n  priority: Warning", 1)).toEqual(["string a: # b"]);
    expect(kinds("- output: |\n    a: # b\n  priority: Warning", 2)).toEqual(["key priority", "punctuation :", "text Warning"]);
  });
});

describe("problems in a line", () => {
  const pieces = highlight("  condition: evt.type = open and and", NONE)[0] ?? [];

  it("are marked from where they begin to the end of the word", () => {
    expect(marked(pieces, [34]).filter(({ isWrong }) => isWrong).map(({ text }) => text)).toEqual(["and"]);
    expect(marked([{ kind: "text", text: "  id: X-1 # c" }], [7]).map(({ text, isWrong = false }) => `${text}${isWrong}`)).toEqual(["  id: false", "X-1true", " # cfalse"]);
  });

  it("change nothing else, and outside the line mark nothing", () => {
    for (const columns of [[], [1], [3, 34], [99]]) expect(marked(pieces, columns).map(({ text }) => text).join("")).toBe("  condition: evt.type = open and and");
    expect(marked(pieces, [99])).toEqual(pieces);
  });
});

it("a file's name that is taken gets a number", () => {
  const files = [{ name: "a.yaml", text: "" }, { name: "a-2.yaml", text: "" }];
  expect(freeName("a.yaml", files)).toBe("a-3.yaml");
  expect(freeName("b.yml", files)).toBe("b.yml");
});
