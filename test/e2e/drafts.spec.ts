import type { Page } from "@playwright/test";
import { deploymentAction, editorOf, rule, save } from "./pages/editor.ts";
import { exploreDemo, goTo } from "./pages/places.ts";
import { startServer } from "./support/server.ts";
import { expect, test } from "./support/test.ts";

/** A rule of the demo policy that blocks. */
const HOST_IPC = "containers that run in the host IPC namespace";

async function editDemoPolicy(window: Page): Promise<void> {
  await exploreDemo(window);
  await window.getByRole("button", { name: "Edit the policy" }).click();
  await editorOf(window, "demo_baseline");
}

/** Changes something and waits until the draft is in the store. */
async function edit(window: Page, change: () => Promise<unknown>): Promise<void> {
  const kept = window.waitForResponse((response) => response.url().endsWith("/ipc/drafts.put"));
  await change();
  expect(await (await kept).json()).toMatchObject({ ok: true });
}

test("a reload in the middle of editing loses nothing", async ({ window }) => {
  await editDemoPolicy(window);
  await edit(window, () => deploymentAction(rule(window, HOST_IPC)).selectOption("Log"));
  await window.reload();
  await editorOf(window, "demo_baseline");
  await expect(deploymentAction(rule(window, HOST_IPC))).toHaveValue("log");
  await expect(window.getByText("unsaved changes", { exact: false }).first()).toBeVisible();

  await test.step("and can be taken back", async () => {
    await window.getByRole("button", { name: "Discard" }).click();
    await expect(deploymentAction(rule(window, HOST_IPC))).toHaveValue("block");
    await goTo(window, "Policies");
    await expect(window.getByRole("row").filter({ hasText: "demo_baseline" })).not.toContainText("unsaved changes");
  });
});

test("after the server is killed, what was saved is there and the draft is back", async ({ page, folders }) => {
  const first = await startServer(folders);
  await page.goto(first.address());
  await editDemoPolicy(page);
  await page.getByLabel("Description", { exact: true }).fill("Saved before the crash.");
  await save(page, 2);
  await edit(page, () => deploymentAction(rule(page, HOST_IPC)).selectOption("Log"));
  await first.kill();

  const second = await startServer({ ...folders, port: Number(new URL(first.origin).port) });
  try {
    await page.goto(second.address());
    await goTo(page, "Policies");
    const row = page.getByRole("row").filter({ hasText: "demo_baseline" });
    await expect(row).toContainText("Saved before the crash.");
    await expect(row).toContainText("v2");
    await expect(row).toContainText("unsaved changes");
    await row.getByRole("link", { name: "demo_baseline" }).click();
    await editorOf(page, "demo_baseline");
    await expect(deploymentAction(rule(page, HOST_IPC))).toHaveValue("log");
    await save(page, 3);
    await goTo(page, "Scans");
    await expect(page.getByRole("grid", { name: "Scans" }).getByRole("link", { name: /demo/i })).toBeVisible();
  } finally {
    await second.stop();
  }
});

test("of two windows one edits a policy; the other follows it and takes over", async ({ window, server, context }) => {
  test.slow();
  await editDemoPolicy(window);
  await edit(window, () => window.getByLabel("Description", { exact: true }).fill("From the first window."));

  const second = await context.newPage();
  await second.goto(server.origin);
  await goTo(second, "Policies");
  await second.getByRole("link", { name: "demo_baseline" }).click();
  await editorOf(second, "demo_baseline");
  await expect(second.getByText(/edits this policy in another window/)).toBeVisible();
  await expect(second.getByRole("button", { name: "Save", exact: true })).toHaveAttribute("aria-disabled", "true");
  await edit(window, () => window.getByLabel("Description", { exact: true }).fill("Changed in the first window."));
  await expect(second.getByLabel("Description", { exact: true })).toHaveValue("Changed in the first window.");

  await second.getByRole("button", { name: "Edit here instead" }).click();
  await expect(window.getByText(/edits this policy in another window/)).toBeVisible();
  await edit(second, () => deploymentAction(rule(second, HOST_IPC)).selectOption("Log"));
  await save(second, 2);
  await expect(window.getByText(/v2 · saved/)).toBeVisible();
  await expect(deploymentAction(rule(window, HOST_IPC))).toHaveValue("log");
  await second.close();
  await expect(window.getByText(/edits this policy in another window/)).toBeHidden();
});
