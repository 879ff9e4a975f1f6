import { generateKeyPairSync } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { goTo } from "./places.ts";

/** Makes a ruleset with a predefined rule, a label and an example file of custom rules, and stays in its editor. */
export async function makeRuleset(window: Page, name: string): Promise<void> {
  await goTo(window, "Rulesets");
  await window.getByRole("main").getByRole("button", { name: "Create" }).first().click();
  await window.getByRole("textbox", { name: "Name" }).fill(name);
  await window.getByRole("button", { name: "Proceed to rules" }).click();
  await window.getByRole("button", { name: "Add rule" }).click();
  await window.getByRole("checkbox", { name: /TM-00000006/ }).check();
  await window.getByRole("button", { name: "Add 1 rule" }).click();
  await window.getByRole("button", { name: "Add label" }).click();
  await window.getByRole("textbox", { name: "Label 1: key" }).fill("app.kubernetes.io/name");
  await window.getByRole("textbox", { name: "Label 1: value" }).fill("web");
  await window.getByRole("button", { name: "Write or paste" }).click();
  await window.getByRole("button", { name: "Start with an example" }).click();
  await expect(window.getByText("No problems found.")).toBeVisible();
  await window.getByRole("button", { name: "Create", exact: true }).click();
  await expect(window.getByRole("button", { name: "Save", exact: true })).toBeVisible();
}

/** Makes an attestor with a new key, and opens it. */
export async function makeAttestor(window: Page, name: string): Promise<void> {
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "pem", type: "spki" }).toString();
  await goTo(window, "Attestors");
  await window.getByRole("main").getByRole("button", { name: "Add attestor" }).first().click();
  const dialog = window.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Public key" }).fill(key);
  await expect(dialog.getByText("ECDSA P-256")).toBeVisible();
  await dialog.getByRole("button", { name: "Add attestor" }).click();
  await window.getByRole("link", { name }).click();
  await expect(window.getByRole("heading", { level: 1 })).toHaveText(name);
}
