import type { Purpose } from "./types.ts";

/** What is signed elsewhere, in words. */
export const PURPOSES: Record<Purpose, string> = {
  bundle: "the bundle’s statement",
  approval: "your approval",
  trust: "the trust list",
  report: "the file’s statement",
  trail: "the end of the audit trail",
};
