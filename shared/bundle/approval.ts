import { z } from "zod";
import { encodeUtf8, equalBytes, hex } from "./bytes.ts";
import type { BundleCrypto } from "./crypto.ts";
import { preAuthEncoding } from "./dsse.ts";
import { canonicalJson, parseCanonicalJson } from "./jcs.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import type { Trust } from "./signers.ts";
import type { SignatureFile } from "./sigstore.ts";
import { STATEMENT_TYPE } from "./statement.ts";
import { TIME } from "./time.ts";

/**
 * What a signer looked at before signing, as an in-toto statement of its own: the bundle's statement, what it changes
 * against the bundle before, and the digest of the impact report on the signer's own cluster data. It is signed with the
 * same key as the bundle, travels beside it, and counts for nothing in the threshold.
 */

export const APPROVAL = "https://sallyport.io/policy-approval/v1";

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits in lower case");
const COUNT = z.int().min(0);
/** Characters; a rule with very many values has a longer text. */
const LONGEST_CHANGE = 2048;
const MOST_CHANGES = 10_000;

const reportSchema = z.strictObject({
  /** Of the report's bytes. */
  sha256: SHA256,
  /** Digest of the cluster data it was made from; names of workloads stay where they are. */
  source: SHA256,
  block: COUNT,
  log: COUNT,
  unknown: COUNT,
  /** More workloads blocked than before. */
  newlyBlocked: COUNT,
});

const predicateSchema = z.strictObject({
  approvedAt: TIME,
  bundleId: z.string().max(64),
  version: z.int().min(1),
  /** The version it was compared with, of the same bundle; absent when there was none. */
  against: z.strictObject({ version: z.int().min(1), sha256: SHA256 }).optional(),
  /** In words, one line each. */
  changes: z.array(z.string().max(LONGEST_CHANGE)).max(MOST_CHANGES),
  report: reportSchema.optional(),
  schema: z.literal(1),
});

const schema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.tuple([z.strictObject({ name: z.literal("statement.json"), digest: z.strictObject({ sha256: SHA256 }) })]),
  predicateType: z.literal(APPROVAL),
  predicate: predicateSchema,
});

export type Approval = z.infer<typeof predicateSchema>;
export type ApprovalReport = z.infer<typeof reportSchema>;

/**
 * Changes as an approval can hold them: of one that is too long, and of those that are too many, the SHA-256 of the whole
 * text stands in place of the rest, so that exactly what was shown is signed all the same.
 */
export function approvableChanges(changes: readonly string[], crypto: BundleCrypto): string[] {
  const digest = (text: string): string => {
    const bytes = encodeUtf8(text);
    if (!bytes) throw new RangeError("The text was to be well formed.");
    return `SHA-256 of the whole text: ${hex(crypto.sha256(bytes))}`;
  };
  const lines = changes.map((change) => {
    const text = change.toWellFormed();
    return text.length <= LONGEST_CHANGE ? text : `${text.slice(0, LONGEST_CHANGE - 128).toWellFormed()}… (cut off here; ${digest(text)})`;
  });
  if (lines.length <= MOST_CHANGES) return lines;
  const kept = lines.slice(0, MOST_CHANGES - 1);
  return [...kept, `And ${lines.length - kept.length} more changes (${digest(lines.join("\n"))}).`];
}

/** @param statement the bundle's */
export function writeApproval(statement: Uint8Array, approval: Approval, crypto: BundleCrypto): Checked<Uint8Array> {
  const read = schema.safeParse({
    _type: STATEMENT_TYPE,
    subject: [{ name: "statement.json", digest: { sha256: hex(crypto.sha256(statement)) } }],
    predicateType: APPROVAL,
    predicate: approval,
  });
  const bytes = read.success ? canonicalJson(read.data) : undefined;
  return bytes ? accept(bytes) : refuse("approval-form", "What was approved cannot be written down: a text is too long or cannot be encoded.");
}

/** An approval that came with a bundle. */
export interface ReadApproval extends Approval {
  /** SHA-256 of the public key, hexadecimal. */
  key: string;
}

/** An approval's own statement, and the SHA-256 of the bundle's statement that it is about; undefined for anything else. */
export function readApproval(payload: Uint8Array): { about: string; approval: Approval } | undefined {
  const read = schema.safeParse(parseCanonicalJson(payload));
  return read.success ? { about: read.data.subject[0].digest.sha256, approval: read.data.predicate } : undefined;
}

/** Reads approvals: each is canonical, and about this bundle's statement. */
export function readApprovals(files: readonly SignatureFile[], statement: Uint8Array, crypto: BundleCrypto): Checked<ReadApproval[]> {
  const about = hex(crypto.sha256(statement));
  const approvals: ReadApproval[] = [];
  for (const { keyDigest, payload } of files) {
    const key = hex(keyDigest);
    const read = readApproval(payload);
    if (!read) return refuse("approval-form", `The approval by the key ${key.slice(0, 16)}… is not written as one is.`);
    if (read.about !== about) return refuse("approval-other", `The approval by the key ${key.slice(0, 16)}… is about another bundle.`);
    approvals.push({ key, ...read.approval });
  }
  return accept(approvals);
}

/** Those by keys that are trusted here are genuine. */
export function checkApprovals(files: readonly SignatureFile[], { keys }: Trust, crypto: BundleCrypto): Checked<null> {
  for (const { keyDigest, payload, signature } of files) {
    const known = keys.find(({ spki }) => equalBytes(crypto.sha256(spki), keyDigest));
    if (known && !crypto.verify(known.spki, preAuthEncoding(payload), signature)) {
      return refuse("signature-wrong", `The approval of ${known.person} was not signed by that key.`);
    }
  }
  return accept(null);
}
