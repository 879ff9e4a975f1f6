import type { Locator, Page } from "@playwright/test";

/** More stops than any page has. */
const STOPS = 500;

/**
 * Presses Tab, or Shift+Tab where that is the way, until the focus is on an element, as somebody without a mouse does. How
 * often is foreseen from the page, and what was foreseen wrongly is corrected: asking at every stop would take most of the time.
 */
export async function tabTo(window: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < STOPS;) {
    const distance = await target.evaluate(distanceTo);
    if (distance === 0) return;
    for (let step = 0; step < Math.abs(distance); step++) await window.keyboard.press(distance < 0 ? "Shift+Tab" : "Tab");
    stops += Math.abs(distance);
  }
  throw new Error(`The keyboard does not reach ${String(target)} in ${STOPS} stops.`);
}

/** Stops from the focus to an element, backwards below 0; runs in the page. */
function distanceTo(element: Element): number {
  const focused = document.activeElement;
  if (element === focused) return 0;
  const isStop = (one: HTMLElement) => one.tabIndex >= 0 && !one.matches(":disabled, [inert] *") && one.checkVisibility({ visibilityProperty: true });
  const stops: Element[] = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]")].filter(isStop);
  const from = focused ? stops.indexOf(focused) : -1;
  const foreseen = stops.indexOf(element) - from;
  // What has the focus may itself be no stop: only the direction is known then.
  if (focused && focused !== document.body && from < 0) return focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
  return foreseen === 0 ? 1 : foreseen;
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
