import type { Locator, Page } from "@playwright/test";
import { chooseFiles } from "./pages/files.ts";
import { goTo } from "./pages/places.ts";
import { expectAccessible } from "./support/axe.ts";
import { ask } from "./support/desk.ts";
import { startServer } from "./support/server.ts";
import { expect, test } from "./support/test.ts";

const PASSPHRASE = "glacier pontoon marble fiddle 7";

const dialogOf = (window: Page): Locator => window.getByRole("dialog");

async function generate(window: Page, name: string): Promise<void> {
  await goTo(window, "Keys and trust");
  await window.getByRole("main").getByRole("button", { name: "Generate key" }).click();
  const dialog = dialogOf(window);
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.locator("#key-passphrase").fill(PASSPHRASE);
  await dialog.locator("#key-passphrase-again").fill(PASSPHRASE);
  // Enter in the last field does what the button does.
  await window.keyboard.press("Enter");
  await expect(window.getByRole("heading", { level: 1 })).toHaveText(name);
}

async function addPerson(window: Page, place: number, name: string, key: string): Promise<void> {
  if (place > 0) await window.getByRole("button", { name: "Add person" }).click();
  await window.getByRole("textbox", { name: "Name" }).nth(place).fill(name);
  const menu = window.getByRole("combobox", { name: `Give ${name} a key` });
  await menu.selectOption(await menu.locator("option", { hasText: new RegExp(`^${key} ·`) }).getAttribute("value"));
}

async function sign(window: Page, key: string, passphrase: string): Promise<void> {
  await window.getByRole("button", { name: "Sign", exact: true }).click();
  const dialog = dialogOf(window);
  const menu = dialog.getByRole("combobox", { name: "Key" });
  await menu.selectOption(await menu.locator("option", { hasText: new RegExp(`^${key} ·`) }).getAttribute("value"));
  await dialog.locator("#sign-passphrase").fill(passphrase);
  await dialog.getByRole("button", { name: "Sign", exact: true }).click();
}

test("keys are made, two of three sign the first trust list, another desk pins it by the words it hears, and a key is revoked", async ({ window, folders, browser, complaints }) => {
  test.slow();
  for (const name of ["ada", "grace", "lin"]) await generate(window, name);
  await goTo(window, "Keys and trust");
  await expect(window.getByRole("grid", { name: "Keys" }).getByRole("row")).toHaveCount(4);

  await window.getByRole("tab", { name: "Trust" }).click();
  await expect(window.getByRole("tab", { name: "Trust" })).toBeFocused();
  await window.getByRole("button", { name: "Make the first list" }).click();
  await addPerson(window, 0, "Ada", "ada");
  await addPerson(window, 1, "Grace", "grace");
  await addPerson(window, 2, "Lin", "lin");
  for (const role of ["Policy bundles", "Trust list"]) await window.getByRole("button", { name: `${role}: one more` }).click();
  // What is typed is in the store, not in the window alone.
  await expect.poll(async () => (await ask(window, "objectDrafts.get", { kind: "trustList", name: "" }))?.document).toMatchObject({ content: { roles: { trust: { threshold: 2 } } } });
  await window.reload();
  await expect(window.getByRole("textbox", { name: "Name" }).nth(2)).toHaveValue("Lin");
  await window.getByRole("button", { name: "Propose", exact: true }).click();

  await expect(window.getByText("2 more signatures needed: Ada, Grace, or Lin.")).toBeVisible();
  await sign(window, "ada", "not the passphrase");
  await expect(dialogOf(window).getByText("The passphrase is wrong.")).toBeVisible();
  await expect(dialogOf(window).locator("#sign-passphrase")).toBeFocused();
  await window.keyboard.type(PASSPHRASE);
  await window.keyboard.press("Enter");
  await expect(window.getByText("Signed: Ada. 1 more signature needed: Grace or Lin.")).toBeVisible();
  await sign(window, "lin", PASSPHRASE);
  await window.getByRole("button", { name: "Make it the trusted list" }).click();
  await expect(window.getByRole("heading", { name: "Trusted here: version 1" })).toBeVisible();

  await window.getByRole("button", { name: "Fingerprint to read aloud" }).click();
  const words = await window.getByRole("list", { name: "Fingerprint in words" }).getByRole("listitem").allInnerTexts();
  await window.getByRole("button", { name: "Export", exact: true }).click();
  await chooseFiles(dialogOf(window), folders.files, []);
  await expect(dialogOf(window).getByRole("region", { name: `Content of ${folders.files}` })).toBeVisible();
  await dialogOf(window).getByRole("button", { name: "Export" }).click();
  await expect(dialogOf(window)).toBeHidden();

  const there = await startServer({ store: `${folders.store}-there`, home: folders.home });
  try {
    const other = await browser.newPage();
    other.on("pageerror", (error) => complaints.push(String(error)));
    await other.goto(there.address());
    await goTo(other, "Keys and trust");
    await other.getByRole("tab", { name: "Trust" }).click();
    await other.getByRole("button", { name: "Import a trust list" }).click();
    await chooseFiles(dialogOf(other), folders.files, ["trust-v1.dsse.json"]);
    await dialogOf(other).getByRole("button", { name: "Look at it" }).click();
    const open = dialogOf(other).getByRole("textbox", { name: /^Word \d+/ });
    await expect(open).toHaveCount(8);
    await expectAccessible(other, "Pinning a list");
    for (const field of await open.all()) {
      const place = Number(/\d+/.exec((await field.getAttribute("aria-label")) ?? "")?.[0]);
      await field.fill((words[place - 1] ?? "").replace(/^\d+\s*/, ""));
    }
    await dialogOf(other).getByRole("button", { name: "Compare and trust this list" }).click();
    await expect(other.getByRole("heading", { name: "Trusted here: version 1" })).toBeVisible();
    await other.close();
  } finally {
    await there.stop();
  }

  await window.getByRole("tab", { name: "Keys" }).click();
  await window.getByRole("link", { name: "grace", exact: true }).click();
  await window.getByRole("button", { name: "Revoke" }).click();
  await dialogOf(window).getByRole("textbox", { name: "Reason" }).fill("stolen");
  await dialogOf(window).getByRole("button", { name: "Revoke key" }).click();
  await expect(window.getByText("Reason: stolen")).toBeVisible();
  await window.getByRole("link", { name: "Propose a list that revokes it" }).click();
  await expect(window.getByRole("list", { name: "Changes" })).toContainText("of Grace is revoked since");
});
