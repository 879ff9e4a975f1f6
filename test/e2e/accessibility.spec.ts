import type { Page } from "@playwright/test";
import { EVERY_PLACE } from "./pages/everyPlace.ts";
import { exploreDemo, type View } from "./pages/places.ts";
import { SIGNING_PLACES } from "./pages/signingPlaces.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

async function visit(window: Page, views: readonly View[]): Promise<void> {
  for (const { name, open } of views) {
    await open(window);
    await expectAccessible(window, name);
  }
}

test("axe finds nothing at any place, light and dark", async ({ window }) => {
  test.slow();
  await expect(window.getByRole("button", { name: "Explore the demo cluster" })).toBeVisible();
  await expectAccessible(window, "First start");
  await exploreDemo(window);
  await visit(window, EVERY_PLACE);
});

test("axe finds nothing where something is signed, light and dark", async ({ window }) => {
  test.slow();
  await exploreDemo(window);
  await visit(window, SIGNING_PLACES);
});
