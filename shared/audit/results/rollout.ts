import type { Policy } from "../../model/policy.ts";

/** From logging to blocking in waves. Plain data. */

/** What a policy would do in one namespace. */
export interface NamespaceVerdicts {
  namespace: string;
  workloads: number;
  block: number;
  log: number;
  unknown: number;
}

/** What a policy would do to the data of one moment. */
export interface RolloutPoint {
  /** When the data was taken. */
  taken: string;
  name: string;
  namespaces: NamespaceVerdicts[];
}

export interface RolloutNamespace extends NamespaceVerdicts {
  /** In how much data it was seen. */
  scans: number;
  /** Since when nothing would have been blocked, and in how much data; absent when something would be now. */
  quietSince?: string;
  quietScans?: number;
}

export interface RolloutWave {
  title: string;
  /** Where this wave begins to block. */
  namespaces: string[];
  policy: Policy;
  /** What must be so before it begins, and before the next one does. */
  enter: string[];
  leave: string[];
  /** How to undo it. */
  back: string;
}

export interface RolloutPlan {
  policy: string;
  quietDays: number;
  /** What it was made from, oldest first. */
  scans: { taken: string; name: string }[];
  namespaces: RolloutNamespace[];
  waves: RolloutWave[];
}
