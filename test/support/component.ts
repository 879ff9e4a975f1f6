import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

configure({ asyncUtilTimeout: 15_000 });

// jsdom lays nothing out and has no media queries: every window is a narrow one here.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), { media, matches: false, onchange: null, addListener: () => {}, removeListener: () => {} });

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});
