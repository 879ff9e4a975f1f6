import { z } from "zod";
import { hex } from "./bytes.ts";
import type { BundleCrypto } from "./crypto.ts";
import { canonicalJson, parseCanonicalJson } from "./jcs.ts";

/**
 * The audit trail: records in a chain, each with the SHA-256 of the one before. A copy is one canonical JSON a line, so that
 * `sha256sum` alone can follow it. What leaves the desk names the chain's end of that moment; a trail that no longer holds
 * it was cut or rewritten.
 */

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/);
export const NO_RECORD = "0".repeat(64);

const eventSchema = z.strictObject({
  /** What was done to what kind of thing: `policy.save`. */
  action: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/).max(64),
  /** Which one, by its name. */
  subject: z.string().max(1024),
  outcome: z.enum(["done", "refused"]),
  /** Facts besides; never a secret. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});

const recordSchema = z.strictObject({
  ...eventSchema.shape,
  sequence: z.int().min(1),
  at: z.string().max(40),
  actor: z.string().max(256),
  previous: SHA256,
});

export type TrailEvent = z.infer<typeof eventSchema>;
export type TrailRecord = z.infer<typeof recordSchema>;

/** The end of a trail at some moment. */
export interface TrailHead {
  /** Which store's trail it is. */
  store: string;
  /** 0: it has no record yet. */
  sequence: number;
  hash: string;
}

const headSchema = z.strictObject({ store: z.string().max(64), sequence: z.int().min(0), hash: SHA256 });

/** The first record names the store, so that no other trail can be put in its place. */
export const BEGUN = "trail.begin";
export const CHECKPOINT = "trail.checkpoint";

/** A record as the bytes that the next one's `previous` is the SHA-256 of. */
export function trailBytes(record: TrailRecord): Uint8Array {
  const bytes = canonicalJson(record);
  if (!bytes) throw new RangeError(`A record of the audit trail has no canonical form: ${record.action}`);
  return bytes;
}

/** A record from its bytes; undefined for any other bytes than `trailBytes` writes. */
export function readTrailRecord(bytes: Uint8Array): TrailRecord | undefined {
  const read = recordSchema.safeParse(parseCanonicalJson(bytes));
  return read.success ? read.data : undefined;
}

/** A head as it stands in bundles and reports; undefined for what is none. */
export function readTrailHead(value: unknown): TrailHead | undefined {
  const read = headSchema.safeParse(value);
  return read.success ? read.data : undefined;
}

export interface TrailProblem {
  sequence: number;
  message: string;
}

/** Follows a trail from its first record. */
export interface TrailCheck {
  /** Takes the next record's bytes; answers the record when the chain holds so far. */
  take(bytes: Uint8Array): TrailRecord | undefined;
  problem(): TrailProblem | undefined;
  head(): TrailHead | undefined;
  /** The hash at each record. */
  hashAt(sequence: number): string | undefined;
}

export function createTrailCheck(crypto: Pick<BundleCrypto, "sha256">): TrailCheck {
  const hashes: string[] = [];
  let store: string | undefined;
  let problem: TrailProblem | undefined;
  const broken = (message: string): undefined => {
    problem ??= { sequence: hashes.length + 1, message };
    return undefined;
  };
  return {
    take(bytes) {
      if (problem) return undefined;
      const sequence = hashes.length + 1;
      const record = readTrailRecord(bytes);
      if (!record) return broken(`Record ${sequence} is not written as a record of the trail is: it was changed.`);
      if (record.sequence !== sequence) return broken(`Record ${record.sequence} stands where record ${sequence} belongs: records are missing or were moved.`);
      if (record.previous !== (hashes.at(-1) ?? NO_RECORD)) return broken(`Record ${sequence} does not follow the one before it: one of the two was changed.`);
      if (sequence === 1) {
        if (record.action !== BEGUN) return broken("The trail does not begin with its first record: its beginning is missing.");
        store = record.subject;
      }
      hashes.push(hex(crypto.sha256(bytes)));
      return record;
    },
    problem: () => problem,
    head: () => (store === undefined ? undefined : { store, sequence: hashes.length, hash: hashes.at(-1) ?? NO_RECORD }),
    hashAt: (sequence) => hashes[sequence - 1],
  };
}

/** Whether a head that left the desk is part of a trail that was followed to its end. */
export function compareHead(head: TrailHead, trail: TrailCheck): { state: "part" | "cut-off" | "other"; message: string } {
  const end = trail.head();
  if (end?.store !== head.store) return { state: "other", message: `It is of another store's trail (${head.store}).` };
  if (head.sequence > end.sequence) {
    return { state: "cut-off", message: `It was made after record ${head.sequence}, but the trail ends with record ${end.sequence}: its end was cut off.` };
  }
  if (head.sequence > 0 && trail.hashAt(head.sequence) !== head.hash) {
    return { state: "other", message: `Record ${head.sequence} was another one when the file was made: the trail was rewritten.` };
  }
  return { state: "part", message: `It was made after record ${head.sequence}, which is as it was.` };
}
