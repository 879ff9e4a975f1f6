import type { Locator, Page } from "@playwright/test";

/** More stops than any page has. */
const STOPS = 500;

/** Presses Tab, or Shift+Tab where that is the way, until the focus is on an element, as somebody without a mouse does. */
export async function tabTo(window: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    const where = await target.evaluate((element) => {
      const focused = document.activeElement;
      if (element === focused) return "here";
      if (!focused || focused === document.body) return "ahead";
      return focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? "behind" : "ahead";
    });
    if (where === "here") return;
    await window.keyboard.press(where === "behind" ? "Shift+Tab" : "Tab");
  }
  throw new Error(`The keyboard does not reach ${String(target)} in ${STOPS} stops.`);
}

/** Goes to an element and presses a key on it. */
export async function pressOn(window: Page, target: Locator, key: string): Promise<void> {
  await tabTo(window, target);
  await window.keyboard.press(key);
}

/** Goes to a field and types into it. */
export async function typeInto(window: Page, target: Locator, text: string): Promise<void> {
  await tabTo(window, target);
  await window.keyboard.insertText(text);
}

/** Types values into a field of chips, each with Enter. */
export async function typeChips(window: Page, target: Locator, ...values: string[]): Promise<void> {
  for (const value of values) {
    await typeInto(window, target, value);
    await window.keyboard.press("Enter");
  }
}

/** Chooses an option of a menu by arrow keys. */
export async function arrowTo(window: Page, target: Locator, value: string): Promise<void> {
  await tabTo(window, target);
  const steps = await target.evaluate((element, wanted) => {
    const menu = element as HTMLSelectElement;
    return [...menu.options].findIndex((option) => option.value === wanted) - menu.selectedIndex;
  }, value);
  for (let step = 0; step < Math.abs(steps); step++) await window.keyboard.press(steps < 0 ? "ArrowUp" : "ArrowDown");
}
