import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align } from "../../../renderer/features/editor/logic/align.ts";

interface Item {
  kind: string;
  value: number;
}
const item = (kind: string, value: number): Item => ({ kind, value });
const pair = (before: Item[], now: Item[]) => align(before, now, ({ kind }) => kind);

describe("align", () => {
  it("finds equal items wherever they went, then pairs what is left by kind and place", () => {
    const [a1, a2, b1] = [item("a", 1), item("a", 2), item("b", 1)];
    expect(pair([a1, a2, b1], [a2, b1])).toEqual([1, 2]);
    expect(pair([a1, a2], [item("a", 9), a2])).toEqual([0, 1]);
    expect(pair([a1, a2], [a1, item("a", 9)])).toEqual([0, 1]);
    expect(pair([a1], [b1, a1, item("a", 3)])).toEqual([undefined, 0, undefined]);
  });

  it("leaves two equal items where they are", () => {
    const twin = item("a", 1);
    expect(pair([twin, twin], [twin, { ...twin }])).toEqual([0, 1]);
  });

  it("pairs each earlier item at most once, and only with its own kind", () => {
    const items = fc.array(fc.record({ kind: fc.constantFrom("a", "b"), value: fc.nat(3) }), { maxLength: 8 });
    fc.assert(
      fc.property(items, items, (before, now) => {
        const pairs = pair(before, now);
        const used = pairs.filter((index) => index !== undefined);
        expect(new Set(used).size).toBe(used.length);
        pairs.forEach((index, place) => index !== undefined && expect(before[index]?.kind).toBe(now[place]?.kind));
        // Nothing stays unpaired while an earlier item of its kind does.
        for (const kind of ["a", "b"]) {
          const free = before.filter((one, index) => one.kind === kind && !used.includes(index)).length;
          const open = now.filter((one, place) => one.kind === kind && pairs[place] === undefined).length;
          expect(Math.min(free, open)).toBe(0);
        }
      }),
    );
  });
});
