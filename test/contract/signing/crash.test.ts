import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openStoreHere } from "../../../main/store/here.ts";
import { trailOfStore, verifyRecords } from "../../../main/usecases/auditTrailVerify.ts";
import { openBundle } from "../../../shared/bundle/index.ts";
import { crypto } from "../../support/bundles.ts";
import { must, temporaryFolder } from "../../support/store.ts";

const writer = join(import.meta.dirname, "../../support/signing-writer.ts");
/** SALLYPORT_CRASH_ROUNDS raises it for a long run. */
const rounds = Number(process.env["SALLYPORT_CRASH_ROUNDS"] ?? 3);

/** Starts the desk, kills it some time after its first acknowledged step, answers what it had acknowledged. */
function workUntilKilled(directory: string, files: string, round: number, afterMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, directory, files, String(round)], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_COMPILE_CACHE: join(import.meta.dirname, "../../../.cache/node") } });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (printed === "") setTimeout(() => child.kill("SIGKILL"), afterMs);
      printed += text;
    });
    child.on("error", reject);
    child.on("close", () => resolve(printed.split("\n").slice(0, -1)));
  });
}

const numbers = (lines: readonly string[], kind: string): number[] => lines.flatMap((line) => (line.startsWith(`${kind} `) ? [Number(line.slice(kind.length + 1))] : []));

describe("a desk killed while it exports, signs, imports and updates its trust", () => {
  test(`after ${rounds} kills has no half file, no number lost or given twice, and a trail that holds`, { timeout: 60_000 + rounds * 30_000 }, async () => {
    const folder = temporaryFolder();
    const [directory, files] = [join(folder.path, "store"), join(folder.path, "files")];
    mkdirSync(files);
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round++) {
      acknowledged.push(...(await workUntilKilled(directory, files, round, Math.random() * 400)));
      const store = must(openStoreHere(directory));
      const bundles = await store.bundles();
      const versions = bundles.map(({ version }) => version).toSorted((a, b) => a - b);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
      expect((await store.series()).map(({ lastVersion }) => lastVersion)).toEqual(versions.length === 0 ? [] : [versions.length]);
      expect(versions).toEqual(expect.arrayContaining(numbers(acknowledged, "export")));
      for (const bundle of bundles) {
        const opened = openBundle(must(await store.bundleFile(bundle)), crypto);
        expect(opened.ok && opened.value.terms.version).toBe(bundle.version);
        if (numbers(acknowledged, "sign").includes(bundle.version)) expect(opened.ok && opened.value.signatures).toHaveLength(1);
      }
      const lists = (await store.trustLists()).map(({ version }) => version).toReversed();
      expect(lists).toEqual(lists.map((_, index) => index + 1));
      expect(lists.length).toBeGreaterThanOrEqual(Math.max(0, ...numbers(acknowledged, "trust")));
      const remembered = (await store.memory()).versions[0]?.version ?? 0;
      expect(remembered).toBeGreaterThanOrEqual(Math.max(0, ...numbers(acknowledged, "import")));
      expect(must(await verifyRecords(trailOfStore(store), [], { keys: [] }, crypto))).toMatchObject({ accepted: true });
      expect(await store.notice()).toBeNull();
      await store.close();

      const written = readdirSync(files).filter((name) => name.endsWith(".polbundle"));
      expect(written.filter((name) => !openBundle(readFileSync(join(files, name)), crypto).ok)).toEqual([]);
      expect(written).toEqual(expect.arrayContaining(acknowledged.flatMap((line) => (line.startsWith("file ") ? [line.slice(5)] : []))));
    }
    expect(acknowledged.length).toBeGreaterThan(rounds);
    folder.remove();
  });
});
