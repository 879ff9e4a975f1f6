import { readFileSync, writeFileSync } from "node:fs";

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the window was when it was last closed. Without a place the system centres it. */
export interface WindowState {
  width: number;
  height: number;
  x?: number;
  y?: number;
  maximized: boolean;
}

export const MINIMUM = { width: 800, height: 560 };
const FIRST: WindowState = { width: 1360, height: 880, maximized: false };
/** So much of the window must be on a screen for it to be grasped. */
const VISIBLE = 80;

/**
 * The state to open a window with, from what was stored (anything at all: the file may be damaged) and the screens there
 * are now. A window that would lie on no screen is centred.
 */
export function restoredState(stored: unknown, screens: readonly Bounds[]): WindowState {
  if (!isState(stored)) return FIRST;
  const size = { width: Math.max(stored.width, MINIMUM.width), height: Math.max(stored.height, MINIMUM.height), maximized: stored.maximized };
  const { x, y } = stored;
  if (x === undefined || y === undefined) return size;
  return screens.some((screen) => overlaps({ x, y, ...size }, screen)) ? { ...size, x, y } : size;
}

function overlaps(window: Bounds, screen: Bounds): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const height = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y);
  // The title bar is at the top: it must not be above the screen.
  return width >= VISIBLE && height >= VISIBLE && window.y >= screen.y;
}

function isState(value: unknown): value is WindowState {
  if (typeof value !== "object" || value === null) return false;
  const { width, height, x, y, maximized } = value as Record<string, unknown>;
  const place = (n: unknown): boolean => n === undefined || Number.isSafeInteger(n);
  return Number.isSafeInteger(width) && Number.isSafeInteger(height) && place(x) && place(y) && typeof maximized === "boolean";
}

/** The stored state, or undefined when there is none that can be read: then the window opens as at first. */
export function loadState(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** A window's place is not worth an error message: when it cannot be written, it is forgotten. */
export function saveState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {
    return;
  }
}
