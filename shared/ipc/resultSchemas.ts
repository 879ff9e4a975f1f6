import { z } from "zod";
import { CHANGES, CONTINUOUS_EFFECTS, EXPORT_FORMATS, RESTART_REASONS, SORT_KEYS } from "../audit/results.ts";
import type { GroupBy, RowFilter } from "../audit/results.ts";
import { VERDICTS } from "../model/finding.ts";
import type { CompareQuery, CompareSubject, ExportQuery, PolicySide, RolloutQuery } from "./resultQueries.ts";
import type { SavedView, ScanOptions } from "./types.ts";

/** Requests about results; see `schemas.ts`. */

const LONGEST_TEXT = 1_024;
const LONGEST_VIEW = 16_384;
const MOST_CHOICES = 10_000;
const LARGEST_PAGE = 1_000;
const MOST_SNAPSHOTS = 100;

const id = z.string().min(1).max(128);
const name = z.string().min(1).max(256);
const row = z.int().min(0);
const text = z.string().max(LONGEST_TEXT);
const choices = z.array(text).max(MOST_CHOICES);

export const scanOptions: z.ZodType<ScanOptions> = z.strictObject({
  phase: z.enum(["deployment", "continuous"]),
  unsetFields: z.enum(["violates", "ignored"]).optional(),
});

export const rowFilter: z.ZodType<RowFilter> = z.strictObject({
  verdicts: z.array(z.enum(VERDICTS)).max(VERDICTS.length).optional(),
  namespaces: choices.optional(),
  kinds: choices.optional(),
  rules: choices.optional(),
  images: choices.optional(),
  registries: choices.optional(),
  label: z.strictObject({ key: text, values: choices }).optional(),
  text: text.optional(),
  wouldNotComeBack: z.boolean().optional(),
  restart: z.array(z.enum(RESTART_REASONS)).max(RESTART_REASONS.length).optional(),
  continuous: z.array(z.enum(CONTINUOUS_EFFECTS)).max(CONTINUOUS_EFFECTS.length).optional(),
});

const groupBy: z.ZodType<GroupBy> = z.union([
  z.strictObject({ what: z.enum(["namespace", "kind", "image", "registry", "rule"]) }),
  z.strictObject({ what: z.literal("label"), key: text }),
]);

const side: z.ZodType<PolicySide> = z.strictObject({ name, version: z.int().min(1).optional(), draft: z.boolean().optional() });

const subject: z.ZodType<CompareSubject> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("scans"), a: id, b: id }),
  z.strictObject({ type: z.literal("policies"), snapshotId: id, a: side, b: side, options: scanOptions }),
]);

const compare = {
  subject,
  changes: z.array(z.enum(CHANGES)).max(CHANGES.length),
  filter: rowFilter,
  by: groupBy,
};

const exported = {
  filter: rowFilter,
  sort: z.enum(SORT_KEYS),
  descending: z.boolean(),
  show: z.union([z.strictObject({ what: z.enum(["rows", "heatMap"]) }), z.strictObject({ what: z.literal("groups"), by: groupBy })]) satisfies z.ZodType<ExportQuery["show"]>,
  format: z.enum(EXPORT_FORMATS),
};

/** A view that the user gave a name: its address after the `?`. */
export const savedView: z.ZodType<SavedView> = z.strictObject({ name: z.string().min(1).max(64), view: z.string().max(LONGEST_VIEW) });

export const resultSchemas = {
  "scans.outlook": z.strictObject({ id }),
  "scans.groups": z.strictObject({ id, filter: rowFilter, by: groupBy }),
  "scans.heatMap": z.strictObject({ id, filter: rowFilter }),
  "scans.export": z.strictObject({ id, ...exported }),
  "scans.propose": z.strictObject({ id, rows: z.array(row).min(1).max(MOST_CHOICES) }),
  "compare.page": z.strictObject({ ...compare, offset: z.int().min(0), limit: z.int().min(0).max(LARGEST_PAGE) }) satisfies z.ZodType<CompareQuery>,
  "compare.export": z.strictObject({ ...compare, format: z.enum(EXPORT_FORMATS) }),
  "rollout.plan": z.strictObject({
    policy: name,
    version: z.int().min(1).optional(),
    snapshotIds: z.array(id).min(1).max(MOST_SNAPSHOTS),
    quietDays: z.int().min(0).max(3_650),
  }) satisfies z.ZodType<RolloutQuery>,
};
