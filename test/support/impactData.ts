import type { Impact, ImpactRow } from "../../shared/ipc/types.ts";
import { counts } from "./windowData.ts";

/** A made-up answer of `impact.judge`: nothing is hit. */
export function impact(some: Partial<Impact> = {}): Impact {
  return {
    snapshotId: "snap-1", verdicts: counts({ allow: 40 }), changed: [], changedTotal: 0, affected: [], affectedTotal: 0, rules: [],
    byNamespace: [], exceptions: [], traps: [], statements: [], examined: 40, notExamined: 0, durationMs: 3, ...some,
  };
}

export function impactRow(some: Partial<ImpactRow> = {}): ImpactRow {
  return { id: 0, kind: "Deployment", namespace: "shop", name: "cart", verdict: "block", why: "NET_RAW unset", ...some };
}
