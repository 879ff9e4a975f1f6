import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { deploymentAction, editorOf, impactCount, rule } from "./pages/editor.ts";
import { importFiles, snapshotRow } from "./pages/files.ts";
import { exploreDemo, goTo, workload } from "./pages/places.ts";
import { expect, test as base, type Folders } from "./support/test.ts";

/** The pictures of the guide. `npm run screenshots` takes them anew. */
const IMAGES = resolve(import.meta.dirname, "../../docs/images");

/** Folders show in the pictures: they have a name of their own, not that of a test. */
const test = base.extend<{ folders: Folders }>({
  folders: async ({}, use) => {
    const top = join(tmpdir(), "sallyport-guide");
    rmSync(top, { recursive: true, force: true });
    const folders = { store: join(top, "store"), home: join(top, "anna"), files: join(top, "files") };
    for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
    furnish(folders.home);
    await use(folders);
    rmSync(top, { recursive: true, force: true });
  },
});

test.use({ viewport: { width: 1280, height: 800 }, trace: "off" });

/** Takes a picture of the window, or of a part of it, once it is at rest. */
async function picture(window: Page, name: string, part?: Locator): Promise<void> {
  await window.mouse.move(0, 0);
  await window.evaluate(() => document.fonts.ready);
  await expect(window.getByRole("tooltip")).toHaveCount(0);
  await (part ?? window).screenshot({ path: join(IMAGES, `${name}.png`), animations: "disabled", caret: "hide" });
}

/** The demo's files lie in the program's folder, which is another on each machine. */
async function hidePlace(window: Page): Promise<void> {
  await window.getByText(/shop\.yaml, document|data\.yaml, document/).evaluate((element) => { element.style.visibility = "hidden"; });
}

/** The same in the light and in the dark. */
async function bothThemes(window: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await window.emulateMedia({ colorScheme });
    await picture(window, `${name}-${colorScheme}`);
  }
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
