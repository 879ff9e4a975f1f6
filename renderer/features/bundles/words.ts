import type { BundleSummary, Signer } from "../../../shared/ipc/signing.ts";
import { count } from "../../ui/format.ts";

/** Words of bundles that several pages say. */

/** Less than this many days left: time to issue it again. */
export const SOON = 30;

/** How long a bundle is good, and how pressing that is. */
export function expiryOf(daysLeft: number): { text: string; status: "danger" | "warning" | "success" } {
  if (daysLeft < -1) return { text: `expired ${count(-daysLeft - 1, "day")} ago`, status: "danger" };
  if (daysLeft < 0) return { text: "expired", status: "danger" };
  if (daysLeft === 0) return { text: "expires within a day", status: "warning" };
  return { text: `${count(daysLeft, "day")} left`, status: daysLeft <= SOON ? "warning" : "success" };
}

export const ORIGINS: Record<BundleSummary["origin"], string> = { made: "made here", received: "received" };

/** Persons whose signature counts, each once. */
export function signedBy(signers: readonly Signer[]): string[] {
  return [...new Set(signers.flatMap(({ state, person }) => (state === "good" && person !== undefined ? [person] : [])))];
}

/** `needs 2 of 3 · has 1`; without a trust list how many signatures it has, for nobody can say more. */
export function progressText({ signers, needed, missing }: Pick<BundleSummary, "signers" | "needed" | "missing">): string {
  if (needed === undefined) return signers.length === 0 ? "not signed" : count(signers.length, "signature");
  const signed = signedBy(signers).length;
  return `needs ${needed} of ${signed + missing.length} · has ${signed}`;
}

export function bundleFileName({ name, version }: Pick<BundleSummary, "name" | "version">): string {
  return `${name}-v${version}.polbundle`;
}

/** Versions of the same bundle: only the newest of each needs anybody. */
export function newestOfEach(bundles: readonly BundleSummary[]): BundleSummary[] {
  const newest = new Map<string, BundleSummary>();
  for (const bundle of bundles) {
    const known = newest.get(bundle.bundleId);
    if (!known || known.version < bundle.version) newest.set(bundle.bundleId, bundle);
  }
  return [...newest.values()];
}
