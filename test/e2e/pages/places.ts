import { expect, type Locator, type Page } from "@playwright/test";

/** The entries of the navigation. */
export type PlaceName = "Overview" | "Policies" | "Rulesets" | "Attestors" | "Clusters" | "Scans" | "Bundles" | "Signed files" | "Audit trail" | "Connections" | "Keys and trust" | "Settings";

/** A place, a dialog or a drawer as a visitor sees it. */
export interface View {
  name: string;
  /** Goes there from wherever the window is, and waits until it is drawn. */
  open: (window: Page) => Promise<unknown>;
}

/** Closes what lies over the page. */
export const close = (window: Page) => window.keyboard.press("Escape");

/** Goes to a place by the navigation and waits until it is drawn. */
export async function goTo(window: Page, place: PlaceName): Promise<void> {
  await window.getByRole("navigation", { name: "Places" }).getByRole("link", { name: place }).click();
  await expect(window.getByRole("heading", { level: 1 })).toHaveText(place);
}

/** From the first start to the demo cluster's results. */
export async function exploreDemo(window: Page): Promise<void> {
  await window.getByRole("button", { name: "Explore the demo cluster" }).click();
  await resultsOf(window, "demo");
}

/** Waits for the finished results of a scan of cluster data whose name contains `data`. */
export async function resultsOf(window: Page, data: string): Promise<void> {
  await expect(window).toHaveURL(/#\/scans\/./);
  await expect(window.getByRole("heading", { level: 1 })).toContainText(data, { ignoreCase: true });
  await expect(window.getByText(/took \d/)).toBeVisible();
}

/** The row of a workload in the results. */
export function workload(window: Page, namespace: string, name: string): Locator {
  return window.getByRole("region", { name: "Workloads" }).getByRole("row").filter({ hasText: namespace }).filter({ has: window.getByRole("button", { name, exact: true }) });
}

/** How many workloads have a verdict, as the results' summary counts them. `word` as on screen: block, log, … */
export async function verdictCount(window: Page, word: string): Promise<number> {
  const button = window.getByRole("group", { name: "Verdicts" }).getByRole("button", { name: new RegExp(`^[\\d,.\\s]+${word}`, "i") });
  return numberIn(await button.innerText());
}

/** The first number of a text. */
export function numberIn(text: string): number {
  const found = /\d[\d,.\s]*/.exec(text)?.[0].replace(/\D/g, "");
  if (!found) throw new Error(`There is no number in "${text}".`);
  return Number(found);
}
