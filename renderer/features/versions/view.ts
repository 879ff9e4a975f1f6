import type { PolicyVersion } from "../../../shared/ipc/types.ts";

/** A side of a comparison: a version, or what is not saved yet. */
export type Which = number | "draft";

/** What the page shows: two sides, and whether their difference is told in words or as text. */
export interface VersionsView {
  a: number;
  b: Which;
  as: "words" | "text";
}

export function versionsPath(name: string): string {
  return `/policies/${encodeURIComponent(name)}/versions`;
}

export function whichText(which: Which): string {
  return which === "draft" ? "draft" : `v${which}`;
}

/**
 * The view that an address holds. Without one, what changed last: the newest version against the draft, else against the
 * one before. `versions` newest first.
 */
export function readVersionsView(params: URLSearchParams, versions: PolicyVersion[], hasDraft: boolean): VersionsView {
  const newest = versions[0]?.version ?? 1;
  const known = (text: string | null): number | undefined => versions.find(({ version }) => String(version) === text)?.version;
  const to = params.get("b");
  const b = hasDraft && (to === "draft" || to === null) ? "draft" : (known(to) ?? newest);
  const a = known(params.get("a")) ?? (b === "draft" ? newest : Math.max(1, newest - 1));
  return { a, b, as: params.get("as") === "text" ? "text" : "words" };
}

export function versionsParams({ a, b, as }: VersionsView): URLSearchParams {
  return new URLSearchParams({ a: String(a), b: String(b), ...(as === "text" ? { as } : {}) });
}
