import { useDeferredValue, useLayoutEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { policyTraps } from "../../../../shared/audit/traps.ts";
import { FindingsContext, useImpactNow, usePolicyState } from "../EditorContext.ts";
import { NO_FINDINGS, findingsOf } from "../logic/findings.ts";
import { trapsByItem } from "../logic/traps.ts";
import { watched } from "../state/watched.ts";

/**
 * Tells each rule and exception what was found about it: hits, what it excuses, and traps. Traps are looked for with every
 * edit, in the policy alone, and with the chosen cluster data as soon as they are judged.
 */
export function FindingsProvider({ children }: { children: ReactNode }) {
  const { policy } = usePolicyState();
  const { impact, judged, ruleFilter, excusedBy } = useImpactNow();
  const [now] = useState(() => Date.now());
  const [findings] = useState(() => watched(NO_FINDINGS));
  // Typing goes first.
  const settled = useDeferredValue(policy);
  const alone = useMemo(() => ({ policy: settled, traps: policyTraps(settled, now) }), [settled, now]);
  const traps = useMemo(
    () => trapsByItem(policy, alone, impact && judged ? { policy: judged, traps: impact.traps } : undefined),
    [policy, alone, impact, judged],
  );
  useLayoutEffect(() => {
    findings.set(findingsOf({ impact, traps, ruleFilter, excusedBy }, findings.get()));
  }, [findings, impact, traps, ruleFilter, excusedBy]);
  return <FindingsContext value={findings}>{children}</FindingsContext>;
}
