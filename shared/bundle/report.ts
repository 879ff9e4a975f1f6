import { z } from "zod";
import { canonicalJson, parseCanonicalJson } from "./jcs.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { STATEMENT_TYPE } from "./statement.ts";
import { TIME } from "./time.ts";
import { readTrailHead, type TrailHead } from "./trail.ts";

/** A signature over any file, a report most of all: an in-toto statement that names the file's SHA-256. cosign verifies it, too. */

export const REPORT = "https://sallyport.io/audit-report/v1";

const schema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.tuple([z.strictObject({ name: z.string().min(1).max(1024), digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) })]),
  predicateType: z.literal(REPORT),
  predicate: z.strictObject({
    schema: z.literal(1),
    signedAt: TIME,
    /** The end of the signer's audit trail; absent when the file was signed without a store. */
    trail: z.unknown().optional(),
  }),
});

export interface ReportStatement {
  /** The file's name when it was signed; it may have another by now. */
  name: string;
  sha256: string;
  signedAt: string;
  trail?: TrailHead;
}

export function writeReportStatement({ name, sha256, signedAt, trail }: ReportStatement): Checked<Uint8Array> {
  const bytes = canonicalJson({
    _type: STATEMENT_TYPE,
    subject: [{ name, digest: { sha256 } }],
    predicateType: REPORT,
    predicate: { schema: 1, signedAt, ...(trail ? { trail } : {}) },
  });
  return bytes && schema.safeParse(parseCanonicalJson(bytes)).success ? accept(bytes) : refuse("statement-form", "The file's name cannot be written into a signature.");
}

export function readReportStatement(payload: Uint8Array): Checked<ReportStatement> {
  const read = schema.safeParse(parseCanonicalJson(payload));
  if (!read.success) return refuse("report-kind", "What was signed is no report but something else.");
  const { subject: [{ name, digest }], predicate } = read.data;
  const trail = readTrailHead(predicate.trail);
  if (predicate.trail !== undefined && !trail) return refuse("statement-form", "The signature names the end of an audit trail in an unknown form.");
  return accept({ name, sha256: digest.sha256, signedAt: predicate.signedAt, ...(trail ? { trail } : {}) });
}
