import { array, assert, asyncProperty, boolean, integer, jsonValue } from "fast-check";
import { describe, expect, test } from "vitest";
import { BrokenPage, readPage, type PageMetadata } from "../../main/cluster/listing/page.ts";

/** Reads text as a page that arrives in pieces of the given sizes. */
async function read(text: string, sizes: number[] = []): Promise<{ items: unknown[]; metadata: PageMetadata }> {
  const bytes = Buffer.from(text);
  async function* pieces(): AsyncGenerator<Buffer> {
    let at = 0;
    for (const size of sizes) {
      yield bytes.subarray(at, at + size);
      at += size;
    }
    yield bytes.subarray(at);
  }
  const items: unknown[] = [];
  const metadata = await readPage({ body: pieces() }, {
    metadata: () => undefined,
    item: (item) => {
      items.push(item);
      return items.length % 2 === 0 ? Promise.resolve() : undefined;
    },
  });
  return { items, metadata };
}

const page = (items: string, metadata = "{}") => `{"kind":"PodList","apiVersion":"v1","metadata":${metadata},"items":${items}}\n`;

describe("a page of a list", () => {
  test("has the meaning that JSON.parse gives it, however its bytes arrive", async () => {
    await assert(asyncProperty(array(jsonValue()), array(integer({ min: 0, max: 9 })), boolean(), async (items, sizes, pretty) => {
      const text = JSON.stringify({ kind: "PodList", metadata: { continue: "next", remainingItemCount: 3 }, items }, null, pretty ? 2 : 0);
      expect(await read(text, sizes)).toEqual({ items: (JSON.parse(text) as { items: unknown[] }).items, metadata: { continueToken: "next", remaining: 3 } });
    }));
  });

  test("cut anywhere is broken, not short", async () => {
    const text = page('[{"metadata":{"name":"a\\"}"}},{"n":[1,-2.5e3,true,null]}]', '{"continue":"x"}').trimEnd();
    for (let length = 0; length < text.length; length++) await expect(read(text.slice(0, length), [7, 1, 1])).rejects.toThrow(BrokenPage);
  });

  test("whose metadata comes last is read too", async () => {
    expect((await read('{"items":[1],"kind":"List","metadata":{"continue":"x"}}')).metadata).toEqual({ continueToken: "x" });
  });

  test("may have no items: null, as Go writes an empty list", async () => {
    expect(await read(page("null"))).toEqual({ items: [], metadata: {} });
    expect(await read(page("[]", '{"continue":""}'))).toEqual({ items: [], metadata: {} });
  });

  test.each([
    ["a comma too many", page("[1,]")],
    ["a comma too few", page("[1 2]")],
    ["no items", '{"kind":"PodList"}'],
    ["a single object", '{"kind":"Pod","items":[]}'],
    ["an item that is not JSON", page("[{a:1}]")],
    ["something behind it", `${page("[]")}{}`],
    ["an array", "[]"],
    ["HTML", "<html>"],
    ["nothing", "  "],
    ["names without quotes", "{kind:1}"],
  ])("with %s is broken", async (_name, text) => {
    await expect(read(text)).rejects.toThrow(BrokenPage);
  });
});
