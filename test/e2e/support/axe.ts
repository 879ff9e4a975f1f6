import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe finds, one line each: rule, element, and what is wrong with it. `rules`: only these. */
async function findings(window: Page, rules?: string[]): Promise<string[]> {
  // The window has no frames: without them axe needs no second page to sum up in.
  const axe = new AxeBuilder({ page: window }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary?.replace(/\s+/g, " ")}`));
}

/** axe finds nothing: all rules in the light, then in the dark those that can differ there. */
export async function expectAccessible(window: Page, name: string): Promise<void> {
  await window.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect.soft(await findings(window), `${name}, light`).toEqual([]);
  await window.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect.soft(await findings(window, ["color-contrast", "link-in-text-block"]), `${name}, dark`).toEqual([]);
}
