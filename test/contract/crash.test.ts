import { spawn } from "node:child_process";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openStoreHere } from "../../main/store/here.ts";
import type { OpenStore } from "../../main/store/here.ts";
import { STORE_FILE } from "../../main/store/open.ts";
import { must, temporaryFolder } from "../support/store.ts";

const writer = join(import.meta.dirname, "../support/store-writer.ts");
/** SALLYPORT_CRASH_ROUNDS raises it for a long run. */
const rounds = Number(process.env["SALLYPORT_CRASH_ROUNDS"] ?? 10);

/** Starts the writer, kills it without warning some time after its first save, answers the lines it had printed. */
function writeUntilKilled(directory: string, prefix: string, afterMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, directory, prefix], { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (printed === "") setTimeout(() => child.kill("SIGKILL"), afterMs);
      printed += text;
    });
    child.on("error", reject);
    // A last line without its end was cut by the kill: it was not read as acknowledged by anyone.
    child.on("close", () => resolve(printed.split("\n").slice(0, -1)));
  });
}

/** Fails unless the store holds an acknowledged save, or a later one over it. */
async function expectKept(store: OpenStore, line: string): Promise<void> {
  const [kind, id = "", value = ""] = line.split(" ");
  if (kind === "policy") {
    const version = must(await store.policy({ name: id, version: Number(value) }));
    expect(version.policy.description).toBe(value);
  } else if (kind === "draft") {
    expect(Number((await store.draft({ name: id }))?.policy.description)).toBeGreaterThanOrEqual(Number(value));
  } else if (kind === "snapshot") {
    expect(must(await store.inventory({ id })).every((byte) => byte === Number(value))).toBe(true);
    for (const object of [0, 10, 29]) expect(must(await store.block({ id, object })).data.every((byte) => byte === Number(value))).toBe(true);
  } else if (kind === "scan") {
    expect(must(await store.scan({ id })).state).toBe("done");
  } else {
    expect(must(await store.scan({ id })).state).not.toBe("running");
  }
}

describe("a process killed while it saves", () => {
  it(`has lost no acknowledged save after ${rounds} kills, and left nothing half done`, { timeout: 20_000 + rounds * 10_000 }, async () => {
    const folder = temporaryFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round++) {
      acknowledged.push(...(await writeUntilKilled(folder.path, `r${round}`, Math.random() * 120)));

      const store = must(openStoreHere(folder.path));
      const latest = new Map(acknowledged.map((line) => [line.split(" ").slice(0, 2).join(" "), line]));
      for (const line of latest.values()) await expectKept(store, line);
      expect((await store.scans()).filter((scan) => scan.state === "running")).toEqual([]);
      await store.close();

      const connection = new Database(join(folder.path, STORE_FILE), { readonly: true });
      expect(connection.pragma("integrity_check", { simple: true })).toBe("ok");
      expect(connection.prepare("SELECT count(*) FROM snapshots WHERE facts IS NULL").pluck().get()).toBe(0);
      connection.close();
    }
    // Every policy version that was acknowledged is there, not only the latest.
    const store = must(openStoreHere(folder.path));
    for (const line of acknowledged.filter((text) => text.startsWith("policy"))) await expectKept(store, line);
    await store.close();
    expect(acknowledged.length).toBeGreaterThan(rounds);
    folder.remove();
  });
});
