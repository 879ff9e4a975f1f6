import type { PolicySide } from "../../shared/ipc/resultQueries.ts";

/** Addresses of places that other places lead to. */

/** Two policies (or versions, or a draft) on the same cluster data; what is not said is chosen there. */
export function comparePoliciesPath({ data, a, b }: { data?: string; a?: PolicySide; b?: PolicySide }): string {
  return `/compare?${paramsOf({ data, a: a && sideText(a), b: b && sideText(b) })}`;
}

/** Two scans, the earlier one first. */
export function compareScansPath(a: string, b: string): string {
  return `/compare?${paramsOf({ scans: "1", a, b })}`;
}

/** The place where a file is signed. */
export function signFilePath(path: string): string {
  return `/signed-files?${paramsOf({ sign: path })}`;
}

/** The history of the cluster that a scan is of. */
export function historyPath(scanId?: string): string {
  return `/scans/history${scanId === undefined ? "" : `?${paramsOf({ scan: scanId })}`}`;
}

/** A plan from logging to blocking. */
export function rolloutPath({ policy, version, data = [] }: { policy?: string; version?: number; data?: string[] }): string {
  const params = new URLSearchParams(paramsOf({ policy, version: version === undefined ? undefined : String(version) }));
  for (const id of data) params.append("data", id);
  return `/rollout?${params}`;
}

/** A bundle of this place, by the digest of its statement. */
export function bundlePath(statementSha256: string): string {
  return `/bundles/${statementSha256}`;
}

/** Where a bundle of the store is signed or approved. */
export function signBundlePath(statementSha256: string): string {
  return `${bundlePath(statementSha256)}/sign`;
}

/** The export of a bundle, with a policy chosen. */
export function exportBundlePath(policy?: string): string {
  return `/bundles/export?${paramsOf({ policy })}`;
}

/** The checks of a bundle in a file. */
export function importBundlePath(file: string): string {
  return `/bundles/import?${paramsOf({ file })}`;
}

/** `web_baseline@7`, `web_baseline@draft`, `web_baseline` for the newest version. Names of policies hold no `@`. */
export function sideText({ name, version, draft }: PolicySide): string {
  return draft ? `${name}@draft` : version === undefined ? name : `${name}@${version}`;
}

export function parseSide(text: string): PolicySide | undefined {
  const [name = "", which = ""] = text.split("@");
  if (name === "") return undefined;
  if (which === "draft") return { name, draft: true };
  const version = Number(which);
  return which !== "" && Number.isSafeInteger(version) && version > 0 ? { name, version } : { name };
}

function paramsOf(values: Record<string, string | undefined>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) params.set(key, value);
  return params.toString();
}
