import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { EVERY_PLACE } from "./pages/everyPlace.ts";
import { exploreDemo } from "./pages/places.ts";
import { expect, test } from "./support/test.ts";

/** What axe finds, one line each: rule, element, and what is wrong with it. `rules`: only these. */
async function findings(window: Page, rules?: string[]): Promise<string[]> {
  // The window has no frames: without them axe needs no second page to sum up in.
  const axe = new AxeBuilder({ page: window }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary?.replace(/\s+/g, " ")}`));
}

/** All rules in the light, then in the dark those that can differ there. */
async function expectNothing(window: Page, name: string): Promise<void> {
  await window.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect.soft(await findings(window), `${name}, light`).toEqual([]);
  await window.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect.soft(await findings(window, ["color-contrast", "link-in-text-block"]), `${name}, dark`).toEqual([]);
}

test("axe finds nothing at any place, light and dark", async ({ window }) => {
  test.slow();
  await expect(window.getByRole("button", { name: "Explore the demo cluster" })).toBeVisible();
  await expectNothing(window, "First start");
  await exploreDemo(window);
  for (const { name, open } of EVERY_PLACE) {
    await open(window);
    await expectNothing(window, name);
  }
});
