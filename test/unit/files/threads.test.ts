import { afterAll, beforeAll, expect, test } from "vitest";

import { startWalkingThreads, type WalkingThreads } from "../../../main/files/ahead/threads.ts";
import { streamSource } from "../../../main/files/byteSource.ts";
import { feed } from "../../../main/files/feed.ts";
import { createJsonLinesReader } from "../../../main/files/jsonLines.ts";
import { createJsonReader } from "../../../main/files/jsonList.ts";
import { outFor } from "../../../main/files/out.ts";
import { createWalker, walkerModule } from "../../../main/files/walker/index.ts";
import { InventoryBuilder } from "../../../shared/audit/index.ts";
import { clusterText } from "../../support/clusterFile.ts";

const SLICE_BYTES = 64 * 1024;
const LIMIT_OF_DEPTH = 100;

function module(): WebAssembly.Module {
  const found = walkerModule();
  if (!found) throw new Error("out/walker.wasm is missing");
  return found;
}

let threads: WalkingThreads;

beforeAll(async () => {
  const started = startWalkingThreads(module(), 2);
  if (!started) throw new Error("The program of the walking threads is missing");
  threads = started;
  while (!started.hasRoom()) await new Promise((resolve) => setTimeout(resolve, 10));
}, 60_000);

afterAll(() => threads.close());

/** What is read of a text, as it would be written down; `together` with threads that walk ahead. */
async function read(text: string, format: "json" | "lines", together: boolean, signal?: AbortSignal) {
  const builder = new InventoryBuilder({ namespace: "default" });
  const out = outFor(builder, "cluster", createWalker(module(), LIMIT_OF_DEPTH));
  const reader = format === "json" ? createJsonReader(out) : createJsonLinesReader(out);
  let ahead = 0;
  const counting: WalkingThreads = {
    ...threads,
    walk(...given) {
      ahead++;
      return threads.walk(...given);
    },
  };
  const pieces = (function* () {
    for (let at = SLICE_BYTES; at < text.length; at += SLICE_BYTES) yield Buffer.from(text.slice(at, at + SLICE_BYTES));
  })();
  const memory = new SharedArrayBuffer(SLICE_BYTES);
  const length = Buffer.from(memory).write(text.slice(0, SLICE_BYTES));
  await feed({
    source: streamSource(later(pieces)), first: { memory, length }, reader, sliceBytes: SLICE_BYTES, signal,
    threads: () => (together ? counting : undefined), walkHere: undefined, turn: () => new Promise((resolve) => setImmediate(resolve)),
  });
  if (!signal?.aborted) reader.end(false);
  return { ahead, written: JSON.stringify(builder.inventory()) };
}

async function* later<T>(values: Iterable<T>): AsyncGenerator<T> {
  yield* values;
}

const broken = (text: string): string => text.replace('"kind":"Pod"', '"kind":Pod').replace(/"replicas":3/, '"replicas":3,');

test.each([
  ["a list without white space", "json", [...clusterText("compact", { pods: 400 })].join("")],
  ["a list as kubectl prints it", "json", [...clusterText("pretty", { pods: 150 })].join("")],
  ["lines", "lines", [...clusterText("ndjson", { pods: 400 })].join("")],
  ["a list with broken items", "json", broken([...clusterText("compact", { pods: 400 })].join(""))],
  ["lines of which some are broken", "lines", broken([...clusterText("ndjson", { pods: 400 })].join(""))],
  ["a list whose items hold what looks like items", "json", JSON.stringify({
    apiVersion: "v1", kind: "List",
    items: Array.from({ length: 600 }, (_, n) => ({
      apiVersion: "v1", kind: "Pod",
      metadata: { name: `p-${n}`, managedFields: Array.from({ length: 4 }, () => ({ apiVersion: "v1", kind: "Pod" })), annotations: { last: '[{},{"apiVersion":"v1","kind":"Pod"},{"apiVersion":' } },
      spec: { containers: [{ name: "main", image: `app:${n % 7}` }] },
    })),
  })],
] as const)("%s gives the same inventory from one thread and from several", { timeout: 60_000 }, async (_, format, text) => {
  const alone = await read(text, format, false);
  const together = await read(text, format, true);
  expect(together.ahead).toBeGreaterThan(2);
  expect(together.written).toBe(alone.written);
});

test("a reading that is cancelled while threads are at it ends, and they serve the next one", { timeout: 60_000 }, async () => {
  const text = [...clusterText("compact", { pods: 400 })].join("");
  const abort = new AbortController();
  const reading = read(text, "json", true, abort.signal);
  abort.abort();
  const whole = (await read(text, "json", true)).written;
  expect((await reading).written.length).toBeLessThan(whole.length);
  expect(whole).toBe((await read(text, "json", false)).written);
});
