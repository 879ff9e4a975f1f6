import { z } from "zod";
import { isForbiddenKey } from "../kernel/json.ts";
import { IMAGE_OPERATORS, IMAGE_PARTS, POLICY_SCHEMA } from "./policy.ts";
import type { Definition, MalwareScan, NamespacedDefinition, Policy, PolicyException, PolicyRule, SecretScan } from "./policy.ts";

/**
 * The shape of a policy that comes from outside. Limits are generous: they keep absurd input out, what a policy must be
 * is said by `validatePolicy`, field by field.
 */

const MOST_ITEMS = 2_000;
const LONGEST_NAME = 256;
const LONGEST_TEXT = 4_096;
const DEEPEST_VALUE = 32;
const MOST_VALUES = 20_000;

const text = z.string().max(LONGEST_TEXT);
const names = z.array(z.string().max(LONGEST_NAME)).max(MOST_ITEMS);

/** Any plain JSON object of sensible size, without keys that could reach a prototype. */
export const jsonObjectSchema: z.ZodType<Record<string, unknown>> = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value) && isPlainJson(value),
  "must be a plain object of sensible size",
);

export const ruleSchema: z.ZodType<PolicyRule> = z.strictObject({
  type: z.string().min(1).max(LONGEST_NAME),
  enabled: z.boolean(),
  action: z.enum(["none", "log", "block"]),
  mitigation: z.enum(["none", "log", "isolate", "terminate"]),
  properties: jsonObjectSchema,
  namespaces: names.optional(),
  extra: jsonObjectSchema.optional(),
});

export const exceptionSchema: z.ZodType<PolicyException> = z.strictObject({
  type: z.enum(IMAGE_PARTS),
  operator: z.enum(IMAGE_OPERATORS),
  values: z.array(text).max(MOST_ITEMS),
  namespaces: names.optional(),
  owner: text.optional(),
  reason: text.optional(),
  ticket: text.optional(),
  expires: text.optional(),
  enabled: z.boolean().optional(),
  extra: jsonObjectSchema.optional(),
});

const rules = z.array(ruleSchema).max(MOST_ITEMS);
const exceptions = z.array(exceptionSchema).max(MOST_ITEMS);

const definitionSchema: z.ZodType<Definition> = z.strictObject({ rules, exceptions });

const namespacedSchema: z.ZodType<NamespacedDefinition> = z.strictObject({
  name: z.string().max(LONGEST_NAME),
  namespaces: names,
  rules: rules.optional(),
  exceptions: exceptions.optional(),
  extra: jsonObjectSchema.optional(),
});

const schedule = z.strictObject({ enabled: z.boolean(), cron: text.optional() });

const malwareScanSchema: z.ZodType<MalwareScan> = z.strictObject({
  mitigation: z.enum(["log", "isolate", "terminate"]),
  schedule,
  extra: jsonObjectSchema.optional(),
});

const secretScanSchema: z.ZodType<SecretScan> = z.strictObject({
  mitigation: z.literal("log"),
  schedule,
  skipIfRuleNotChanged: z.boolean(),
  excludedPaths: z.array(text).max(MOST_ITEMS),
  extra: jsonObjectSchema.optional(),
});

export const policySchema: z.ZodType<Policy> = z.strictObject({
  schema: z.literal(POLICY_SCHEMA),
  name: z.string().max(LONGEST_NAME),
  description: text,
  platform: z.enum(["kubernetes", "ecs"]),
  xdrTelemetry: z.boolean(),
  unsetFields: z.enum(["violates", "ignored"]),
  trustedImages: z.boolean(),
  cluster: definitionSchema,
  namespaced: z.array(namespacedSchema).max(MOST_ITEMS),
  runtime: z.strictObject({ rulesets: names }),
  malwareScan: malwareScanSchema.optional(),
  secretScan: secretScanSchema.optional(),
  extra: jsonObjectSchema.optional(),
});

/** Whether a value holds only what JSON can, not too deep, not too much of it, and no key that names a prototype. */
function isPlainJson(root: object): boolean {
  let left = MOST_VALUES;
  const visit = (value: unknown, depth: number): boolean => {
    if (--left < 0 || depth > DEEPEST_VALUE) return false;
    if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") return true;
    if (typeof value === "number") return Number.isFinite(value);
    if (typeof value !== "object") return false;
    if (Array.isArray(value)) return value.every((item) => visit(item, depth + 1));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    return Object.entries(value).every(([key, item]) => !isForbiddenKey(key) && visit(item, depth + 1));
  };
  return visit(root, 0);
}
