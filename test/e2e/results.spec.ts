import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exploreDemo, verdictCount, workload } from "./pages/places.ts";
import { editorOf, impactCount } from "./pages/editor.ts";
import { expect, test } from "./support/test.ts";

test("results are grouped and mapped, and written as they are shown", async ({ window, folders }) => {
  await exploreDemo(window);

  await test.step("a group leads to its workloads", async () => {
    await window.getByLabel("Show as").selectOption("By namespace");
    const groups = window.getByRole("grid", { name: "Namespace" });
    await groups.getByRole("button", { name: "shop", exact: true }).click();
    await expect(workload(window, "shop", "cart")).toBeVisible();
    await window.getByRole("button", { name: "Clear filters" }).click();
  });

  await test.step("a field of the heat map is a filter", async () => {
    await window.getByLabel("Show as").selectOption("heatMap");
    const field = window.getByRole("button", { name: /^ci, privileged containers: 1 workload$/ });
    await field.focus();
    await window.keyboard.press("Enter");
    await expect(workload(window, "ci", "runner")).toBeVisible();
    await expect(window.getByText("1 shown")).toBeVisible();
  });

  await test.step("what is shown is written, with coverage", async () => {
    await window.getByRole("button", { name: "Export", exact: true }).click();
    await window.getByRole("menuitem", { name: /^CSV/ }).click();
    const dialog = window.getByRole("dialog", { name: /^Export/ });
    await dialog.getByLabel("Path", { exact: true }).fill(folders.files);
    await dialog.getByRole("button", { name: "Go", exact: true }).click();
    await expect(dialog.getByRole("region", { name: `Content of ${folders.files}` })).toBeVisible();
    await dialog.getByLabel("File name").fill("shown.csv");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await expect(window.getByText(/written to .*shown\.csv/)).toBeVisible();
    const lines = readFileSync(join(folders.files, "shown.csv"), "utf8").split("\r\n");
    expect(lines[1]).toMatch(/^block,,ci,runner,Deployment,/);
    expect(lines[2]).toMatch(/^# data,/);
    expect(lines.some((line) => line.startsWith("# coverage: objects examined,"))).toBe(true);
  });

});

test("exceptions that let a workload pass go into the draft, which is compared with what is saved", async ({ window }) => {
  await exploreDemo(window);
  const blocked = await verdictCount(window, "block");

  await test.step("they are proposed and taken over", async () => {
    await window.getByRole("checkbox", { name: "Choose runner" }).check();
    await window.getByRole("button", { name: "Exceptions for 1 workload…" }).click();
    const dialog = window.getByRole("dialog", { name: "Exceptions for 1 workload" });
    await expect(dialog.getByText(/Excuses nothing else here/)).toBeVisible();
    await dialog.getByRole("button", { name: "Add to the draft" }).click();
    await editorOf(window, "demo_baseline");
    await expect.poll(() => impactCount(window, "block")).toBe(blocked - 1);
  });

  await test.step("the draft is compared with what is saved, on the same data", async () => {
    await window.getByRole("link", { name: /^All changes against v1/ }).click();
    const table = window.getByRole("grid", { name: "Changed workloads" });
    await expect(table.getByRole("row").filter({ hasText: "runner" })).toContainText("newly allowed");
    await expect(window.getByRole("group", { name: "Changes" }).getByRole("button", { name: /^1 newly allowed/ })).toBeVisible();
  });
});

test("a rollout is planned from a scan and its waves become versions", async ({ window }) => {
  await exploreDemo(window);
  await window.getByRole("button", { name: "Compare with" }).click();
  await window.getByRole("menuitem", { name: /^Plan a rollout/ }).click();
  const plan = window.getByRole("article", { name: "Rollout plan" });
  await expect(plan.getByRole("heading", { name: "0. Log everywhere" })).toBeVisible();
  await plan.getByRole("button", { name: "Save all waves as versions" }).click();
  await expect(window.getByText(/The waves are v2 to v\d/)).toBeVisible();
});
