import { z } from "zod";
import { canonicalJson } from "./jcs.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import { TIME } from "./time.ts";

/** What is signed: an in-toto statement v1 (github.com/in-toto/attestation) about one file, the bundle's contents. */

export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
export const POLICY_BUNDLE = "https://sallyport.io/policy-bundle/v1";
/** The file in the bundle that the statement is about. */
export const PAYLOAD_NAME = "payload.tar";

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits in lower case");
const COUNT = z.int().min(1);
const RELEASE = z.string().regex(/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/, "a version such as 1.0.0");

const predicateSchema = z
  .strictObject({
    /** Names of the places it is meant for; none: for any. */
    audience: z.array(z.string().min(1).max(128)).max(256),
    /** UUID, the same for all versions of a bundle. */
    bundleId: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "a UUID in lower case"),
    issuedAt: TIME,
    expires: TIME,
    /** The oldest Sallyport that understands it. */
    minVerifier: RELEASE,
    /** The version exported before; absent in the first. */
    previous: z.strictObject({ sha256: SHA256, version: COUNT }).optional(),
    schema: z.literal(1),
    /** Version of the trust list it was signed under; 0: none. */
    trustVersion: z.int().min(0),
    version: COUNT,
  })
  .refine(({ issuedAt, expires }) => issuedAt < expires, { path: ["expires"], message: "later than issuedAt" })
  .refine(({ previous, version }) => previous === undefined || previous.version < version, { path: ["previous", "version"], message: "lower than version" });

const statementSchema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.tuple([z.strictObject({ name: z.literal(PAYLOAD_NAME), digest: z.strictObject({ sha256: SHA256 }) })]),
  predicateType: z.literal(POLICY_BUNDLE),
  predicate: predicateSchema,
});

const kindSchema = z.object({ _type: z.literal(STATEMENT_TYPE), predicateType: z.literal(POLICY_BUNDLE) });

/** The terms under which the contents are handed over. Times are RFC 3339 in UTC, to the second: `2026-05-01T12:00:00Z`. */
export type BundleTerms = z.infer<typeof predicateSchema>;
export type BundleStatement = z.infer<typeof statementSchema>;

/**
 * The statement about a payload, as the bytes that all signers sign: canonical JSON without a line end.
 *
 * @param payloadSha256 of payload.tar, hexadecimal
 */
export function writeStatement(payloadSha256: string, terms: BundleTerms): Checked<Uint8Array> {
  const read = readStatement({
    _type: STATEMENT_TYPE,
    subject: [{ name: PAYLOAD_NAME, digest: { sha256: payloadSha256 } }],
    predicateType: POLICY_BUNDLE,
    predicate: terms,
  });
  if (!read.ok) return read;
  const bytes = canonicalJson(read.value);
  return bytes ? accept(bytes) : refuse("statement-form", "The statement has text that cannot be written as UTF-8.");
}

/** Checks a parsed statement: its kind first, then every field. Unknown fields are refused. */
export function readStatement(value: unknown): Checked<BundleStatement> {
  if (!kindSchema.safeParse(value).success) return refuse("statement-kind", "What was signed is no policy bundle but something else.");
  const read = statementSchema.safeParse(value);
  if (read.success) return accept(read.data);
  const [issue] = read.error.issues;
  return refuse("statement-form", `The field ${issue?.path.join(".") ?? ""} of the statement is not as expected: ${issue?.message ?? ""}.`);
}

/** The time of issue of what may be a statement, milliseconds since 1970; undefined where it names none. */
export function issuedAtOf(value: unknown): number | undefined {
  const read = z.object({ predicate: z.object({ issuedAt: TIME }) }).safeParse(value);
  return read.success ? Date.parse(read.data.predicate.issuedAt) : undefined;
}

/** The SHA-256 of the payload in what may be a statement; undefined where it names none. */
export function subjectDigestOf(value: unknown): string | undefined {
  const read = z.object({ subject: statementSchema.shape.subject }).safeParse(value);
  return read.success ? read.data.subject[0].digest.sha256 : undefined;
}
