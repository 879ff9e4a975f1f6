import type { BundleRequest, BundleSummary } from "../../../../shared/ipc/signing.ts";
import type { ScanSummary } from "../../../../shared/ipc/types.ts";

/** What the wizard asks for, until it is a request. */

/** What the trusted side takes when nothing else is said, and at most. */
export const DEFAULT_DAYS = 90;
export const MOST_DAYS = 3650;

export interface Wanted {
  /** Absent until it is typed: the name of the first policy. */
  name?: string;
  /** Without a version the newest. */
  policies: { name: string; version?: number }[];
  /** As it is typed: places, separated by commas. */
  audience: string;
  days: number;
  /** `none`: no scan goes along. Absent: the newest one that fits. */
  scanId?: string;
  workloadNames: boolean;
}

export function wantedFirst(policy: string | null): Wanted {
  return { policies: policy === null ? [] : [{ name: policy }], audience: "", days: DEFAULT_DAYS, workloadNames: false };
}

export function nameOf({ name, policies }: Wanted): string {
  return name?.trim() ?? policies[0]?.name ?? "";
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export function nameProblem(name: string): string | undefined {
  return NAME.test(name) ? undefined : "Letters, digits, dots, dashes and underscores, 1 to 64 characters, the first a letter or digit.";
}

export function daysProblem(days: number): string | undefined {
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? undefined : `A whole number from 1 to ${MOST_DAYS}.`;
}

export function audienceOf(text: string): string[] {
  return [...new Set(text.split(",").map((place) => place.trim()).filter(Boolean))];
}

/** Finished scans of the chosen policies, the newest first; that their version is the chosen one is said, not asked. */
export function scansFor({ policies }: Pick<Wanted, "policies">, scans: readonly ScanSummary[]): ScanSummary[] {
  return scans.filter(({ state, policy }) => state === "done" && policies.some(({ name }) => name === policy)).toSorted((a, b) => Date.parse(b.started) - Date.parse(a.started));
}

/** The scan that goes along: the chosen one while it fits, else the newest that does. */
export function scanOf(wanted: Wanted, scans: readonly ScanSummary[]): ScanSummary | undefined {
  if (wanted.scanId === "none") return undefined;
  const fitting = scansFor(wanted, scans);
  return fitting.find(({ id }) => id === wanted.scanId) ?? fitting[0];
}

/** The number that the bundle will get. */
export function nextVersion(name: string, bundles: readonly BundleSummary[]): number {
  return Math.max(0, ...bundles.filter((bundle) => bundle.origin === "made" && bundle.name === name).map(({ version }) => version)) + 1;
}

export function requestOf(wanted: Wanted, scans: readonly ScanSummary[]): BundleRequest {
  const scan = scanOf(wanted, scans);
  return {
    name: nameOf(wanted),
    policies: wanted.policies,
    audience: audienceOf(wanted.audience),
    days: wanted.days,
    ...(scan ? { scanId: scan.id, workloadNames: wanted.workloadNames } : {}),
  };
}
