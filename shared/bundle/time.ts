import { z } from "zod";

/** A time in the one spelling that signed documents have: `2026-05-01T12:00:00Z`. */
export const TIME = z.string().refine(isTime, "a time such as 2026-05-01T12:00:00Z");

/** Only real times: no 31st of February, no time zone, no fraction. */
function isTime(text: string): boolean {
  const time = Date.parse(text);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString() === text.replace("Z", ".000Z");
}

/** Any RFC 3339 time in that spelling; fractions of a second are cut off. */
export function signedTime(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
