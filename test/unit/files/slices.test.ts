import { writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startWalkingThreads, type WalkingThreads } from "../../../main/files/ahead/threads.ts";
import { fileSource, type Left } from "../../../main/files/byteSource.ts";
import type { Hint } from "../../../main/files/out.ts";
import { createSlices, type SlicesOptions } from "../../../main/files/slices.ts";
import { createWalker, walkerModule } from "../../../main/files/walker/index.ts";
import { clusterText } from "../../support/clusterFile.ts";
import { temporaryFolder } from "../../support/store.ts";

const SLICE_BYTES = 64 * 1024;
const HINT: Hint = { between: "commas", pattern: Buffer.from(',{"apiVersion":'), inFront: 1 };
const LIMIT_OF_DEPTH = 100;
const compiled = walkerModule();

let threads: WalkingThreads;
const folder = temporaryFolder();
const path = join(folder.path, "cluster.json");
/** A cluster of some 30 slices. */
const bytes = Buffer.from([...clusterText("compact", { pods: 400 })].join(""));

beforeEach(() => writeFileSync(path, bytes));

beforeAll(async () => {
  const started = compiled && startWalkingThreads(compiled, 1);
  if (!started) throw new Error("The walker or the program of its threads is missing");
  threads = started;
  while (!started.hasRoom()) await wait(10);
}, 60_000);

afterAll(async () => {
  await threads.close();
  folder.remove();
});

/** All slices of a file one after the other, how many of them had been walked, and how many bytes were left to threads. */
async function slicesOf({ by, ...changed }: Partial<SlicesOptions> & { by: WalkingThreads }) {
  const handle = await open(path);
  let leftBytes = 0;
  try {
    const leaving = (left: Left | undefined): Left | undefined => left && { ...left, came: (came) => void (leftBytes += came) };
    const own = fileSource(handle, bytes.length);
    const source = { ...own, leave: (wanted: number) => leaving(own.leave?.(wanted)) };
    const memory = new SharedArrayBuffer(SLICE_BYTES);
    const first = { memory, length: await source.read(new Uint8Array(memory)) };
    const slices = createSlices({ source, first, sliceBytes: SLICE_BYTES, signal: undefined, threads: () => by, hint: () => HINT, walkHere: undefined, ...changed });
    const parts: Buffer[] = [];
    let ahead = 0;
    for (let slice = await slices.next(); slice; slice = await slices.next()) {
      parts.push(Buffer.from(new Uint8Array(slice.memory, 0, slice.length)));
      if (slice.ahead) ahead++;
      slices.free(slice.memory);
    }
    return { bytes: Buffer.concat(parts), slices: parts.length, ahead, left: leftBytes };
  } finally {
    await handle.close();
  }
}

test("a file is left to threads that read it, and comes whole and in order", async () => {
  const found = await slicesOf({ by: threads });
  expect(found.bytes.equals(bytes)).toBe(true);
  expect(found.left).toBeGreaterThan(5 * SLICE_BYTES);
  expect(found.ahead).toBeGreaterThan(5);
});

test("whoever waits for a thread walks what comes behind meanwhile", async () => {
  if (!compiled) throw new Error("The walker is missing");
  const walker = createWalker(compiled, LIMIT_OF_DEPTH);
  let here = 0;
  const slow: WalkingThreads = { ...threads, walk: (request) => wait(30).then(() => threads.walk(request)) };
  const found = await slicesOf({ by: slow, walkHere: (request) => (here++, walker.walkAhead(request)) });
  expect(found.bytes.equals(bytes)).toBe(true);
  expect(here).toBeGreaterThan(1);
});

test("what a thread that died was asked for is read by the one that asked", async () => {
  const dead: WalkingThreads = { ...threads, walk: () => Promise.resolve(undefined) };
  const found = await slicesOf({ by: dead });
  expect(found.bytes.equals(bytes)).toBe(true);
  expect(found.ahead).toBe(0);
});

test("a file that has become shorter ends where it ends", async () => {
  writeFileSync(path, bytes.subarray(0, 200_000));
  const found = await slicesOf({ by: threads });
  expect(found.bytes.equals(bytes.subarray(0, 200_000))).toBe(true);
});

test("a failure is thrown behind what came before it", async () => {
  const handle = await open(path);
  const source = fileSource(handle, bytes.length);
  const memory = new SharedArrayBuffer(SLICE_BYTES);
  const first = { memory, length: await source.read(new Uint8Array(memory)) };
  const slices = createSlices({ source, first, sliceBytes: SLICE_BYTES, signal: undefined, threads: () => threads, hint: () => HINT, walkHere: undefined });
  await handle.close();
  expect((await slices.next())?.length).toBe(SLICE_BYTES);
  await expect(slices.next()).rejects.toThrow("file closed");
});
