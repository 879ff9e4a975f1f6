import fc from "fast-check";
import { expect, test } from "vitest";
import { plainYaml } from "../../../shared/exchange/yamlPlain.ts";
import { libraryYaml, toYaml } from "../../../shared/exchange/yamlText.ts";
import { texts } from "../../support/arbitraryPolicy.ts";

const lines = fc.array(fc.constantFrom("", "a", "  b: c", "# d", "---", "é", "ends "), { minLength: 1, maxLength: 4 }).map((all) => all.join("\n"));
const text = fc.oneof(texts(30), lines, fc.constantFrom("", "\\n", "\n", "\u0085", "\u2028", "\u0000", "x".repeat(1100)));
const leaf = fc.oneof(text, fc.boolean(), fc.integer(), fc.double(), fc.constantFrom(null, undefined));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("value"), { maxLength: 4 }), fc.dictionary(text.filter((key) => key !== "__proto__"), tie("value"), { maxKeys: 4 })),
}));

test("what is written directly has the bytes that the library writes", () => {
  fc.assert(fc.property(value, (any) => { expect(toYaml(any)).toBe(libraryYaml(any)); }), { numRuns: 2000 });
});

test("what policies are made of is written directly; what is rare is left to the library", () => {
  const style = (): "quoted" => "quoted";
  expect(plainYaml({ a: [{ b: 1, c: "d" }, [], {}], e: null, f: undefined }, style)).toBe('"a":\n  - "b": 1\n    "c": "d"\n  - []\n  - {}\n"e": null\n');
  for (const rare of ["text", { a: 1.5 }, { a: "\t" }, { ["k".repeat(1100)]: 1 }, [undefined]]) expect(plainYaml(rare, style)).toBeUndefined();
});
