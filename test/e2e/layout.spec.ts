import type { Page } from "@playwright/test";
import { EVERY_PLACE } from "./pages/everyPlace.ts";
import { exploreDemo } from "./pages/places.ts";
import { SIGNING_PLACES } from "./pages/signingPlaces.ts";
import { expect, test } from "./support/test.ts";

/** 1280×800 as the design promises, half of it (the same window at 200 % zoom), and a common large window. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 640, height: 800 },
] as const;

/** What cannot be reached: a page that scrolls sideways, and controls outside the window that no frame scrolls into it. */
function cutOff(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    const wide = [document.documentElement, document.querySelector("main")]
      .filter((element) => element !== null && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element?.tagName} scrolls sideways: ${element?.scrollWidth} px in ${element?.clientWidth}`);
    const scrolls = (element: Element): boolean => {
      for (let frame = element.parentElement; frame; frame = frame.parentElement) {
        if (["auto", "scroll"].includes(getComputedStyle(frame).overflowX) && frame.scrollWidth > frame.clientWidth) return true;
      }
      return false;
    };
    const outside = [...document.querySelectorAll("button, a[href], input, select, textarea, h1, h2, h3")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".pf-v6-c-skip-to-content, .pf-v6-screen-reader, [inert]"))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1) && !scrolls(element);
      })
      .map((element) => `${element.tagName} "${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40)}" is outside`);
    return [...wide, ...outside];
  });
}

test("nothing is cut off at 1280×800, at 1920×1080 and at 200 % zoom", async ({ window }) => {
  test.slow();
  await window.setViewportSize(SIZES[0]);
  await exploreDemo(window);
  for (const { name, open } of [...EVERY_PLACE, ...SIGNING_PLACES]) {
    await open(window);
    for (const size of SIZES.toReversed()) {
      await window.setViewportSize(size);
      await expect.soft.poll(() => cutOff(window), { message: `${name} at ${size.width} px`, timeout: 3000 }).toEqual([]);
    }
  }
});

test("the results' first rows and the impact of an edit are in sight at 1280×800", async ({ window }) => {
  await window.setViewportSize({ width: 1280, height: 800 });
  await exploreDemo(window);
  await expect(window.getByRole("region", { name: "Workloads" }).getByRole("row").nth(5)).toBeInViewport();
  await window.getByRole("button", { name: "Edit the policy" }).click();
  await expect(window.getByRole("status", { name: "Impact" })).toBeInViewport();
  await expect(window.getByRole("checkbox", { name: "containers that run in the host network namespace" })).toBeInViewport();
  await expect(window.getByRole("button", { name: "Save" })).toBeInViewport();
});
