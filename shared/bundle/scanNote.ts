import { z } from "zod";
import type { VerdictCounts } from "../audit/results.ts";

/** The scan that policies were designed against, as their bundle tells it: counts and coverage; workloads only when chosen. */

const COUNT = z.int().min(0);
const verdicts = z.strictObject({ block: COUNT, log: COUNT, unknown: COUNT, allow: COUNT, excluded: COUNT });

export const scanNoteSchema = z.strictObject({
  /** SHA-256 over the cluster data's facts. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  policy: z.string().max(64),
  policyVersion: z.int().min(1),
  phase: z.enum(["deployment", "continuous"]),
  finished: z.string().max(40),
  verdicts: verdicts satisfies z.ZodType<VerdictCounts>,
  workloads: COUNT,
  /** Pod-bearing objects that were judged; those that could not be read, listed or examined. */
  examined: COUNT,
  notExamined: COUNT,
  /** `namespace/kind/name`, in order. */
  blocked: z.array(z.string().max(1024)).max(100_000).optional(),
});

export type ScanNote = z.infer<typeof scanNoteSchema>;
