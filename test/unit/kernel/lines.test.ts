import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextOf, diffLines } from "../../../shared/kernel/lines.ts";

const lists = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 });

/** Length of the longest common subsequence, the slow way. */
function common(a: string[], b: string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let x = 1; x <= a.length; x++) {
    for (let y = 1; y <= b.length; y++) {
      const row = table[x] as number[];
      row[y] = a[x - 1] === b[y - 1] ? (table[x - 1]?.[y - 1] ?? 0) + 1 : Math.max(table[x - 1]?.[y] ?? 0, row[y - 1] ?? 0);
    }
  }
  return table[a.length]?.[b.length] ?? 0;
}

describe("a difference of texts", () => {
  it("turns one into the other with as few changes as possible, and numbers the lines", () => {
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const lines = diffLines(a, b);
        expect(lines.filter(({ kind }) => kind !== "added").map(({ text }) => text)).toEqual(a);
        expect(lines.filter(({ kind }) => kind !== "removed").map(({ text }) => text)).toEqual(b);
        expect(lines.filter(({ kind }) => kind === "same")).toHaveLength(common(a, b));
        for (const line of lines) {
          if (line.a !== undefined) expect(a[line.a - 1]).toBe(line.text);
          if (line.b !== undefined) expect(b[line.b - 1]).toBe(line.text);
        }
      }),
    );
  });

  it("of texts with nothing in common does not take for ever", () => {
    const [a, b] = ["a", "b"].map((letter) => Array.from({ length: 6_000 }, (_, index) => `${letter}${index}`));
    const lines = diffLines(a ?? [], b ?? []);
    expect(lines.filter(({ kind }) => kind === "removed")).toHaveLength(6_000);
    expect(lines.filter(({ kind }) => kind === "added")).toHaveLength(6_000);
  });

  it("is cut where nothing changes", () => {
    const lines = contextOf(diffLines(["1", "2", "3", "4", "5", "6", "7"], ["1", "2", "3", "x", "5", "6", "7"]), 1);
    expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual(["cut ", "same 3", "removed 4", "added x", "same 5", "cut "]);
    expect(contextOf(diffLines(["1"], ["1"]), 1).map(({ kind }) => kind)).toEqual(["cut"]);
  });
});
