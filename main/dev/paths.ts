import { resolve } from "node:path";

/** The checkout's top folder. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** A path below the checkout's top folder. */
export function inRoot(...parts: string[]): string {
  return resolve(ROOT, ...parts);
}
