import type { ImageReference } from "../../kube/image.ts";
import type { ExceptionUse } from "../results.ts";

/** What is known of the chosen cluster data; without it only what the policy itself shows is told. */
export interface TrapFacts {
  /** Workloads where something is enforced. */
  workloads: number;
  /** Workloads that each rule hits, by `definition/index`. */
  hits: ReadonlyMap<string, number>;
  /** Every image of the data, each once. */
  images: readonly ImageReference[];
  exceptions: readonly ExceptionUse[];
}
