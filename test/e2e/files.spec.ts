import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { importFiles, snapshotRow } from "./pages/files.ts";
import { goTo, resultsOf, workload } from "./pages/places.ts";
import { importBlockRoot } from "./support/policies.ts";
import { expect, test } from "./support/test.ts";

function deployment(name: string, securityContext: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1.0
          securityContext: ${securityContext}
`;
}

const SAFE = "{ runAsNonRoot: true, readOnlyRootFilesystem: true }";
const ROOT = "{ runAsNonRoot: false, readOnlyRootFilesystem: true }";

/** A folder of manifests as people have them: one cannot be read, one is no manifest. */
function writeManifests(folder: string): void {
  mkdirSync(join(folder, "apps"), { recursive: true });
  writeFileSync(join(folder, "apps", "safe.yaml"), deployment("safe", SAFE));
  writeFileSync(join(folder, "apps", "rooted.yaml"), deployment("rooted", ROOT));
  writeFileSync(join(folder, "apps", "broken.yaml"), "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n   labels: [\n");
  writeFileSync(join(folder, "apps", "notes.md"), "# Not a manifest\n");
}

/** What `kubectl get pods -A -o json` prints, compressed. */
function writeSnapshot(folder: string): void {
  const pod = (name: string, runAsNonRoot: boolean) => ({
    metadata: { name, namespace: "shop", uid: name },
    spec: { containers: [{ name: "main", image: "registry.example/app:1", securityContext: { runAsNonRoot, readOnlyRootFilesystem: false } }] },
    status: { phase: "Running" },
  });
  const list = { apiVersion: "v1", kind: "List", items: [pod("good", true), pod("bad", false)].map((item) => ({ apiVersion: "v1", kind: "Pod", ...item })) };
  writeFileSync(join(folder, "pods.json.gz"), gzipSync(JSON.stringify(list)));
}

async function scan(window: Page, name: string): Promise<void> {
  await snapshotRow(window, name).getByRole("button", { name: `Scan ${name}` }).click();
  await window.getByRole("dialog", { name: "Start a scan" }).getByRole("button", { name: "Start scan" }).click();
  await resultsOf(window, name);
}

test("a folder of manifests with a broken file among them: the rest is judged, the file is named", async ({ window, folders }) => {
  writeManifests(folders.files);
  await importFiles(window, folders.files, ["apps"], "manifests");
  await importBlockRoot(window, folders);
  await goTo(window, "Clusters");
  await scan(window, "manifests");

  await expect(workload(window, "default", "rooted")).toContainText("block");
  await expect(workload(window, "default", "safe")).toContainText("allow");
  await window.getByRole("button", { name: /^Coverage/ }).click();
  const coverage = window.getByRole("dialog", { name: "Coverage" });
  await expect(coverage).toContainText("2 objects with pods examined");
  await expect(coverage.getByRole("listitem").filter({ hasText: "broken.yaml" })).toContainText(/broken\.yaml:\d/);
  await expect(coverage.getByRole("listitem").filter({ hasText: "notes.md" })).toContainText("not a manifest");
  await expect(coverage).toContainText("named no namespace and were judged as in default");
});

test("a snapshot brought on media is judged while it is read, and stays when its file is gone", async ({ window, folders }) => {
  writeSnapshot(folders.files);
  await importBlockRoot(window, folders);
  await goTo(window, "Clusters");
  await importFiles(window, folders.files, ["pods.json.gz"], "prod", "block_root");
  await expect(workload(window, "shop", "bad")).toContainText("block");

  writeFileSync(join(folders.files, "pods.json.gz"), "");
  await goTo(window, "Clusters");
  await expect(snapshotRow(window, "prod")).toContainText("no gaps");
  await scan(window, "prod");
  await expect(workload(window, "shop", "bad")).toContainText("block");
  await expect(workload(window, "shop", "good")).toContainText("log");
});

test("a file in which nothing can be read is refused with its name and place", async ({ window, folders }) => {
  writeFileSync(join(folders.files, "cut.json"), '{"apiVersion":"v1","kind":"List","items":[{"kind":');
  await window.getByRole("button", { name: "Open files" }).click();
  const chooser = window.getByRole("dialog", { name: "Open a snapshot, a dump or manifests" });
  await chooser.getByLabel("Path", { exact: true }).fill(join(folders.files, "cut.json"));
  await chooser.getByRole("button", { name: "Open", exact: true }).click();
  await window.getByRole("dialog", { name: "Import cluster data" }).getByRole("button", { name: "Import", exact: true }).click();
  await expect(window.getByText(/cut\.json/).first()).toBeVisible();
  await expect(window.getByRole("main")).not.toContainText("What would your policy block?");
});

test("the file chooser stands still while a folder is read: a slow disk moves no button, and no text under the cursor", async ({ window }) => {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await window.route("**/ipc/files.browse", async (route) => {
    await asked;
    await route.continue();
  });
  await window.getByRole("button", { name: "Open files" }).click();
  const chooser = window.getByRole("dialog", { name: "Open a snapshot, a dump or manifests" });
  await expect(chooser.getByText("Waiting for the folder's content…")).toBeVisible();
  const go = chooser.getByRole("button", { name: "Go", exact: true });
  const before = await go.boundingBox();
  const path = chooser.getByLabel("Path", { exact: true });
  await path.focus();
  answer();
  await expect(chooser.getByRole("region", { name: /^Content of / })).toBeVisible();
  expect(await go.boundingBox()).toEqual(before);
  await expect(path).toHaveValue("");
  await path.blur();
  await expect(path).toHaveValue(/^\/./);
});
