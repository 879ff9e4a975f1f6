import { vi } from "vitest";

/** jsdom lays nothing out. Every element gets the size of a window, so that what depends on size draws something. */
export function giveElementsSize(): void {
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(800);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(1280);
}
