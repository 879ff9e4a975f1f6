import { existsSync } from "node:fs";
import { join } from "node:path";
import { execUser, writeKubeconfig } from "../support/apiServer/kubeconfigs.ts";
import { startApiServer, type ApiServer } from "../support/apiServer/server.ts";
import { makeCluster } from "../support/apiServer/workloads.ts";
import { addKubeconfig } from "./pages/files.ts";
import { goTo, resultsOf, verdictCount } from "./pages/places.ts";
import { importBlockRoot } from "./support/policies.ts";
import { expect, test as base } from "./support/test.ts";

/** An API server over HTTPS whose user may not list Jobs, with 60 pods of 6 Deployments. */
const test = base.extend<{ cluster: ApiServer }>({
  cluster: async ({}, use) => {
    const server = await startApiServer({ data: makeCluster(60), forbidden: ["jobs"] });
    await use(server);
    await server.stop();
  },
});

test("a live cluster by kubeconfig; what may not be listed is named with its permission", async ({ window, folders, cluster }) => {
  await writeKubeconfig(folders.files, cluster, { context: "staging", user: { token: "test-token" } });
  await addKubeconfig(window, folders.files, "staging.yaml");
  await importBlockRoot(window, folders);
  await goTo(window, "Clusters");

  await test.step("the check says what may not be listed", async () => {
    const row = window.getByRole("grid", { name: "Contexts" }).getByRole("row").filter({ hasText: "staging" });
    await row.getByRole("button", { name: "Check" }).click();
    await expect(row).toContainText("reachable");
    await expect(row).toContainText("may not list jobs");
  });

  await test.step("the scan judges the rest", async () => {
    await window.getByRole("button", { name: "Scan staging now" }).click();
    await window.getByRole("dialog", { name: "Start a scan" }).getByRole("button", { name: "Start scan" }).click();
    await resultsOf(window, "staging");
    expect(await verdictCount(window, "block")).toBe(3);
    expect(await verdictCount(window, "log")).toBe(3);
  });

  await test.step("coverage names the permission", async () => {
    await window.getByRole("button", { name: /^Coverage/ }).click();
    const gap = window.getByRole("dialog", { name: "Coverage" }).getByRole("listitem").filter({ hasText: "jobs" });
    await expect(gap.first()).toContainText(/list.*jobs|jobs.*list/);
  });

  await test.step("the connection is recorded", async () => {
    await window.getByRole("dialog", { name: "Coverage" }).getByRole("button", { name: "Close", exact: true }).last().click();
    await goTo(window, "Connections");
    const connection = window.getByRole("row").filter({ hasText: String(cluster.port) }).first();
    await expect(connection).toContainText("127.0.0.1");
    await expect(connection).toContainText("API server of context staging");
  });
});

test("a sign-in command runs only after the user has seen it and agreed", async ({ window, folders, cluster }) => {
  const ran = join(folders.files, "ran.log");
  await writeKubeconfig(folders.files, cluster, { context: "prod", user: execUser("test-token", ran) });
  await addKubeconfig(window, folders.files, "prod.yaml");
  await expect(window.getByRole("heading", { level: 1 })).toHaveText("Clusters");

  const snapshot = window.getByRole("button", { name: "Take a snapshot of prod" });
  const consent = window.getByRole("dialog", { name: /Run a command to sign in to prod/ });
  await snapshot.click();
  await expect(consent).toContainText("execPlugin.ts");
  await consent.getByRole("button", { name: "Do not run it" }).click();
  expect(existsSync(ran)).toBe(false);
  expect(cluster.requests).toEqual([]);

  await snapshot.click();
  await consent.getByRole("button", { name: "Run it for this context" }).click();
  await window.getByRole("dialog", { name: "Take a snapshot of prod" }).getByRole("button", { name: "Take snapshot" }).click();
  await expect(window.getByRole("grid", { name: "Snapshots" })).toContainText("60 pods");
  expect(existsSync(ran)).toBe(true);

  await window.getByRole("button", { name: "No longer run it" }).click();
  await expect(window.getByText("not agreed yet")).toBeVisible();
});
