import type { ExceptionUse, Impact, Trap } from "../../../../shared/ipc/types.ts";
import { isSame } from "./align.ts";

/** What is told beside single rules and exceptions. */
export interface Findings {
  /** Workloads that a rule hits, by `RuleCount.key`. */
  hits: ReadonlyMap<string, number>;
  /** What an exception excuses, by `ExceptionUse.key`. */
  uses: ReadonlyMap<string, ExceptionUse>;
  /** What is probably not meant, by path of the rule or exception. */
  traps: ReadonlyMap<string, Trap[]>;
  /** Key of the rule, and of the exception, whose workloads the panel lists. */
  ruleFilter: string | undefined;
  excusedBy: string | undefined;
}

export const NO_FINDINGS: Findings = { hits: new Map(), uses: new Map(), traps: new Map(), ruleFilter: undefined, excusedBy: undefined };

interface Sources {
  impact: Impact | undefined;
  traps: ReadonlyMap<string, Trap[]>;
  ruleFilter: string | undefined;
  excusedBy: string | undefined;
}

/** The findings of a new result. What says the same as before stays the same object. */
export function findingsOf({ impact, traps, ...lists }: Sources, before: Findings): Findings {
  return {
    ...lists,
    hits: new Map(impact?.rules.map(({ key, workloads }) => [key, workloads])),
    uses: kept(new Map(impact?.exceptions.map((use) => [use.key, use])), before.uses),
    traps: kept(traps, before.traps),
  };
}

function kept<T>(now: ReadonlyMap<string, T>, before: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map(
    [...now].map(([key, value]) => {
      const old = before.get(key);
      return [key, old !== undefined && isSame(old, value) ? old : value];
    }),
  );
}
