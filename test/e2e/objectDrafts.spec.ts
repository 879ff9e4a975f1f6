import type { Page } from "@playwright/test";
import { makeRuleset } from "./pages/objects.ts";
import { goTo } from "./pages/places.ts";
import { expect, test } from "./support/test.ts";

const description = (window: Page) => window.getByRole("textbox", { name: "Description" });

/** Types into the description and waits until the draft is in the store. */
async function describe(window: Page, text: string): Promise<void> {
  const kept = window.waitForResponse((response) => response.url().endsWith("/ipc/objectDrafts.put"));
  await description(window).fill(text);
  expect(await (await kept).json()).toMatchObject({ ok: true });
}

test("unsaved work on a ruleset outlives a reload, is undone, and a second window is told", async ({ window, server, context }) => {
  test.slow();
  await makeRuleset(window, "Shells");
  await describe(window, "half a sentence");
  await window.reload();
  await expect(description(window)).toHaveValue("half a sentence");
  await expect(window.getByText("Unsaved changes from", { exact: false }).first()).toBeVisible();
  await goTo(window, "Rulesets");
  await expect(window.getByRole("row").filter({ hasText: "Shells" })).toContainText("unsaved changes");
  await window.getByRole("link", { name: "Shells" }).click();

  await test.step("undo and redo by keyboard, in the rule file too", async () => {
    const rules = window.getByRole("textbox", { name: /^Rules in / });
    const before = await rules.inputValue();
    await rules.fill(`${before}# one more line`);
    await rules.press("Control+z");
    await expect(rules).toHaveValue(before);
    await rules.press("Control+Shift+z");
    await expect(rules).toHaveValue(`${before}# one more line`);
    await rules.press("Control+z");
  });

  await test.step("a second window shows what the first keeps", async () => {
    const second = await context.newPage();
    await second.goto(server.address());
    await goTo(second, "Rulesets");
    await second.getByRole("link", { name: "Shells" }).click();
    await expect(description(second)).toHaveValue("half a sentence");
    await describe(window, "a whole sentence");
    await expect(description(second)).toHaveValue("a whole sentence");
    await expect(second.getByText("This ruleset is being edited in another window too")).toBeVisible();
    await describe(second, "said in the second window");
    await expect(description(window)).toHaveValue("said in the second window");
    await second.close();
  });

  await window.getByRole("button", { name: "Discard changes" }).click();
  await expect(description(window)).toHaveValue("");
  await goTo(window, "Rulesets");
  await expect(window.getByRole("row").filter({ hasText: "Shells" })).not.toContainText("unsaved changes");
});

test("a half-written attestor comes back with its dialog", async ({ window }) => {
  await goTo(window, "Attestors");
  const open = window.getByRole("main").getByRole("button", { name: "Add attestor" }).first();
  const name = window.getByRole("dialog").getByRole("textbox", { name: "Name" });
  await open.click();
  const kept = window.waitForResponse((response) => response.url().endsWith("/ipc/objectDrafts.put"));
  await name.fill("build");
  await kept;
  await window.reload();
  await expect(name).toHaveValue("build");
});
