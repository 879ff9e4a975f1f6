import { rulesetSchema } from "../../../shared/model/ruleset.schema.ts";
import type { Ruleset } from "../../../shared/model/ruleset.ts";
import type { DraftKind } from "../documents/index.ts";

/** Unsaved work on rulesets. */
export const RULESET_DRAFTS: DraftKind<Ruleset> = { kind: "ruleset", parse: (value) => rulesetSchema.safeParse(value).data };
