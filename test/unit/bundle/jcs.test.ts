import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, parseCanonicalJson } from "../../../shared/bundle/jcs.ts";

const text = (value: unknown): string | undefined => {
  const bytes = canonicalJson(value);
  return bytes && new TextDecoder("utf-8", { fatal: true }).decode(bytes);
};
const parse = (json: string): unknown => parseCanonicalJson(new TextEncoder().encode(json));

describe("canonical JSON (RFC 8785)", () => {
  test("writes numbers, escapes and literals as section 3.2.2 shows", () => {
    const value = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(text(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test("sorts keys by UTF-16 units, as section 3.2.3 shows", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(text(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  test("sorts keys that look like numbers as text", () => {
    expect(text({ "9": 1, "10": 2, a: 3 })).toBe('{"10":2,"9":1,"a":3}');
  });

  test.each([[Number.NaN], [Infinity], ["\ud800"], [{ "\udc00": 1 }], [undefined], [[undefined]], [1n], [() => 1]])("has no form for %s", (value) => {
    expect(canonicalJson(value)).toBeUndefined();
  });

  test("stops at 64 levels instead of overflowing", () => {
    const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
    expect(parse(nested(64))).toBeDefined();
    expect(parse(nested(100_000))).toBeUndefined();
  });

  test.each([
    ["white space", '{"a": 1}'],
    ["a line end", '{"a":1}\n'],
    ["keys out of order", '{"b":1,"a":2}'],
    ["a key twice", '{"a":1,"a":1}'],
    ["another spelling of a number", '{"a":1.0}'],
    ["minus zero", '{"a":-0}'],
    ["a number that loses digits", '{"a":12345678901234567890}'],
    ["a needless escape", '{"a":"\\u0041"}'],
    ["upper case in an escape", '{"a":"\\u000F"}'],
    ["a lone surrogate", '{"a":"\\ud800"}'],
    ["a byte order mark", '\ufeff{"a":1}'],
    ["nothing", ""],
  ])("is not %s", (_what, json) => expect(parse(json)).toBeUndefined());

  test("is not UTF-8 that is broken", () => {
    expect(parseCanonicalJson(Uint8Array.of(0x22, 0xc0, 0x80, 0x22))).toBeUndefined();
    expect(parseCanonicalJson(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))).toBeUndefined();
  });

  test("keeps __proto__ as a key like any other", () => {
    expect(Object.keys(parse('{"__proto__":1}') as object)).toEqual(["__proto__"]);
  });

  test("gives every JSON value back, whatever the order of its keys", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        fc.pre(canonicalJson(plain) !== undefined); // lone surrogates
        expect(parse(text(plain) ?? "")).toEqual(plain);
        expect(text(turned(plain))).toBe(text(plain));
      }),
    );
  });
});

/** The same value, the keys of each object the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, item]) => [key, turned(item)]));
}
