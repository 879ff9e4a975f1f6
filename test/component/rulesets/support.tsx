import type { RulesetSummary, SavedRuleset } from "../../../shared/ipc/types.ts";
import { AppFailure } from "../../../shared/kernel/result.ts";
import type { ErrorCode } from "../../../shared/kernel/result.ts";
import type { Ruleset, RuntimeRule } from "../../../shared/model/ruleset.ts";
import type { Handlers } from "../../support/fakeBridge.ts";
import { NOW } from "../../support/windowData.ts";

export const CATALOGUE: RuntimeRule[] = [
  { id: "TM-00000001", name: "Change a profile file", technique: "T1546.004", description: "A start-up file of a shell is changed." },
  { id: "TM-00000006", name: "Shell with a terminal", technique: "T1059.004", description: "A shell is started with a terminal." },
  { id: "TM-00000020", name: "Old scanner", technique: "T1613", description: "A scanner is fetched.", removed: "2025-09-10" },
];

export function refuse(code: ErrorCode, message: string): never {
  throw new AppFailure({ code, message });
}

export function rulesetSummary(some: Partial<RulesetSummary> = {}): RulesetSummary {
  return {
    name: "WebPods", description: "", labels: [], labelMatchingCondition: "any", ruleCount: 2, customFileCount: 0, revision: 3, created: NOW, updated: NOW,
    author: "author-1", usedBy: [], ...some,
  };
}

/** A trusted side that keeps one ruleset; `revision` can be raised to play somebody else's save. */
export function rulesetStore(ruleset: Ruleset | null, usedBy: string[] = []) {
  const state = { ruleset, revision: ruleset ? 3 : 0 };
  const saved = (): SavedRuleset => {
    if (!state.ruleset) return refuse("not-found", "There is no such ruleset.");
    return { ruleset: state.ruleset, revision: state.revision, created: NOW, updated: NOW, author: "author-1", usedBy };
  };
  const keep = (next: Ruleset) => {
    state.ruleset = next;
    state.revision += 1;
    return saved();
  };
  const handlers: Handlers = {
    "rulesets.list": () => (state.ruleset ? [rulesetSummary({ name: state.ruleset.name, usedBy })] : []),
    "rulesets.get": saved,
    "rulesets.create": (request) => keep(request.ruleset),
    "rulesets.save": (request) => (request.baseRevision === state.revision ? keep(request.ruleset) : refuse("conflict", "The ruleset was saved meanwhile.")),
    "catalogue.runtimeRules": () => CATALOGUE,
  };
  return { state, handlers };
}
