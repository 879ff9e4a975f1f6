import { createContext, useContext, useDeferredValue, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { policyTraps } from "../../../../shared/audit/traps.ts";
import type { Trap } from "../../../../shared/ipc/types.ts";
import { useImpactNow, usePolicyState } from "../EditorContext.ts";
import { trapsByItem } from "../logic/traps.ts";

const TrapsContext = createContext<ReadonlyMap<string, Trap[]>>(new Map());

/** Looks for traps with every edit: in the policy alone, and with the chosen cluster data as soon as they are judged. */
export function TrapsProvider({ children }: { children: ReactNode }) {
  const { policy } = usePolicyState();
  const { impact, judged } = useImpactNow();
  const [now] = useState(() => Date.now());
  // Typing goes first.
  const settled = useDeferredValue(policy);
  const alone = useMemo(() => ({ policy: settled, traps: policyTraps(settled, now) }), [settled, now]);
  const traps = useMemo(
    () => trapsByItem(policy, alone, impact && judged ? { policy: judged, traps: impact.traps } : undefined),
    [policy, alone, impact, judged],
  );
  return <TrapsContext value={traps}>{children}</TrapsContext>;
}

const NONE: Trap[] = [];

/** The traps of a rule or exception. */
export function useTraps(path: string): Trap[] {
  return useContext(TrapsContext).get(path) ?? NONE;
}

/** How many traps some rules or exceptions have together. */
export function useTrapCount(paths: string[]): number {
  const traps = useContext(TrapsContext);
  return paths.reduce((sum, path) => sum + (traps.get(path)?.length ?? 0), 0);
}
