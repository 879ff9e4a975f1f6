import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Application } from "../../../main/hosts/application.ts";
import { openApplication } from "../../../main/hosts/compose.ts";
import { writePolicy } from "../../../shared/exchange/index.ts";
import type { Channel, Request, Response } from "../../../shared/ipc/contract.ts";
import type { Job } from "../../../shared/ipc/types.ts";
import { fail } from "../../../shared/kernel/result.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { must, samplePolicy, temporaryFolder } from "../../support/store.ts";

/** The whole trusted side as a host opens it, with its worker threads, from source. */

const workers = {
  store: new URL("../../../main/workers/store.ts", import.meta.url),
  audit: new URL("../../../main/workers/audit.ts", import.meta.url),
  hcl: new URL("../../../main/workers/hcl.ts", import.meta.url),
};

const MANIFESTS = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: cart
          image: registry.example.com/cart:1
          securityContext: { privileged: true }
---
apiVersion: v1
kind: Pod
metadata: { name: calm, namespace: shop }
spec:
  containers:
    - { name: calm, image: "registry.example.com/calm:1" }
`;

let folder: ReturnType<typeof temporaryFolder>;
let app: Application;

const open = async (): Promise<Application> => must(await openApplication({ host: "web", dataDirectory: join(folder.path, "data"), workers, resourcesDirectory: folder.path }));

beforeEach(async () => {
  folder = temporaryFolder();
  writeFileSync(join(folder.path, "shop.yaml"), MANIFESTS);
  app = await open();
});
afterEach(async () => {
  await app.close();
  folder.remove();
});

async function get<C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>> {
  return must((await app.handle(channel, request)) as Result<Response<C>>);
}

async function ended(job: Job): Promise<Job> {
  for (;;) {
    const found = (await get("jobs.list", undefined)).find((one) => one.id === job.id);
    if (found && found.state !== "running") return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const rowsOf = (id: string) => ({ id, filter: {}, sort: "name" as const, descending: false, offset: 0, limit: 10 });

describe("the trusted side as a whole", () => {
  it("saves a policy, judges manifests by it, and shows why, also after a restart", { timeout: 60_000 }, async () => {
    await get("policies.create", { policy: samplePolicy("P") });
    const started = await get("scans.start", {
      target: { source: { type: "files", paths: [join(folder.path, "shop.yaml")] } }, policy: "P", options: { phase: "deployment" },
    });
    const job = await ended(started);
    expect(job).toMatchObject({ state: "done" });
    const id = job.scanId ?? "";
    const look = async () => {
      const page = await get("scans.rows", rowsOf(id));
      expect(page.rows.map((row) => [row.name, row.verdict])).toEqual([["calm", "allow"], ["cart", "block"]]);
      const row = page.rows.find((one) => one.name === "cart")?.id ?? -1;
      expect((await get("scans.workload", { id, row })).findings).toMatchObject([{ path: "spec.template.spec.containers[0].securityContext.privileged", value: true }]);
      const yaml = await get("scans.yaml", { id, row });
      expect(yaml.text.split("\n")[(yaml.marks[0]?.line ?? 0) - 1]).toContain("privileged: true");
      expect((await get("scans.trace", { id, row, definition: "cluster", index: 0 })).steps.length).toBeGreaterThan(1);
    };
    await look();
    await app.close();
    app = await open();
    await look();

    const impact = await get("impact.judge", {
      snapshotId: job.snapshotId ?? "", policy: { ...samplePolicy("P"), cluster: { rules: [], exceptions: [] } }, baseVersion: 1, options: { phase: "deployment" }, limit: 10,
    });
    expect(impact).toMatchObject({ verdicts: { block: 0, allow: 2 }, change: { base: 1 }, changed: [{ name: "cart", before: "block", verdict: "allow" }] });
  });

  it("tells of jobs and of what changed", { timeout: 60_000 }, async () => {
    const told: string[] = [];
    const end = app.subscribe((event, payload) => told.push(event === "job" ? `job ${(payload as Job).state}` : `changed ${(payload as { topics: string[] }).topics.join()}`));
    await ended(await get("snapshots.take", { source: { type: "files", paths: [join(folder.path, "shop.yaml")] } }));
    end();
    await get("settings.set", { theme: "dark" });
    expect(told.filter((line) => line !== "job running")).toEqual(["changed snapshots", "job done"]);
    expect(await get("snapshots.list", undefined)).toMatchObject([{ name: "shop.yaml", objects: 2, pods: 1, namespaces: 1 }]);
  });

  it("reads Terraform files in a thread of its own", { timeout: 60_000 }, async () => {
    const [good, bad] = [join(folder.path, "good.tf"), join(folder.path, "bad.tf")];
    writeFileSync(good, writePolicy(samplePolicy("P"), "terraform").text);
    writeFileSync(bad, 'resource "x" {\n  a = \n}\n');
    const preview = await get("import.preview", { paths: [good, bad] });
    expect(preview).toMatchObject({ items: [{ name: "P", format: "terraform", outcome: "created" }], problems: [{ code: "unreadable", details: { file: bad, line: 2 } }] });
    expect("Go" in globalThis).toBe(false);
  });

  it("says that a file is missing", { timeout: 60_000 }, async () => {
    const missing = join(folder.path, "missing.yaml");
    const job = await ended(await get("snapshots.take", { source: { type: "files", paths: [missing] } }));
    expect(job).toMatchObject({ state: "failed", error: { message: expect.stringContaining(missing) } });
    expect(await get("snapshots.list", undefined)).toEqual([]);
  });

  it("cannot be opened over a damaged store", { timeout: 60_000 }, async () => {
    const directory = join(folder.path, "other");
    writeFileSync(directory, "a file where the folder should be");
    expect(await openApplication({ host: "web", dataDirectory: directory, workers, resourcesDirectory: folder.path })).toMatchObject(fail("unwritable", expect.any(String) as string));
  });
});
