import type { ObjectState } from "../model/finding.ts";
import type { ListedPlaces, SkippedCount, Unreadable } from "../kube/source.ts";

export type { SkippedCount } from "../kube/source.ts";

/** What a scan saw and what it did not: nothing is left out in silence. */
export interface Coverage {
  /** Pod-bearing objects that were judged. */
  examined: number;
  /** What they are: what runs, what has finished, mirrors of static pods, templates, and ReplicaSets that belong to an owner or have 0 replicas. */
  states?: Record<ObjectState, number>;
  /** Kinds with a pod spec that were judged by their shape, because the user asked for it; otherwise they are `notExamined`. */
  byShape?: { kind: string; count: number }[];
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
