import { addChip, deploymentAction, editorOf, impactCount, impactPanel, rule, save } from "./pages/editor.ts";
import { exploreDemo, resultsOf, verdictCount, workload } from "./pages/places.ts";
import { expect, test } from "./support/test.ts";

test("from the first start to a blocked workload, its cause and its cure", async ({ window }) => {
  await test.step("three doors and nothing else", async () => {
    const main = window.getByRole("main");
    await expect(main.getByRole("heading", { level: 2 })).toHaveText([/demo cluster/, /kubeconfig/, /snapshot or manifests/]);
    await expect(main.getByRole("button")).toHaveCount(3);
  });

  await test.step("something blocked is in sight at once", async () => {
    await exploreDemo(window);
    expect(await verdictCount(window, "block")).toBeGreaterThan(5);
    await expect(workload(window, "shop", "cart")).toContainText("block", { ignoreCase: true });
  });

  const drawer = window.getByRole("region", { name: "Workload", exact: true });
  await test.step("the drawer says why and how to fix it", async () => {
    await workload(window, "shop", "catalog").getByRole("button", { name: "catalog" }).click();
    await expect(drawer.getByRole("heading", { name: "catalog" })).toBeVisible();
    const finding = drawer.getByRole("article").filter({ hasText: "latest" });
    await expect(finding).toContainText("block", { ignoreCase: true });
    await expect(finding).toContainText("spec.template.spec.containers[0].image");
    await expect(finding).toContainText("How to fix");
  });

  await test.step("the trace tells how the verdict came about", async () => {
    const finding = drawer.getByRole("article").filter({ hasText: "latest" });
    await finding.getByRole("button", { name: "Trace" }).click();
    await expect(finding.getByRole("listitem").first()).toBeVisible();
    expect(await finding.getByRole("listitem").count()).toBeGreaterThan(2);
  });

  await test.step("the YAML has the line marked", async () => {
    await drawer.getByRole("button", { name: "Show in YAML" }).first().click();
    await expect(drawer.getByText(/\d+ lines? marked/)).toBeVisible();
    const yaml = drawer.getByRole("region", { name: "YAML" });
    await expect(yaml.locator("[data-line]").filter({ hasText: "▸" }).first()).toContainText("image:");
  });
});

test("an edited policy shows its effect while it is edited, and a new scan confirms it", async ({ window }) => {
  await exploreDemo(window);
  const before = { block: await verdictCount(window, "block"), log: await verdictCount(window, "log") };
  await window.getByRole("button", { name: "Edit the policy" }).click();
  await editorOf(window, "demo_baseline");
  await expect.poll(() => impactCount(window, "block")).toBe(before.block);

  await test.step("Block to Log moves the counts", async () => {
    await deploymentAction(rule(window, /tags that equal.*latest/)).selectOption("Log");
    await expect.poll(() => impactCount(window, "block")).toBe(before.block - 2);
    expect(await impactCount(window, "log")).toBe(before.log + 2);
    await expect(impactPanel(window)).toContainText("shop/catalog");
    await expect(impactPanel(window)).toContainText("since v1");
  });

  await test.step("a rule with parameters blocks what it names", async () => {
    await window.getByRole("checkbox", { name: /^images with names that/ }).check();
    const added = rule(window, /^images with names that/);
    await deploymentAction(added).selectOption("Block");
    await added.getByRole("combobox", { name: "Operator" }).selectOption("contain");
    await addChip(added.getByRole("textbox", { name: /type a value/ }).or(added.getByRole("combobox", { name: /type a value/ })), "redis");
    await expect.poll(() => impactCount(window, "block")).toBe(before.block - 1);
    await expect(impactPanel(window)).toContainText("data/redis");
  });

  await test.step("an exception lets it pass again", async () => {
    await window.getByRole("button", { name: "Add exception" }).click();
    await window.getByRole("menuitem", { name: /images with names/ }).click();
    const values = window.getByLabel("Values: Allow images with names that", { exact: true }).last();
    await addChip(values, "redis");
    await expect.poll(() => impactCount(window, "block")).toBe(before.block - 2);
  });

  await test.step("a namespaced definition has rules of its own", async () => {
    await window.getByRole("button", { name: "Add a NamespacedPolicyDefinition" }).click();
    const dialog = window.getByRole("dialog", { name: "New NamespacedPolicyDefinition" });
    await dialog.getByLabel("Name", { exact: false }).first().fill("Builders");
    await addChip(dialog.getByLabel(/Namespaces: type a name/).first(), "ci");
    await dialog.getByRole("radio", { name: /^None/ }).check();
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect(window.getByRole("tab", { name: "Builders (1 ns)" })).toHaveAttribute("aria-selected", "true");
    await expect.poll(() => impactCount(window, "block")).toBe(before.block - 3);
  });

  const promised = { block: await impactCount(window, "block"), log: await impactCount(window, "log") };
  await save(window, 2);

  await test.step("the next scan's verdicts are those that were promised", async () => {
    await window.getByRole("button", { name: /Scan with v2/ }).click();
    await window.getByRole("dialog").getByRole("button", { name: "Start scan" }).click();
    await resultsOf(window, "demo");
    await expect(window.getByText(/demo_baseline v2/)).toBeVisible();
    expect(await verdictCount(window, "block")).toBe(promised.block);
    expect(await verdictCount(window, "log")).toBe(promised.log);
    await expect(workload(window, "shop", "catalog")).toContainText("log", { ignoreCase: true });
    await window.getByLabel(/^Text in namespace/).fill("runner");
    await expect(workload(window, "ci", "runner")).toContainText("allow", { ignoreCase: true });
  });
});
