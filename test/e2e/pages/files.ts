import { expect, type Locator, type Page } from "@playwright/test";
import { resultsOf } from "./places.ts";

/** Goes to a folder in the open file chooser and ticks what is named there. */
export async function chooseFiles(chooser: Locator, folder: string, names: readonly string[]): Promise<void> {
  await chooser.getByLabel("Path", { exact: true }).fill(folder);
  await chooser.getByRole("button", { name: "Go", exact: true }).click();
  for (const name of names) await chooser.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
}

/** Imports files as cluster data by the *Open files* door or *Import files*, whichever the page has; with a policy to its results. */
export async function importFiles(window: Page, folder: string, names: readonly string[], as: string, policy?: string): Promise<void> {
  await window.getByRole("main").getByRole("button", { name: /^(Open|Import) files$/ }).first().click();
  const chooser = window.getByRole("dialog", { name: "Open a snapshot, a dump or manifests" });
  await chooseFiles(chooser, folder, names);
  await chooser.getByRole("button", { name: "Open", exact: true }).click();
  const dialog = window.getByRole("dialog", { name: "Import cluster data" });
  await dialog.getByLabel("Name", { exact: false }).first().fill(as);
  if (policy === undefined) {
    await dialog.getByRole("button", { name: "Import", exact: true }).click();
    return expect(snapshotRow(window, as)).toBeVisible();
  }
  await dialog.getByRole("combobox", { name: "Scan with" }).selectOption(policy);
  await dialog.getByRole("button", { name: "Import and scan" }).click();
  await resultsOf(window, as);
}

/** The row of cluster data that is kept. */
export function snapshotRow(window: Page, name: string): Locator {
  return window.getByRole("grid", { name: "Snapshots" }).getByRole("row").filter({ hasText: name });
}

/** Adds a kubeconfig by the door of the first start or the page *Clusters*, whichever is shown. */
export async function addKubeconfig(window: Page, folder: string, name: string): Promise<void> {
  await window.getByRole("main").getByRole("button", { name: /^(Connect|Add) a kubeconfig$/ }).first().click();
  const chooser = window.getByRole("dialog", { name: "Connect a kubeconfig" });
  await chooseFiles(chooser, folder, [name]);
  await chooser.getByRole("button", { name: "Add kubeconfig" }).click();
  await expect(chooser).toBeHidden();
}
