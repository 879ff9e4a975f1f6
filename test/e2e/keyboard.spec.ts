import type { Locator, Page } from "@playwright/test";
import { deploymentAction, editorOf, rule } from "./pages/editor.ts";
import { goTo } from "./pages/places.ts";
import { expect, test } from "./support/test.ts";

/** More stops than any page has. */
const STOPS = 200;

/** Presses Tab until the focus is on an element, as somebody without a mouse does. */
async function tabTo(window: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await window.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${String(target)} in ${STOPS} stops.`);
}

test("a policy is made by keyboard alone: name, rule, action, save", async ({ window }) => {
  const keyboard = window.keyboard;
  await tabTo(window, window.getByRole("link", { name: "Policies" }));
  await keyboard.press("Enter");
  await expect(window.getByRole("heading", { level: 1 })).toHaveText("Policies");

  await test.step("create", async () => {
    await tabTo(window, window.getByRole("main").getByRole("button", { name: "Create" }).first());
    await keyboard.press("Enter");
    await expect(window.getByRole("textbox", { name: "Name" })).toBeFocused();
    await keyboard.type("by_keyboard");
    await tabTo(window, window.getByRole("button", { name: "Proceed to security controls" }));
    await keyboard.press("Enter");
    await editorOf(window, "by_keyboard");
  });

  await test.step("tick a rule and choose Block", async () => {
    await tabTo(window, window.getByRole("checkbox", { name: "privileged containers" }));
    await keyboard.press("Space");
    const action = deploymentAction(rule(window, "privileged containers"));
    await tabTo(window, action);
    await keyboard.press("ArrowDown");
    await expect(action).toHaveValue("block");
  });

  await test.step("save", async () => {
    await keyboard.press("Control+s");
    await expect(window.getByText(/v1 · saved/)).toBeVisible();
  });

  await goTo(window, "Policies");
  await expect(window.getByRole("row").filter({ hasText: "by_keyboard" })).toContainText("v1");
});

test("Tab stays in a dialog, Escape closes it, and the focus returns to what opened it", async ({ window }) => {
  await goTo(window, "Policies");
  const create = window.getByRole("main").getByRole("button", { name: "Create" }).first();
  await tabTo(window, create);
  await window.keyboard.press("Enter");
  const dialog = window.getByRole("dialog", { name: "Create a policy" });
  await expect(dialog).toBeVisible();
  for (let stop = 0; stop < 15; stop++) {
    await window.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await window.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(create).toBeFocused();
});

test("rows of results are walked by arrow keys; the drawer takes the focus and gives it back", async ({ window }) => {
  await window.getByRole("button", { name: "Explore the demo cluster" }).press("Enter");
  const rows = window.getByRole("region", { name: "Workloads" }).getByRole("row");
  const first = rows.nth(1).getByRole("button");
  await expect(window.getByText(/took \d/)).toBeVisible();
  await tabTo(window, first);
  await window.keyboard.press("ArrowDown");
  const second = rows.nth(2).getByRole("button");
  await expect(second).toBeFocused();
  await window.keyboard.press("Enter");
  await expect(window.getByRole("region", { name: "Workload", exact: true }).getByRole("heading", { level: 2 })).toHaveText(await second.innerText());
  await window.keyboard.press("Escape");
  await expect(second).toBeFocused();
});
