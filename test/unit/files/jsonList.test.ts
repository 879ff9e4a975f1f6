import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createJsonReader } from "../../../main/files/jsonList.ts";
import { collecting, list, namesOf, pod, type Collected } from "./collect.ts";

/** Reads bytes in the given slices. */
function read(text: string | Buffer, cuts: number[] = []): Collected {
  const bytes = Buffer.from(text);
  const found = collecting();
  const reader = createJsonReader(found.out);
  let at = 0;
  for (const cut of [...cuts.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    if (cut > at) reader.push(bytes.subarray(at, cut));
    at = Math.max(at, cut);
  }
  reader.end(false);
  return found;
}

function values({ objects }: Collected): unknown[] {
  return objects.map(({ value }) => value);
}

const indents = fc.constantFrom(undefined, 1, 2, 4, "\t", "\r\n  ");
const cuts = fc.array(fc.nat(), { maxLength: 12 });
/** Names that would be taken for the list's own are left to tests of their own. */
const item = fc.jsonValue({ maxDepth: 4 }).filter((value) => value === null || typeof value !== "object" || Array.isArray(value) || !("kind" in value) || !String(value.kind).endsWith("List"));

describe("a JSON list read in slices", { timeout: 30_000 }, () => {
  test("gives what JSON.parse gives, wherever it is cut", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), indents, cuts, fc.boolean(), (items, indent, at, kindFirst) => {
        const envelope = kindFirst ? { kind: "List", metadata: { a: [{ "}": "]" }] }, items } : { items, apiVersion: "v1", kind: "List" };
        const text = JSON.stringify(envelope, null, indent);
        const found = read(text, at);
        expect(found.problems).toEqual([]);
        // Objects without a kind wait for the list's kind: their order among the others may differ.
        expect(found.objects.toSorted((a, b) => Number(a.index) - Number(b.index)).map(({ value }) => value)).toEqual((JSON.parse(text) as typeof envelope).items);
      }),
      { numRuns: 300 },
    );
  });

  test("gives an array's members, wherever it is cut", () => {
    fc.assert(
      fc.property(fc.array(item), indents, cuts, (items, indent, at) => {
        const found = read(JSON.stringify(items, null, indent), at);
        expect(found.problems).toEqual([]);
        expect(values(found)).toEqual(JSON.parse(JSON.stringify(items)));
      }),
    );
  });

  test("gives objects one after the other, wherever they are cut", () => {
    const object = fc.dictionary(fc.string(), item).filter((value) => !("items" in value));
    fc.assert(
      fc.property(fc.array(object, { minLength: 1 }), indents, fc.constantFrom("", "\n", " \r\n\t"), cuts, (objects, indent, between, at) => {
        const found = read(objects.map((each) => JSON.stringify(each, null, indent)).join(between), at);
        expect(found.problems).toEqual([]);
        expect(values(found)).toEqual(JSON.parse(JSON.stringify(objects)));
      }),
    );
  });

  test("refuses what JSON.parse refuses, and nothing is lost before it", () => {
    const valid = JSON.stringify(list([pod("a"), pod("b")]));
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.constantFrom("", "{", "}", "[", "]", '"', ",", ":", "x", "\\", "\u0000"), cuts, (place, other, at) => {
        const text = valid.slice(0, place) + other + valid.slice(place + 1);
        const found = read(text, at);
        let isValid = true;
        try {
          JSON.parse(text);
        } catch {
          isValid = false;
        }
        if (!isValid) expect(found.problems.length).toBeGreaterThan(0);
        else expect(found.problems.filter(({ message }) => !message.includes("twice"))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("places", () => {
  test("items are counted, and those of a second list say of which", () => {
    const found = read(`${JSON.stringify(list([pod("a"), pod("b")]))}\n${JSON.stringify(list([pod("c")]))}`);
    expect(found.objects.map(({ index }) => index)).toEqual([0, 1, [1, 0]]);
  });

  test("a list inside a list counts its items on", () => {
    expect(read(JSON.stringify(list([list([pod("a"), pod("b")])]))).objects.map(({ index }) => index)).toEqual([[0, 0], [0, 1]]);
  });
});

describe("typed lists", () => {
  const bare = (name: string): Record<string, unknown> => ({ metadata: { name } });

  test.each([
    ["before", { kind: "DeploymentList", apiVersion: "apps/v1", items: [bare("a")] }],
    ["behind", { items: [bare("a")], apiVersion: "apps/v1", kind: "DeploymentList" }],
  ])("give their kind to items when it stands %s them", (_, value) => {
    expect(values(read(JSON.stringify(value), [20, 40]))).toEqual([{ kind: "Deployment", apiVersion: "apps/v1", metadata: { name: "a" } }]);
  });

  test("leave alone an item that says what it is", () => {
    expect(values(read(JSON.stringify({ kind: "PodList", apiVersion: "v1", items: [{ kind: "Odd", apiVersion: "x/v1" }] })))).toEqual([{ kind: "Odd", apiVersion: "x/v1" }]);
  });

  test("without items hold nothing", () => {
    const found = read('{"kind":"PodList","apiVersion":"v1","items":null}');
    expect(found.problems).toEqual([]);
  });

  test("of one page of several are said to be incomplete", () => {
    const found = read(JSON.stringify({ kind: "PodList", apiVersion: "v1", metadata: { continue: "abc", remainingItemCount: 7 }, items: [bare("a")] }));
    expect(found.problems).toEqual([{ file: "", message: expect.stringContaining("7 more items") as string }]);
  });
});

describe("broken lists", () => {
  const three = (middle: string, indent?: number): string => {
    const text = JSON.stringify(list([pod("a"), pod("MIDDLE"), pod("c")]), null, indent);
    const broken = JSON.stringify(pod("MIDDLE"), null, indent).replaceAll("\n", `\n${" ".repeat(2 * (indent ?? 0))}`);
    return text.replace(broken, middle);
  };

  test.each([
    ["a wrong word", '{"kind":"Pod","spec":nope}'],
    ["a missing comma", '{"kind":"Pod" "spec":{}}'],
    ["a control character", '{"kind":"Po\td"}'],
    ["a bad escape", '{"kind":"Po\\x"}'],
    ["a number with a leading zero", '{"kind":"Pod","n":012}'],
    ["a missing bracket", '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"x"}]}'],
    ["several missing brackets", '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"x"'],
    ["a string without an end", '{"apiVersion":"v1","kind":"Pod","name":"x}'],
  ])("an item with %s is named and the others are read", (_, middle) => {
    for (const indent of [undefined, 4]) {
      const found = read(three(middle, indent), [100, 150, 151]);
      expect(namesOf(found)).toEqual(["a", "c"]);
      expect(found.problems).toHaveLength(1);
      expect(found.problems[0]).toMatchObject({ index: 1 });
      expect(found.objects.map(({ index }) => index)).toEqual([0, 2]);
    }
  });

  test("the place of an error is its line and column", () => {
    const text = '{"kind":"List","items":[\n  {"a": 1},\n  {"b": nope}\n]}';
    expect(read(text, [30]).problems).toEqual([{ file: "", index: 1, line: 3, column: 9, message: 'Expected a value, found "n".' }]);
  });

  test("a list that is cut off says where, and keeps what came before", () => {
    const text = JSON.stringify(list([pod("a"), pod("b"), pod("c")]));
    const found = read(text.slice(0, text.indexOf('"c"')));
    expect(namesOf(found)).toEqual(["a", "b"]);
    expect(found.problems).toEqual([expect.objectContaining({ index: 2, line: 1, message: expect.stringMatching(/ends at byte \d+.*item 2/) as string })]);
  });

  test("a missing or a doubled comma between items is named and all are read", () => {
    const text = JSON.stringify(list([pod("a"), pod("b"), pod("c")]));
    for (const separator of ["", ",,"]) {
      const found = read(text.replaceAll('},{"apiVersion"', `}${separator}{"apiVersion"`));
      expect(namesOf(found)).toEqual(["a", "b", "c"]);
      expect(found.problems).toHaveLength(2);
    }
  });

  test("an error in the list's own fields does not cost its items", () => {
    const found = read('{"kind":"List","metadata":{"x":nope},"items":[{"kind":"Pod","metadata":{"name":"a"}}]}');
    expect(namesOf(found)).toEqual(["a"]);
    expect(found.problems).toHaveLength(1);
  });

  test("an object of which a part is broken is not handed out", () => {
    const found = read('{"kind":"Pod","metadata":{"name":"a"},"spec":{"hostNetwork":nope}}\n{"kind":"Pod","metadata":{"name":"b"}}');
    expect(namesOf(found)).toEqual(["b"]);
    expect(found.problems).toHaveLength(1);
  });

  test("`__proto__` is only a name", () => {
    const found = read('{"kind":"Pod","__proto__":{"polluted":true}}');
    expect(Object.keys(found.objects[0]?.value as object)).toEqual(["kind", "__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
