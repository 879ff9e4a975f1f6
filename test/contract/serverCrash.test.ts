import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildStale } from "../../main/dev/build.ts";
import { STORE_FILE } from "../../main/store/open.ts";
import { emptyPolicy, type Policy } from "../../shared/model/policy.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { Job, SavedPolicy, ScanSummary } from "../../shared/ipc/types.ts";
import { startServer, type RunningServer } from "../e2e/support/server.ts";
import { container, controller } from "../support/objects.ts";
import { ask, cookieOf } from "./web/client.ts";

/** SALLYPORT_CRASH_ROUNDS raises it for a long run. */
const ROUNDS = Number(process.env["SALLYPORT_CRASH_ROUNDS"] ?? 3);
const LONGEST_MS = 1200;

const folder = mkdtempSync(join(tmpdir(), "sallyport-crash-"));
const store = join(folder, "store");
const manifests = join(folder, "cluster.json");

beforeAll(async () => {
  await buildStale(["main"]);
  const items = Array.from({ length: 3000 }, (_, index) => controller({ name: `cart-${index}`, containers: [container({ securityContext: { privileged: index % 2 === 0 } })] }));
  writeFileSync(manifests, JSON.stringify({ apiVersion: "v1", kind: "List", items }));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A window's calls to a running server. */
async function window(server: RunningServer) {
  const { pathname, search } = new URL(server.address());
  const cookie = cookieOf(await ask(server.origin, pathname + search));
  return async <T>(channel: string, request: unknown): Promise<Result<T>> => {
    const headers = { cookie, origin: server.origin, "content-type": "application/json" };
    const answer = await ask(server.origin, `/ipc/${channel}`, { method: "POST", headers, body: JSON.stringify(request ?? null) });
    return JSON.parse(answer.body) as Result<T>;
  };
}

type Call = Awaited<ReturnType<typeof window>>;

/** Saves and scans until the server is gone; answers the last version that was acknowledged. */
async function work(call: Call, policy: Policy, version: number): Promise<number> {
  let acknowledged = version;
  try {
    while (true) {
      const saved = await call<SavedPolicy>("policies.save", { policy: { ...policy, description: String(acknowledged + 1) }, baseVersion: acknowledged });
      if (!saved.ok) throw new Error(saved.error.message);
      acknowledged = saved.value.version;
      if (acknowledged % 5 === 0) await call<Job>("scans.start", { target: { source: { type: "files", paths: [manifests] } }, policy: policy.name, options: { phase: "deployment" } });
    }
  } catch (error) {
    // The kill ends the call in mid-air; anything else is a failure of the server.
    if (error instanceof Error && !/ECONN|socket hang up|aborted/.test(`${error.message} ${String((error as NodeJS.ErrnoException).code)}`)) throw error;
  }
  return acknowledged;
}

describe("the server killed without warning", () => {
  it(`has every acknowledged save after ${ROUNDS} kills during saves and scans`, { timeout: 60_000 + ROUNDS * 30_000 }, async () => {
    const policy = emptyPolicy("steady");
    let version = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const server = await startServer({ store, home: folder });
      const call = await window(server);
      if (round === 0) expect(await call("policies.create", { policy })).toMatchObject({ ok: true, value: { version: 1 } });
      const before = await call<SavedPolicy>("policies.get", { name: policy.name });
      if (!before.ok) throw new Error(before.error.message);
      // One save may have been written whose answer the kill cut off.
      expect([version, version + 1]).toContain(round === 0 ? version : before.value.version);
      expect(before.value.policy.description).toBe(before.value.version === 1 ? "" : String(before.value.version));
      const scans = await call<ScanSummary[]>("scans.list", undefined);
      expect(scans.ok && scans.value.every(({ state }) => state !== "running")).toBe(true);

      const working = work(call, policy, before.value.version);
      await new Promise((resolve) => setTimeout(resolve, (LONGEST_MS * (round + 1)) / ROUNDS));
      await server.kill();
      version = await working;
      const file = new Database(join(store, STORE_FILE));
      expect(file.pragma("integrity_check", { simple: true })).toBe("ok");
      file.close();
    }
    expect(version).toBeGreaterThan(ROUNDS);
  });
});
