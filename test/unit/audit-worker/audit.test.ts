import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { createAudit, type Readers } from "../../../main/audit/index.ts";
import { AppFailure, fail, ok } from "../../../shared/kernel/result.ts";
import { clusterObjects } from "../../support/clusterObjects.ts";
import { clusterText } from "../../support/clusterFile.ts";
import { inFolder, list, pod } from "../files/collect.ts";
import { ALL_ROWS, blockOf, listening, OPTIONS, policyWith, readFiles, SETTINGS, value } from "./support.ts";

const privileged = (name: string, more: Record<string, unknown> = {}): Record<string, unknown> =>
  pod(name, { containers: [{ name: "main", image: "registry.example/app:1", securityContext: { privileged: true }, ...more }] });

/** Reads a list of these objects. */
async function opened(objects: unknown[], told = listening()) {
  return inFolder({ "cluster.json": JSON.stringify(list(objects)) }, async (folder) => {
    const audit = createAudit(told.events);
    const read = await value(readFiles(audit, [join(folder, "cluster.json")]));
    return { audit, told, ...read };
  });
}

const judging = { scanId: "scan", snapshotId: "s", options: OPTIONS, settings: SETTINGS };

describe("a reading", () => {
  test("gives facts, an inventory that can be loaded again, and every object in blocks", async () => {
    const objects = [...clusterObjects({ pods: 600 })];
    const { audit, told, facts, inventory } = await opened(objects);
    const workloads = objects.filter(({ kind }) => kind !== "Namespace").length;
    expect(facts).toMatchObject({ objects: workloads, pods: 600, coverage: { examined: workloads } });
    expect(told.blocks.toSorted((a, b) => a.first - b.first).map(({ first, count }) => [first, count])).toEqual(
      Array.from({ length: Math.ceil(workloads / 256) }, (_, n) => [n * 256, Math.min(256, workloads - n * 256)]),
    );

    const policy = policyWith({}, { type: "runAsNonRoot", action: "log" });
    const before = await value(audit.judge({ ...judging, policy }));
    const again = createAudit(listening().events);
    await value(again.load({ snapshotId: "s", inventory }));
    expect(await value(again.judge({ ...judging, policy }))).toEqual(before);
    expect(await again.rows({ scanId: "scan", ...ALL_ROWS })).toEqual(await audit.rows({ scanId: "scan", ...ALL_ROWS }));
  });

  test("gives the same digest for the same objects, whatever file they are in, and another for others", async () => {
    const digest = async (name: string, content: string): Promise<string> =>
      inFolder({ [name]: content }, async (folder) => (await value(readFiles(createAudit(listening().events), [folder]))).facts.digest);
    const compact = await digest("a.json", [...clusterText("compact", { pods: 40 })].join(""));
    expect(await digest("b.ndjson", [...clusterText("ndjson", { pods: 40 })].join(""))).toBe(compact);
    expect(await digest("c.json", [...clusterText("pretty", { pods: 40, seed: 2 })].join(""))).not.toBe(compact);
  });

  test("keeps nothing that may be secret", async () => {
    const secret = "hunter2";
    const { told, audit } = await opened([
      {
        ...privileged("a", { env: [{ name: "PASSWORD", value: secret }, { name: "REF", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }], livenessProbe: { httpGet: { httpHeaders: [{ name: "Authorization", value: secret }] } } }),
        metadata: { name: "a", annotations: { "kubectl.kubernetes.io/last-applied-configuration": secret }, managedFields: [{ manager: secret }] },
        data: { x: secret },
        stringData: { x: secret },
        status: { phase: "Running", message: secret, containerStatuses: [{ name: "main", image: "x", imageID: "id", state: { waiting: { message: secret } } }] },
      },
    ]);
    await value(audit.judge({ ...judging, policy: policyWith({}) }));
    const { text } = await value(audit.yaml({ scanId: "scan", row: 0, block: blockOf(told.blocks, 0) }));
    expect(text).not.toContain(secret);
    expect(text).toContain("name: PASSWORD");
    expect(text).toContain("key: k");
    expect(text).toContain("phase: Running");
    expect(text).toContain("imageID: id");
  });

  test("can be cancelled, and leaves nothing behind", async () => {
    await inFolder({ "cluster.json": [...clusterText("compact", { pods: 1500 })].join("") }, async (folder) => {
      const told = listening(() => audit.cancel({ jobId: "job" }).then(() => undefined));
      const audit = createAudit(told.events);
      expect(await readFiles(audit, [join(folder, "cluster.json")])).toMatchObject({ ok: false, error: { code: "cancelled" } });
      expect(await audit.has({ snapshotId: "s" })).toBe(false);
    });
  });

  test("ends with the store's own error when the store refuses a block", async () => {
    await inFolder({ "cluster.json": [...clusterText("compact", { pods: 600 })].join("") }, async (folder) => {
      const told = listening(() => Promise.reject(new AppFailure({ code: "store-damaged", message: "The disk is full." })));
      const result = await readFiles(createAudit(told.events), [join(folder, "cluster.json")]);
      expect(result).toMatchObject({ ok: false, error: { code: "store-damaged", message: "The disk is full." } });
    });
  });

  test("waits for the store instead of holding blocks in memory", { timeout: 30_000 }, async () => {
    await inFolder({ "cluster.json": [...clusterText("compact", { pods: 2500 })].join("") }, async (folder) => {
      let storing = 0;
      let most = 0;
      const told = listening(async () => {
        most = Math.max(most, ++storing);
        await new Promise((resolve) => setTimeout(resolve, 30));
        storing--;
      });
      await value(readFiles(createAudit(told.events), [join(folder, "cluster.json")]));
      expect(told.blocks.length).toBeGreaterThan(10);
      // Two may be under way, and what one slice of the file gives comes on top.
      expect(most).toBeLessThan(told.blocks.length / 2);
    });
  });

  test("of a live cluster goes through the same way", async () => {
    const connection = { time: "2026-06-01T00:00:00Z", host: "127.0.0.1", port: 6443, purpose: "list" };
    const readers: Readers = {
      files: () => Promise.resolve(fail("internal", "not asked for")),
      cluster(source, sink, _pace, onConnection) {
        onConnection(connection);
        sink.object(privileged("a"), { file: source.context, index: 0 });
        sink.notListed("jobs.batch", "list jobs.batch", "forbidden");
        return Promise.resolve(ok(null));
      },
    };
    const told = listening();
    const audit = createAudit(told.events, readers);
    const read = await value(audit.read({ jobId: "j", snapshotId: "s", source: { type: "context", context: "dev", kubeconfigs: [], allowExec: false } }));
    expect(read.facts.coverage).toMatchObject({ examined: 1, notListed: [{ resource: "jobs.batch" }] });
    expect(told.connections).toEqual([connection]);
    expect(told.blocks).toHaveLength(1);
  });
});

describe("while a reading goes on", () => {
  test("what has been read can be judged", async () => {
    let goOn: () => void = () => undefined;
    const readers: Readers = {
      cluster: () => Promise.resolve(fail("internal", "not asked for")),
      async files(_paths, sink) {
        sink.object(privileged("a"), { file: "f", index: 0 });
        await new Promise<void>((resolve) => (goOn = resolve));
        sink.object(privileged("b"), { file: "f", index: 1 });
        return ok(null);
      },
    };
    const audit = createAudit(listening().events, readers);
    const reading = readFiles(audit, ["f"]);
    const policy = policyWith({});
    expect(await value(audit.judge({ ...judging, policy }))).toMatchObject({ workloads: 1, verdicts: { block: 1 } });
    const rows = await value(audit.rows({ scanId: "scan", ...ALL_ROWS }));
    goOn();
    await value(reading);
    expect(await value(audit.rows({ scanId: "scan", ...ALL_ROWS }))).toEqual(rows);
    expect(await value(audit.judge({ ...judging, policy }))).toMatchObject({ workloads: 2, verdicts: { block: 2 } });
  });
});

describe("progress", () => {
  test("is told now and then, and at once when there is something to judge", async () => {
    const step = (objects: number) => ({ what: "f", objects, bytes: objects });
    const readers: Readers = {
      cluster: () => Promise.resolve(fail("internal", "not asked for")),
      async files(_paths, sink, pace) {
        pace.onProgress(step(1));
        pace.onProgress(step(2));
        sink.object(privileged("a"), { file: "f", index: 2 });
        pace.onProgress(step(3));
        pace.onProgress(step(4));
        return ok(null);
      },
    };
    const told = listening();
    await value(readFiles(createAudit(told.events, readers), ["f"]));
    expect(told.progress.map(({ objects }) => objects)).toEqual([1, 3]);
  });
});

describe("results", () => {
  test("the YAML marks the lines its findings are about", async () => {
    const { audit, told } = await opened([pod("fine"), privileged("bad")]);
    await value(audit.judge({ ...judging, policy: policyWith({}, { type: "runAsNonRoot", action: "log" }) }));
    const { rows } = await value(audit.rows({ scanId: "scan", ...ALL_ROWS }));
    const row = rows.find(({ name }) => name === "bad")?.id ?? -1;
    const object = await value(audit.objectOf({ scanId: "scan", row }));
    const detail = await value(audit.workload({ scanId: "scan", row }));
    const { text, marks } = await value(audit.yaml({ scanId: "scan", row, block: blockOf(told.blocks, object) }));
    const marked = marks.flatMap(({ line, findings }) => findings.map((finding) => [text.split("\n")[line - 1]?.trim(), detail.findings[finding]?.rule.type]));
    expect(marked.toSorted()).toEqual([["privileged: true", "privileged"], ["securityContext:", "runAsNonRoot"]]);
  });

  test("a trace tells of one rule and one workload", async () => {
    const { audit } = await opened([privileged("bad")]);
    await value(audit.judge({ ...judging, policy: policyWith({}) }));
    const trace = await value(audit.trace({ scanId: "scan", row: 0, definition: "cluster", index: 0 }));
    expect(trace.steps.at(-1)?.step).toBe("verdict");
  });

  test("impact tells what a draft changes against the saved version", async () => {
    const { audit } = await opened([privileged("bad"), pod("fine")]);
    const impact = await value(
      audit.impact({ snapshotId: "s", policy: policyWith({}), base: { policy: policyWith(), version: 3 }, options: OPTIONS, settings: SETTINGS, limit: 10 }),
    );
    expect(impact).toMatchObject({ verdicts: { block: 1, allow: 1 }, change: { base: 3, added: { block: 1 }, removed: { allow: 1 } }, changedTotal: 1 });
  });

  test.each([
    ["a scan that is not open", (audit: ReturnType<typeof createAudit>) => audit.rows({ scanId: "other", ...ALL_ROWS })],
    ["a snapshot that is not loaded", (audit: ReturnType<typeof createAudit>) => audit.judge({ ...judging, snapshotId: "other", policy: policyWith() })],
    ["a row that is not there", (audit: ReturnType<typeof createAudit>) => audit.workload({ scanId: "scan", row: 99 })],
    ["a block of other objects", (audit: ReturnType<typeof createAudit>) => audit.yaml({ scanId: "scan", row: 0, block: { first: 500, count: 1, data: new Uint8Array() } })],
  ])("%s is an error, not a failure", async (_, ask) => {
    const { audit } = await opened([pod("a")]);
    await value(audit.judge({ ...judging, policy: policyWith() }));
    expect(await ask(audit)).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});

describe("inventories in memory", () => {
  test("those not used for longest go, and their scans with them", async () => {
    const { audit, inventory } = await opened([pod("a")]);
    await value(audit.judge({ ...judging, policy: policyWith() }));
    for (const snapshotId of ["1", "2", "3", "4"]) await value(audit.load({ snapshotId, inventory: inventory.slice() }));
    expect(await audit.has({ snapshotId: "s" })).toBe(false);
    expect(await audit.has({ snapshotId: "1" })).toBe(true);
    expect(await audit.rows({ scanId: "scan", ...ALL_ROWS })).toMatchObject({ ok: false });
  });

  test("unloading forgets", async () => {
    const { audit } = await opened([pod("a")]);
    await audit.unload({ snapshotId: "s" });
    expect(await audit.has({ snapshotId: "s" })).toBe(false);
  });

  test("damaged bytes are refused", async () => {
    const audit = createAudit(listening().events);
    expect(await audit.load({ snapshotId: "s", inventory: new Uint8Array([1, 2, 3]) })).toMatchObject({ ok: false, error: { code: "store-damaged" } });
  });
});
