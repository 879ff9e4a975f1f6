import { EVERY_PLACE } from "./pages/everyPlace.ts";
import { exploreDemo } from "./pages/places.ts";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

test("axe finds nothing at any place, light and dark", async ({ window }) => {
  test.slow();
  await expect(window.getByRole("button", { name: "Explore the demo cluster" })).toBeVisible();
  await expectAccessible(window, "First start");
  await exploreDemo(window);
  for (const { name, open } of EVERY_PLACE) {
    await open(window);
    await expectAccessible(window, name);
  }
});
