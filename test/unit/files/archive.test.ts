import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync, zstdCompressSync } from "node:zlib";

import fc from "fast-check";
import { pack, type Header } from "tar-stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { ReadOptions } from "../../../main/files/index.ts";
import { zip } from "../../support/zip.ts";
import { readPaths } from "./collect.ts";

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "sallyport-archive-")); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Files = Record<string, string | Buffer>;

const pod = (name: string, uid?: string): string =>
  JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "shop", ...(uid !== undefined && { uid }) }, spec: {} });
const list = (...items: string[]): string => `{"apiVersion":"v1","kind":"PodList","items":[${items.join(",")}]}`;

async function tar(files: Files, more: (Partial<Header> & { name: string })[] = []): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  for (const header of more) archive.entry(header);
  archive.finalize();
  return buffer(archive);
}

/** What reading a file of this name and content gives. */
async function read(name: string, content: Buffer | string, options: ReadOptions = {}) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const seen = await readPaths([path], options);
  const short = (file: string): string => file.replace(`${folder}/`, "");
  return {
    names: seen.objects.map(({ value }) => (value as { metadata?: { name?: string } } | null)?.metadata?.name ?? "?"),
    files: seen.objects.map(({ file }) => short(file)),
    problems: seen.problems.map(({ file, message }) => `${short(file)}: ${message}`),
    skipped: seen.skipped.map(({ file, reason }) => `${short(file)} ${reason}`),
  };
}

const MIXED: Files = {
  "dump/namespaces/shop/core/pods.yaml": "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a, namespace: shop}\n  spec: {}\n",
  "dump/logs/pod.log": "started\n",
  "dump/b.json.gz": gzipSync(pod("b")),
  "dump/lines.ndjson": `${pod("c")}\n${pod("d")}\n`,
};

describe("manifests in an archive", () => {
  const kinds: [string, (files: Files) => Promise<Buffer> | Buffer][] = [
    ["must-gather.tar", tar],
    ["must-gather.tar.gz", async (files) => gzipSync(await tar(files))],
    ["bundle.zip", (files) => zip(Object.entries(files).map(([name, content]) => ({ name, content })))],
  ];
  test.each(kinds)("%s: each is read like a file, with its place; others are counted", async (name, make) => {
    const seen = await read(name, await make(MIXED));
    expect(seen.names).toEqual(["a", "b", "c", "d"]);
    expect(seen.files[0]).toBe(`${name}/dump/namespaces/shop/core/pods.yaml`);
    expect(seen.skipped).toEqual([`${name} notManifest`]);
    expect(seen.problems).toEqual([]);
  });

  test("an object that a dump holds several times is taken once: Velero, must-gather", async () => {
    const velero = {
      "resources/pods/namespaces/shop/a.json": pod("a", "u-1"),
      "resources/pods/v1-preferredversion/namespaces/shop/a.json": pod("a", "u-1"),
      "namespaces/shop/core/pods.json": list(pod("a", "u-1"), pod("b", "u-2")),
      "namespaces/shop/pods/b/b.json": pod("b", "u-2"),
    };
    const seen = await read("backup.tar.gz", gzipSync(await tar(velero)));
    expect(seen.names).toEqual(["a", "b"]);
    expect(seen.skipped.filter((each) => each.endsWith("duplicate")).length).toBe(3);
  });

  test("so it is in an unpacked dump, and manifests that look alike are not taken for one", async () => {
    const files = { "resources/pods/namespaces/shop/a.json": pod("a", "u-1"), "resources/pods/v1-preferredversion/namespaces/shop/a.json": pod("a", "u-1"), "plain/x.json": pod("x"), "plain/y.json": pod("x") };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const seen = await readPaths([folder]);
    expect(seen.objects.length).toBe(3);
  });

  test("a folder with more other files than anyone would read counts them", async () => {
    for (let index = 0; index < 101; index++) writeFileSync(join(folder, `${index}.log`), "");
    const seen = await readPaths([folder]);
    expect(new Set(seen.skipped.map(({ file }) => file))).toEqual(new Set([folder]));
    expect(seen.skipped.length).toBe(101);
  });
});

test("zstd in several frames, as parallel compressors write it, is read to its end", async () => {
  const frames = [pod("a"), "", pod("b"), pod("c"), ""].map((text) => zstdCompressSync(text === "" ? "" : `${text}\n`));
  const seen = await read("frames.ndjson.zst", Buffer.concat(frames));
  expect(seen).toMatchObject({ names: ["a", "b", "c"], problems: [] });
});

describe("an archive that is damaged", () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${index}.json`, pod(`p${index}`)]));

  test("tar, cut off: what comes before is read", async () => {
    const seen = await read("cut.tar", (await tar(many)).subarray(0, 5 * 1024 + 550));
    expect(seen.names).toEqual(["p0", "p1", "p2", "p3", "p4"]);
    expect(seen.problems).toEqual([expect.stringMatching(/^cut\.tar: The tar archive is damaged or cut off/) as string]);
  });

  test("tar.gz, cut off in the compressed data", async () => {
    const whole = gzipSync(await tar({ ...many, "noise.json": Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * index * 7919) % 251)) }));
    const seen = await read("cut.tar.gz", whole.subarray(0, whole.length - 50));
    expect(seen.names.slice(0, 3)).toEqual(["p0", "p1", "p2"]);
    expect(seen.problems.some((problem) => /^cut\.tar\.gz: The gzip data is cut off.*Copy the file again/.test(problem))).toBe(true);
  });

  test("zip, cut off: its directory is at the end, so nothing can be read", async () => {
    const whole = zip(Object.entries(many).map(([name, content]) => ({ name, content })));
    const seen = await read("cut.zip", whole.subarray(0, whole.length - 30));
    expect(seen.problems).toEqual([expect.stringMatching(/^cut\.zip: The zip archive is damaged or cut off/) as string]);
  });

  test("zip, a member with a wrong size", async () => {
    const whole = zip([{ name: "a.json", content: pod("a") }, { name: "b.json", content: pod("b") }]);
    const at = whole.lastIndexOf("PK\x01\x02");
    whole.writeUInt32LE(5, at + 24);
    const seen = await read("lying.zip", whole);
    expect(seen.names).toEqual(["a"]);
    expect(seen.problems.length).toBeGreaterThan(0);
  });
});

describe("an archive made to do harm", () => {
  test.each(["../../etc/passwd.json", "/etc/pod.json", "a/../../b.json", "C:\\pod.json", "..\\pod.json"])("the name %s is refused, the others are read", async (name) => {
    const files = { "good.json": pod("good"), [name]: pod("bad"), "more.json": pod("more") };
    for (const [archive, bytes] of [["t.tar", await tar(files)], ["t.zip", zip(Object.entries(files).map(([each, content]) => ({ name: each, content })))]] as const) {
      const seen = await read(archive, bytes);
      expect(seen.names).toEqual(["good", "more"]);
      expect(seen.problems).toEqual([`${archive}/${name}: Its name leads out of the archive. It was not read.`]);
    }
  });

  test("links are not followed", async () => {
    const link: Partial<Header> & { name: string } = { name: "link.json", type: "symlink", linkname: "/etc/passwd" };
    expect(await read("l.tar", await tar({ "a.json": pod("a") }, [link]))).toMatchObject({ names: ["a"], problems: [] });
  });

  test("a bomb ends with a message, what came before is read", async () => {
    const bomb = { "a.json": pod("a"), "bomb.json": Buffer.alloc(3 * 1024 * 1024, 0x20), "after.json": pod("after") };
    const limits = { archiveLimits: { freeBytes: 100 * 1024 } };
    for (const [name, bytes] of [["b.tar.gz", gzipSync(await tar(bomb))], ["b.zip", zip(Object.entries(bomb).map(([each, content]) => ({ name: each, content })))]] as const) {
      const seen = await read(name, bytes, limits);
      expect(seen.names).toEqual(["a"]);
      expect(seen.problems.at(-1)).toMatch(new RegExp(`^${name}: It unpacks to more than 300 times its size`));
    }
  });

  test("more members than any dump has end it", async () => {
    const seen = await read("m.tar", await tar({ "a.json": pod("a"), "b.json": pod("b"), "c.json": pod("c") }), { archiveLimits: { members: 2 } });
    expect(seen).toMatchObject({ names: ["a", "b"], problems: ["m.tar: It has more than 2 members. The rest was not read."] });
  });

  test("archives in archives, encrypted members and odd methods are named", async () => {
    const inner = zip([{ name: "x.json", content: pod("x") }]);
    const seen = await read("odd.zip", zip([
      { name: "inner.json", content: inner },
      { name: "secret.json", content: pod("s"), encrypted: true },
      { name: "lzma.json", content: pod("l"), method: 14 },
      { name: "fine.json", content: pod("fine") },
    ]));
    expect(seen.names).toEqual(["fine"]);
    expect(seen.problems.map((problem) => problem.replace(/\. .*/, ""))).toEqual([
      "odd.zip/inner.json: It is a zip archive inside another archive, or from a pipe",
      "odd.zip/secret.json: It is encrypted",
      "odd.zip/lzma.json: It is compressed by method 14, which is not read here",
    ]);
  });
});

describe("whatever is in an archive", () => {
  const segment = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const member = fc.record({ path: fc.array(segment, { minLength: 1, maxLength: 4 }), kind: fc.constantFrom("pod", "log", "empty") });

  test("every manifest is read once and in order, from tar, tar.gz and zip alike", async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(member, { maxLength: 12, selector: ({ path }) => path.join("/") }), async (members) => {
      const files: Files = {};
      members.forEach(({ path, kind }, index) => { files[`${path.join("/")}-${index}.${kind === "log" ? "log" : "json"}`] = kind === "pod" ? pod(`p${index}`) : kind === "log" ? "text" : ""; });
      const expected = members.flatMap(({ kind }, index) => (kind === "pod" ? [`p${index}`] : []));
      const packed = await tar(files);
      expect((await read("x.tar", packed)).names).toEqual(expected);
      expect((await read("x.tar.gz", gzipSync(packed))).names).toEqual(expected);
      expect((await read("x.zip", zip(Object.entries(files).map(([name, content]) => ({ name, content }))))).names).toEqual(expected);
    }), { numRuns: 20 });
  }, 60_000);

  test("bytes that change anywhere end in objects and messages, never in a crash", async () => {
    const packed = await tar(MIXED);
    const zipped = zip(Object.entries(MIXED).map(([name, content]) => ({ name, content })));
    const wholes = { tar: packed, gz: gzipSync(packed), zip: zipped };
    await fc.assert(fc.asyncProperty(fc.constantFrom("tar" as const, "gz" as const, "zip" as const), fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat(), async (kind, at, byte, cut) => {
      const bytes = Buffer.from(wholes[kind]);
      bytes[at % bytes.length] = byte;
      const seen = await read("m.json", bytes.subarray(0, Math.max(1, bytes.length - (cut % 3 === 0 ? cut % bytes.length : 0))));
      expect(seen.names.length).toBeLessThanOrEqual(4);
    }), { numRuns: 60 });
  }, 60_000);
});
