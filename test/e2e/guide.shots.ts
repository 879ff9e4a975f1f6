import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { deploymentAction, editorOf, impactCount, rule } from "./pages/editor.ts";
import { importFiles, snapshotRow } from "./pages/files.ts";
import { exploreDemo, goTo, workload } from "./pages/places.ts";
import { bothThemes, picture, test as base } from "./support/pictures.ts";
import { expect, type Folders } from "./support/test.ts";

/** Clusters, results and policies. */
const test = base.extend<{ folders: Folders }>({
  folders: async ({ folders }, use) => {
    furnish(folders.home);
    await use(folders);
  },
});

/** The demo's files lie in the program's folder, which is another on each machine. */
async function hidePlace(window: Page): Promise<void> {
  await window.getByText(/shop\.yaml, document|data\.yaml, document/).evaluate((element) => { element.style.visibility = "hidden"; });
}

test("the first start, results, a finding, the editor", async ({ window }) => {
  await expect(window.getByRole("button", { name: "Explore the demo cluster" })).toBeVisible();
  await picture(window, "first-start");

  await exploreDemo(window);
  await expect(workload(window, "shop", "cart")).toBeVisible();
  await bothThemes(window, "results");

  await workload(window, "data", "pgadmin").getByRole("button", { name: "pgadmin" }).click();
  await expect(window.getByRole("article").first()).toBeVisible();
  await hidePlace(window);
  await picture(window, "finding");
  await window.getByRole("button", { name: "Show in YAML" }).first().click();
  await expect(window.getByRole("region", { name: "YAML" })).toContainText("image:");
  await picture(window, "yaml", window.getByRole("region", { name: "Workload", exact: true }));

  await window.getByRole("button", { name: "Close the workload" }).click();
  await window.getByRole("button", { name: "Edit the policy" }).click();
  await editorOf(window, "demo_baseline");
  await deploymentAction(rule(window, "privileged containers")).selectOption("Log");
  await rule(window, "privileged containers").getByRole("combobox", { name: /^Continuous/ }).selectOption("Log");
  await deploymentAction(rule(window, "containers that are permitted to run as root")).selectOption("Block");
  await expect.poll(() => impactCount(window, "block")).toBeGreaterThan(10);
  await bothThemes(window, "editor");
});

test("clusters and coverage", async ({ window, folders }) => {
  await exploreDemo(window);
  await goTo(window, "Clusters");
  await importFiles(window, folders.home, ["manifests"], "staging");
  await goTo(window, "Clusters");
  await picture(window, "clusters");
  await snapshotRow(window, "staging").getByRole("button", { name: /gap/ }).click();
  await picture(window, "coverage", window.getByRole("dialog", { name: "Coverage" }));
});

/** A home as somebody may have it: two contexts, and manifests of which one is a template. */
function furnish(home: string): void {
  mkdirSync(join(home, ".kube"));
  writeFileSync(join(home, ".kube", "config"), KUBECONFIG);
  mkdirSync(join(home, "manifests"));
  writeFileSync(join(home, "manifests", "web.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [{ name: web, image: registry.example/web }] }\n");
  writeFileSync(join(home, "manifests", "chart.yaml"), "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n  labels: {{ toYaml .Values.labels | nindent 4 }}\n");
  writeFileSync(join(home, "manifests", "README.md"), "# Web\n");
}

const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: prod-eu
clusters:
  - { name: prod-eu, cluster: { server: "https://10.20.0.10:6443" } }
  - { name: staging, cluster: { server: "https://10.30.0.10:6443" } }
users:
  - name: auditor
    user: { token: none }
  - name: engineer
    user:
      exec: { apiVersion: client.authentication.k8s.io/v1, command: kubelogin, args: [get-token, --oidc-issuer-url=https://id.example], interactiveMode: Never }
contexts:
  - { name: prod-eu, context: { cluster: prod-eu, user: auditor } }
  - { name: staging, context: { cluster: staging, user: engineer, namespace: shop } }
`;
