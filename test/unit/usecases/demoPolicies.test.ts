import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestApp } from "../../support/app.ts";
import type { TestApp } from "../../support/app.ts";

const RESOURCES = join(import.meta.dirname, "../../../resources");

let test: TestApp;
afterEach(() => test.end());

async function takeDemo(): Promise<string> {
  const job = await test.ended(await test.get("snapshots.take", { source: { type: "demo" } }));
  expect(job.state).toBe("done");
  return job.snapshotId ?? "";
}

describe("the demo cluster", () => {
  beforeEach(async () => {
    test = await startTestApp({ resourcesDirectory: RESOURCES });
  });

  it("brings its policies and has the first assigned when its job ends", async () => {
    await takeDemo();
    const policies = await test.get("policies.list", undefined);
    expect(policies.map((policy) => policy.name).sort()).toEqual(["demo_baseline", "log_everything"]);
    expect(await test.get("snapshots.list", undefined)).toMatchObject([{ origin: "demo", assignedPolicy: "demo_baseline" }]);
  });

  it("leaves a policy as the user changed it", async () => {
    await takeDemo();
    const { policy, version } = await test.get("policies.get", { name: "demo_baseline" });
    await test.get("policies.save", { policy: { ...policy, description: "mine" }, baseVersion: version });
    await takeDemo();
    expect(await test.get("policies.get", { name: "demo_baseline" })).toMatchObject({ version: version + 1, policy: { description: "mine" } });
  });
});

describe("without its policies", () => {
  it("is taken all the same", async () => {
    test = await startTestApp();
    await takeDemo();
    expect(await test.get("policies.list", undefined)).toEqual([]);
    expect(await test.get("snapshots.list", undefined)).toMatchObject([{ origin: "demo" }]);
  });
});
