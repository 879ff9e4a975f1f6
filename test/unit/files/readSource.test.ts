import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";

import type { ReadProgress } from "../../../shared/kube/source.ts";
import { inFolder, list, namesOf, pod, readContent, readPaths } from "./collect.ts";

const two = JSON.stringify(list([pod("a"), pod("b")]));

describe("a file is recognised by its content", () => {
  const lines = `${JSON.stringify(pod("a"))}\n\n${JSON.stringify(pod("b"))}\n`;
  const documents = "kind: Pod\nmetadata: {name: a}\n---\nkind: Pod\nmetadata: {name: b}\n";

  test.each<[string, string | Uint8Array]>([
    ["list.json", two],
    ["list.txt", two],
    ["lines.json", lines],
    ["lines.ndjson.gz", gzipSync(lines)],
    ["documents.json", documents],
    ["documents", documents],
    ["pretty.yaml", JSON.stringify([pod("a"), pod("b")], null, 4)],
    ["gzip-without-a-name", gzipSync(two)],
    ["two-members.gz", Buffer.concat([gzipSync(two.slice(0, 50)), gzipSync(two.slice(50))])],
    ["list.json.zst", zstdCompressSync(two)],
    ["kyaml.yaml", '---\n{\n  kind: "List",\n  items: [{kind: "Pod", metadata: {name: "a"}}, {kind: "Pod", metadata: {name: "b"}}],\n}\n'],
  ])("%s", async (name, content) => {
    const found = await readContent(name, content);
    expect(found.problems).toEqual([]);
    expect(namesOf(found)).toEqual(["a", "b"]);
  });
});

describe("a folder", () => {
  test("is walked in the order of names; what is no manifest is named; links in a circle end", async () => {
    await inFolder({ "b.yaml": "kind: Pod\nmetadata: {name: b}\n", "README.md": "# read me", "a.json": JSON.stringify(pod("a")) }, async (folder) => {
      mkdirSync(join(folder, "c", "deeper"), { recursive: true });
      mkdirSync(join(folder, ".git"));
      writeFileSync(join(folder, ".git", "config.json"), "{}");
      writeFileSync(join(folder, "c", "deeper", "c.yml.gz"), gzipSync("kind: Pod\nmetadata: {name: c}\n"));
      symlinkSync(folder, join(folder, "c", "back"));
      symlinkSync(join(folder, "gone.yaml"), join(folder, "dangling.yaml"));
      const found = await readPaths([folder]);
      expect(found.result.ok).toBe(true);
      expect(namesOf(found)).toEqual(["a", "b", "c"]);
      expect(found.objects[2]?.file).toBe(join(folder, "c", "deeper", "c.yml.gz"));
      expect(found.skipped).toEqual([
        { file: join(folder, ".git"), reason: "notManifest" },
        { file: join(folder, "README.md"), reason: "notManifest" },
      ]);
      expect(found.problems).toEqual([{ file: join(folder, "dangling.yaml"), message: expect.stringContaining("link") as string }]);
    });
  });

  test("and files that are named with it are read in the order given", async () => {
    await inFolder({ "a.json": JSON.stringify(pod("a")), "b.txt": JSON.stringify(pod("b")) }, async (folder) => {
      expect(namesOf(await readPaths([join(folder, "b.txt"), folder]))).toEqual(["b", "a"]);
    });
  });
});

test("a path that is not there is an error that names it", async () => {
  expect((await readPaths(["/nowhere/at-all.json"])).result).toMatchObject({ ok: false, error: { code: "not-found", details: { file: "/nowhere/at-all.json" } } });
});

test("standard input is read as it comes", async () => {
  async function* stdin(): AsyncGenerator<Buffer> {
    for (const byte of gzipSync(two)) yield Buffer.from([byte]);
  }
  const found = await readPaths(["-"], { stdin: stdin() });
  expect(namesOf(found)).toEqual(["a", "b"]);
  expect(found.objects[0]?.file).toBe("-");
});

test("reading stops soon after it is cancelled, and says so", async () => {
  const item = JSON.stringify(pod("a", { filler: "x".repeat(1000) }));
  await inFolder({ "big.json": `{"kind":"List","items":[${Array(20_000).fill(item).join(",")}]}` }, async (folder) => {
    const abort = new AbortController();
    let turns = 0;
    const pause = (): undefined => {
      if (++turns === 2) abort.abort();
    };
    const found = await readPaths([join(folder, "big.json")], { signal: abort.signal, pause });
    expect(found.result).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(found.objects.length).toBeGreaterThan(0);
    expect(found.objects.length).toBeLessThan(20_000);
  });
});

test("a slow consumer holds the reader back, and progress adds up", async () => {
  const item = JSON.stringify(pod("a", { filler: "x".repeat(1000) }));
  await inFolder({ "big.json": `[${Array(5000).fill(item).join(",")}]` }, async (folder) => {
    const progress: ReadProgress[] = [];
    let waits = 0;
    const found = await readPaths([join(folder, "big.json")], {
      onProgress: (each) => progress.push(each),
      pause: () => {
        waits++;
        return new Promise((resolve) => setTimeout(resolve, 25));
      },
    });
    expect(found.objects).toHaveLength(5000);
    expect(waits).toBeGreaterThan(3);
    expect(progress.at(-1)).toMatchObject({ objects: 5000, bytes: 5000 * (item.length + 1) + 1, totalBytes: 5000 * (item.length + 1) + 1 });
  });
});
