import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sortedBy, uint32s } from "../../../shared/audit/view/numbers.ts";

test("sorting by counting is sorting that keeps the order of equal rows", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6), { maxLength: 40 }), (keys) => {
      const backwards = uint32s(keys.length, (place) => keys.length - 1 - place);
      expect([...sortedBy(backwards, Uint32Array.from(keys), 7)]).toEqual([...backwards].toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0)));
    }),
  );
});
