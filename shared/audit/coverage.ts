import type { ListedPlaces, SkippedCount, Unreadable } from "../kube/source.ts";

export type { SkippedCount } from "../kube/source.ts";

/** What a scan saw and what it did not: nothing is left out in silence. */
export interface Coverage {
  /** Pod-bearing objects that were judged. */
  examined: number;
  skipped: SkippedCount[];
  unreadable: Unreadable[];
  /** With places: listed namespace by namespace. */
  notListed: ({ resource: string; permission: string; message?: string } & Partial<ListedPlaces>)[];
  /** The namespaces that were read, where the user asked for some alone. */
  onlyNamespaces?: string[];
  /** Owner kinds that pods name but that are not known here (`Rollout.argoproj.io`). */
  unknownOwners: { kind: string; count: number }[];
  /** Namespace taken for manifests that name none, with how many there were. */
  assumedNamespace?: { namespace: string; count: number };
}
