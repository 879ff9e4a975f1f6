import { z } from "zod";
import { jsonObjectSchema } from "./policy.schema.ts";
import { LABEL_CONDITIONS, RULESET_SCHEMA, RUNTIME_MITIGATIONS } from "./ruleset.ts";
import type { CustomRuleFile, Ruleset } from "./ruleset.ts";

/** The shape of a ruleset that comes from outside, with generous limits; what it must be says `validateRuleset`. */

const MOST_ITEMS = 2_000;
const LONGEST_NAME = 256;
const LONGEST_TEXT = 4_096;
/** More than the vendor's 1 MB, so that a file that is too large is named as such. Characters. */
const LONGEST_FILE = 4 * 1024 * 1024;

const text = z.string().max(LONGEST_TEXT);

export const ruleFileSchema: z.ZodType<CustomRuleFile> = z.strictObject({ name: z.string().max(LONGEST_NAME), text: z.string().max(LONGEST_FILE) });

export const rulesetSchema: z.ZodType<Ruleset> = z.strictObject({
  schema: z.literal(RULESET_SCHEMA),
  name: z.string().max(LONGEST_NAME),
  description: text,
  labels: z.array(z.strictObject({ key: text, value: text })).max(MOST_ITEMS),
  labelMatchingCondition: z.enum(LABEL_CONDITIONS),
  rules: z.array(z.strictObject({ id: text, mitigation: z.enum(RUNTIME_MITIGATIONS), extra: jsonObjectSchema.optional() })).max(MOST_ITEMS),
  customRules: z.array(ruleFileSchema).max(MOST_ITEMS),
  extra: jsonObjectSchema.optional(),
});
