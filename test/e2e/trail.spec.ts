import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { chooseFiles } from "./pages/files.ts";
import { goTo } from "./pages/places.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

async function setAuthor(window: Page, name: string): Promise<void> {
  await goTo(window, "Settings");
  await window.getByRole("textbox", { name: "Author" }).fill(name);
  await window.getByRole("button", { name: "Save settings" }).click();
  await expect(window.getByText("Settings saved").first()).toBeVisible();
}

async function exportTrail(window: Page, folder: string, name: string): Promise<void> {
  await window.getByRole("main").getByRole("button", { name: "Export" }).click();
  const dialog = window.getByRole("dialog", { name: "Export the audit trail" });
  await chooseFiles(dialog, folder, []);
  await dialog.getByRole("textbox", { name: "File name" }).fill(name);
  await dialog.getByRole("button", { name: "Export" }).click();
  await expect(dialog).toBeHidden();
}

test("the trail tells what was done, its chain holds, and a copy that was cut off is found by one that left earlier", async ({ window, folders }) => {
  await setAuthor(window, "Ada");
  await goTo(window, "Audit trail");
  const trail = window.getByRole("grid", { name: "Audit trail" });
  await expect(trail.getByRole("row").nth(1)).toContainText("Settings changed");
  await expect(trail.getByRole("row").nth(1)).toContainText("Ada");
  await expect(window.getByRole("status", { name: "Chain" })).toContainText("The chain holds");

  await exportTrail(window, folders.files, "left.ndjson");
  await expect(trail.getByRole("row").nth(1)).toContainText("Audit trail exported");
  await window.getByLabel("What was done").selectOption("Audit trail exported");
  await expect(trail.getByRole("row")).toHaveCount(2);
  await window.getByLabel(/^Text in subject/).fill("nobody");
  await expect(window.getByText("No record passes the filter")).toBeVisible();
  await window.getByRole("button", { name: "Show all records" }).click();

  const lines = readFileSync(join(folders.files, "left.ndjson"), "utf8").trimEnd().split("\n");
  writeFileSync(join(folders.files, "cut.ndjson"), `${lines.slice(0, -1).join("\n")}\n`);
  await window.getByRole("main").getByRole("button", { name: "Verify" }).click();
  await window.getByRole("button", { name: "Add files that left the desk" }).click();
  const chooser = window.getByRole("dialog", { name: "Choose files that left the desk" });
  await chooseFiles(chooser, folders.files, ["left.ndjson"]);
  await chooser.getByRole("button", { name: "Choose" }).click();
  const dialog = window.getByRole("dialog", { name: "Verify the audit trail" });
  await dialog.getByRole("button", { name: "Verify" }).click();
  await expect(dialog.getByText("Nothing was cut off or rewritten since these files were made")).toBeVisible();

  await dialog.getByRole("radio", { name: "A copy" }).click();
  const copy = window.getByRole("dialog", { name: "Choose a copy of an audit trail" });
  await chooseFiles(copy, folders.files, ["cut.ndjson"]);
  await copy.getByRole("button", { name: "Choose" }).click();
  await dialog.getByRole("button", { name: "Verify" }).click();
  await expect(dialog.getByRole("grid", { name: "Files compared" })).toContainText("its end was cut off");
  await expectAccessible(window, "A copy that was cut off");
});
