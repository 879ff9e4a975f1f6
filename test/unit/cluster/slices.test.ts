import { describe, expect, test } from "vitest";
import { SLICE_BYTES, walkBody } from "../../../main/cluster/http/thread/slices.ts";
import { walkerModule } from "../../../main/files/walker/index.ts";
import { createPieceWalker } from "../../../main/files/walker/pieces.ts";

const module = walkerModule();

const pod = (index: number, size = 500) => ({ metadata: { name: `pod-${index}`, namespace: "a", annotations: { filling: "x".repeat(size) } }, spec: { containers: [{ name: "main", image: "busybox" }] } });

async function* pieces(text: string, size: number, failure?: Error): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  if (failure) throw failure;
}

async function slicesOf(body: AsyncIterable<Buffer>) {
  if (!module) throw new Error("the walker was not built");
  const slices: { text: string; from?: number; end?: number; objects: number }[] = [];
  let failure: unknown;
  try {
    for await (const { memory, length, walked } of walkBody(body, createPieceWalker(module, 100), () => Promise.resolve(new ArrayBuffer(SLICE_BYTES)))) {
      const objects = walked?.pieces.reduce((sum, piece) => sum + piece.objects, 0) ?? 0;
      slices.push({ text: Buffer.from(memory, 0, length).toString(), objects, ...(walked && { from: walked.from, end: walked.end }) });
    }
  } catch (error) {
    failure = error;
  }
  return { slices, failure, text: slices.map(({ text }) => text).join(""), objects: slices.reduce((sum, { objects }) => sum + objects, 0) };
}

describe.skipIf(!module)("a body in slices", () => {
  test.each([["compact", undefined], ["pretty", 2]] as const)("of a %s list: every item is walked, and the slices are the body", async (_name, indent) => {
    const list = JSON.stringify({ kind: "PodList", metadata: { resourceVersion: "1", continue: "x" }, items: Array.from({ length: 6000 }, (_, index) => pod(index)) }, null, indent);
    for (const size of [16_384, 100_003, 5_000_000]) {
      const seen = await slicesOf(pieces(list, size));
      expect(seen.text).toBe(list);
      expect(seen.objects).toBe(6000);
      expect(seen.slices.length).toBeGreaterThan(2);
      for (const { text, from = 0 } of seen.slices) expect(text[from]).toBe("{");
    }
  });

  test("of a list with an object larger than a slice: it is still the body, walked as far as before it", async () => {
    const list = JSON.stringify({ kind: "PodList", items: [pod(0), pod(1), pod(2, 3 * SLICE_BYTES), pod(3)] });
    const seen = await slicesOf(pieces(list, 16_384));
    expect(seen.text).toBe(list);
    expect(seen.objects).toBe(2);
  });

  test.each(["", "<html>", "{}", '{"items":[]}', '{"items":[{"a":1},', '{"items":[{"metadata":{"name":01}}]}', '{"kind":"Status","message":"\\"items\\":[{"}'])("of something else, %j, is that", async (text) => {
    expect((await slicesOf(pieces(text, 3))).text).toBe(text);
  });

  test("that breaks off: what came is given, then the failure", async () => {
    const list = JSON.stringify({ kind: "PodList", items: Array.from({ length: 3000 }, (_, index) => pod(index)) });
    const cut = list.slice(0, -1000);
    const seen = await slicesOf(pieces(cut, 16_384, new Error("reset")));
    expect(seen.text).toBe(cut);
    expect(seen.objects).toBeGreaterThan(2900);
    expect(seen.failure).toEqual(new Error("reset"));
  });
});
