import type { Ruleset } from "../../../shared/model/ruleset.ts";
import type { DraftKind } from "../documents/index.ts";

/** Unsaved work on rulesets. */
export const RULESET_DRAFTS: DraftKind<Ruleset> = {
  kind: "ruleset",
  workOf: (document) => ({ kind: "ruleset", document }),
  documentOf: (draft) => (draft.kind === "ruleset" ? draft.document : undefined),
};
