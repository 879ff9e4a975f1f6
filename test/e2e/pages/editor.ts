import { expect, type Locator, type Page } from "@playwright/test";
import { numberIn } from "./places.ts";

/** Waits for the editor of a policy. */
export async function editorOf(window: Page, name: string): Promise<void> {
  await expect(window.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(window.getByRole("tab", { name: "Cluster-wide" })).toBeVisible();
}

/** A rule of the open definition by a part of its sentence. */
export function rule(window: Page, sentence: string | RegExp): Locator {
  return window.getByRole("listitem").filter({ has: window.getByRole("checkbox", { name: sentence }) });
}

/** The Deployment action of a rule. */
export function deploymentAction(of: Locator): Locator {
  return of.getByRole("combobox", { name: /^Deployment action/ });
}

/** Types a value into a field of chips. */
export async function addChip(field: Locator, value: string): Promise<void> {
  await field.fill(value);
  await field.press("Enter");
}

/** *Impact now*: what the draft would do to the cluster data. */
export function impactPanel(window: Page): Locator {
  return window.getByRole("complementary", { name: "Impact now" });
}

/** The panel's count of a verdict, as on screen: block, log, … */
export async function impactCount(window: Page, word: string): Promise<number> {
  const text = await impactPanel(window).getByRole("status", { name: "Impact" }).innerText();
  return numberIn(new RegExp(`[\\d,.]+\\s*${word}`, "i").exec(text)?.[0] ?? text);
}

/** Saves and waits until the version is shown. */
export async function save(window: Page, version: number): Promise<void> {
  await window.getByRole("button", { name: /^(Save|Create)$/ }).click();
  await expect(window.getByText(new RegExp(`v${version} · saved`))).toBeVisible();
}
