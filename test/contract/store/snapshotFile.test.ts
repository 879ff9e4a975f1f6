import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createApp } from "../../../main/app.ts";
import { createAudit } from "../../../main/audit/index.ts";
import { hclHere } from "../../../main/files/hcl.ts";
import { openStoreHere } from "../../../main/store/here.ts";
import type { Channel, Request, Response } from "../../../shared/ipc/contract.ts";
import type { Job, SnapshotSummary } from "../../../shared/ipc/types.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import { must, temporaryFolder } from "../../support/store.ts";

/** Snapshots through the whole program: real files, real store, real audit side. */

const SECRET = "hunter2-never-stored";

const CLUSTER = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "payments", labels: { ignoreAdmissionControl: "true" } } },
  { apiVersion: "v1", kind: "Secret", metadata: { name: "db", namespace: "payments" }, stringData: { password: SECRET }, data: { key: Buffer.from(SECRET).toString("base64") } },
  { apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace: "payments" } },
  {
    apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "ledger", namespace: "payments", uid: "d-1", annotations: { note: SECRET } },
    spec: { replicas: 1, template: { metadata: { annotations: { deep: SECRET } }, spec: {
      securityContext: { runAsNonRoot: true, runAsUser: 0 },
      initContainers: [{ name: "init", image: "busybox" }],
      containers: [{
        name: "main", image: "registry.acme.corp:5000/payments/ledger:1.2@sha256:" + "a".repeat(64),
        env: [{ name: "PASSWORD", value: SECRET }], livenessProbe: { httpGet: { httpHeaders: [{ name: "Authorization", value: SECRET }] } },
        securityContext: { privileged: true, capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] } },
      }],
    } } },
  },
  {
    apiVersion: "v1", kind: "Pod", metadata: { name: "ledger-1", namespace: "payments", uid: "p-1", ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: "ledger", uid: "d-1", controller: true }] },
    spec: { hostNetwork: true, containers: [{ name: "main", image: "not an image" }] },
    status: { phase: "Running", containerStatuses: [{ name: "main", imageID: `x@sha256:${"b".repeat(64)}` }] },
  },
  { apiVersion: "v1", kind: "Pod", metadata: { name: "kube-proxy", namespace: "kube-system", annotations: { "kubernetes.io/config.mirror": SECRET } }, spec: { containers: [{ name: "p", image: "registry.k8s.io/kube-proxy:v1" }] }, status: { phase: "Running" } },
  { apiVersion: "v1", kind: "Pod", metadata: { name: "bare" }, spec: { containers: [{ name: "c", image: "alpine" }] }, status: { phase: "Failed" } },
];

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: ReturnType<typeof temporaryFolder>;
let app: Extract<Awaited<ReturnType<typeof createApp>>, { ok: true }>["value"];

beforeEach(async () => {
  folder = temporaryFolder();
  app = must(await createApp({
    store: must(openStoreHere(join(folder.path, "store"))),
    audit: (events) => Promise.resolve(ok({ ...createAudit(events), close: () => Promise.resolve() })),
    cluster: () => ({ contexts: () => Promise.resolve({ contexts: [], files: [] }), check: () => Promise.reject(new Error("no cluster here")) }),
    hcl: hclHere,
    info: { version: "1.2.3", host: "web", dataDirectory: folder.path, homeDirectory: folder.path },
    userName: "ada", resourcesDirectory: "/resources",
  }));
});
afterEach(async () => {
  await app.close();
  folder.remove();
});

const call = <C extends Channel>(channel: C, request: Request<C>) => app.handle(channel, request) as Promise<Result<Response<C>>>;

async function ended(job: Job): Promise<Job> {
  for (;;) {
    const found = must(await call("jobs.list", undefined)).find(({ id }) => id === job.id);
    if (found && found.state !== "running") return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function take(path: string, more: { keepValues?: boolean } = {}): Promise<{ job: Job; snapshot: SnapshotSummary | undefined }> {
  const job = await ended(must(await call("snapshots.take", { source: { type: "files", paths: [path] }, ...more })));
  return { job, snapshot: must(await call("snapshots.list", undefined)).find(({ id }) => id === job.snapshotId) };
}

async function takeCluster(more: { keepValues?: boolean } = {}): Promise<SnapshotSummary> {
  const path = join(folder.path, "cluster.ndjson");
  writeFileSync(path, `${CLUSTER.map((object) => JSON.stringify(object)).join("\n")}\n{broken\n`);
  const { snapshot } = await take(path, more);
  if (!snapshot) throw new Error("not taken");
  return snapshot;
}

async function exported(snapshot: SnapshotSummary, pseudonymise = false): Promise<{ job: Job; path: string; text: string }> {
  const path = join(folder.path, `${pseudonymise ? "anonymous" : "plain"}.snapshot.ndjson.zst`);
  const job = await ended(must(await call("snapshots.export", { id: snapshot.id, path, overwrite: true, pseudonymise })));
  return { job, path, text: zstdDecompressSync(readFileSync(path)).toString() };
}

/** Everything the store's files hold, blocks and facts unpacked. */
function storedText(): string {
  const found: string[] = [];
  for (const name of readdirSync(join(folder.path, "store"))) {
    const bytes = readFileSync(join(folder.path, "store", name));
    found.push(bytes.toString("latin1"));
    for (let at = bytes.indexOf("28b52ffd", 0, "hex"); at >= 0; at = bytes.indexOf("28b52ffd", at + 1, "hex")) {
      try {
        found.push(zstdDecompressSync(bytes.subarray(at)).toString());
      } catch {
        // Pages of the database lie in between, or it is no frame.
      }
    }
    if (bytes[0] === 0x1f) found.push(gunzipSync(bytes).toString());
  }
  return found.join("\n");
}

describe("what a snapshot keeps", () => {
  test("no secret, no annotation, no value of a variable or header", async () => {
    await takeCluster();
    await app.handle("settings.set", { author: "x" });
    const text = storedText();
    // The search finds what is stored: names of variables are.
    expect(text).toContain("PASSWORD");
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(SECRET).toString("base64"));
  });

  test("annotations and values where the user asks for them; never the data of secrets", async () => {
    await takeCluster({ keepValues: true });
    expect(storedText()).toContain(SECRET);
    expect(storedText()).not.toContain(Buffer.from(SECRET).toString("base64"));
  });
});

describe("a snapshot as one file", () => {
  test("comes back with the same digest, coverage, name and time", async () => {
    const snapshot = await takeCluster();
    const { job, path, text } = await exported(snapshot);
    expect(job.file).toMatchObject({ path, bytes: readFileSync(path).length });
    expect(text).not.toContain(SECRET);

    const back = (await take(path)).snapshot;
    expect(back).toMatchObject({ name: snapshot.name, taken: snapshot.taken, digest: snapshot.digest, objects: 4, origin: "files" });
    expect(back?.coverage).toEqual({ ...snapshot.coverage, skipped: expect.arrayContaining(snapshot.coverage.skipped) as unknown });
    expect(back?.coverage.skipped.length).toBe(snapshot.coverage.skipped.length);
    expect(back?.coverage.unreadable).toHaveLength(1);
  });

  test("with names replaced tells none of them, and is judged alike", async () => {
    const snapshot = await takeCluster();
    const { path, text } = await exported(snapshot, true);
    for (const name of ["payments", "ledger", "acme", "main", "d-1", "p-1", "a".repeat(64), "b".repeat(64), "cluster.ndjson", "not an image"]) expect(text).not.toContain(name);
    expect(text).toContain("kube-system");

    const back = (await take(path)).snapshot;
    expect(back).toMatchObject({ objects: 4, pods: snapshot.pods, namespaces: snapshot.namespaces });
    const created = must(await call("policies.create", { policy: (await import("../../support/store.ts")).samplePolicy("P") }));
    const counts = await Promise.all([snapshot.id, back?.id ?? ""].map(async (snapshotId) => {
      const job = must(await call("scans.start", { target: { snapshotId }, policy: created.policy.name, options: { phase: "deployment" } }));
      await ended(job);
      const { verdicts, workloads } = must(await call("scans.get", { id: job.scanId ?? "" }));
      return { verdicts, workloads };
    }));
    expect(counts[1]).toEqual(counts[0]);
    // The same name is the same everywhere: the pod is still its Deployment's.
    expect(counts[0]?.workloads).toBeLessThan(4);
  });

  test("two exports with names replaced have no name in common", async () => {
    const snapshot = await takeCluster();
    const names = (text: string) => new Set(text.match(/(?:name|ns|c)-[0-9a-f]{10}/g));
    const [first, second] = [names((await exported(snapshot, true)).text), names((await exported(snapshot, true)).text)];
    expect(first.size).toBeGreaterThan(5);
    expect([...first].filter((name) => second.has(name))).toEqual([]);
  });

  test("is refused when anything was changed, cut off or added; nothing stays of it", async () => {
    const { path, text } = await exported(await takeCluster());
    const lines = text.split("\n");
    const changes: [string, string, RegExp][] = [
      ["a value", text.replace("NET_ADMIN", "NET_ADMIM"), /digest does not agree/],
      ["the head", text.replace('"objects":4', '"objects":5'), /digest does not agree/],
      ["a line less", lines.toSpliced(2, 1).join("\n"), /digest does not agree/],
      ["the end cut off", lines.slice(0, -2).join("\n"), /ends before its digest/],
      ["something added", `${text}{}\n`, /follows its digest/],
      ["a newer version", text.replace('"version":1', '"version":2'), /newer Sallyport/],
      ["no head", text.replace('"taken":"', '"taken":"yesterday '), /not that of a snapshot file/],
    ];
    for (const [what, changed, message] of changes) {
      writeFileSync(path, zstdCompressSync(changed));
      const started = await call("snapshots.take", { source: { type: "files", paths: [path] } });
      const error = started.ok ? (await ended(started.value)).error : started.error;
      expect({ what, message: error?.message }).toEqual({ what, message: expect.stringMatching(message) as string });
    }
    writeFileSync(path, zstdCompressSync(text).subarray(0, -20));
    const started = await call("snapshots.take", { source: { type: "files", paths: [path] } });
    expect(started.ok ? (await ended(started.value)).error?.code : started.error.code).toBe("unreadable");
    expect(must(await call("snapshots.list", undefined))).toHaveLength(1);
  });

  test("does not replace a file unless told to, and a cancelled export leaves none", async () => {
    const snapshot = await takeCluster();
    const { path } = await exported(snapshot);
    expect(await call("snapshots.export", { id: snapshot.id, path, overwrite: false, pseudonymise: false })).toMatchObject({ ok: false, error: { code: "exists" } });
    const before = readdirSync(folder.path);
    const job = must(await call("snapshots.export", { id: snapshot.id, path: join(folder.path, "other.zst"), overwrite: false, pseudonymise: false }));
    await call("jobs.cancel", { id: job.id });
    expect((await ended(job)).state).toBe("cancelled");
    expect(readdirSync(folder.path)).toEqual(before);
  });
});
