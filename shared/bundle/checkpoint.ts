import { z } from "zod";
import type { BundleCrypto } from "./crypto.ts";
import { preAuthEncoding } from "./dsse.ts";
import { readEnvelope, writeEnvelope, type Envelope } from "./envelope.ts";
import { canonicalJson, parseCanonicalJson } from "./jcs.ts";
import { accept, refuse, type Checked } from "./refusal.ts";
import type { Trust } from "./signers.ts";
import { keyIdOf } from "./pem.ts";
import { TIME } from "./time.ts";
import type { TrailHead } from "./trail.ts";

/** A signature over the end of the audit trail: whoever has it can tell that nothing before it was changed. */

export const CHECKPOINT_TYPE = "application/vnd.sallyport.trail-head+json";

const schema = z.strictObject({ store: z.string().max(64), sequence: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/), at: TIME });

export type Checkpoint = z.infer<typeof schema>;

/** What is signed, and the bytes that are really signed (DSSE). */
export function checkpointBytes(head: TrailHead, at: string): { payload: Uint8Array; toSign: Uint8Array } {
  const payload = canonicalJson({ ...head, at });
  if (!payload) throw new RangeError("The end of a trail has no canonical form.");
  return { payload, toSign: preAuthEncoding(payload, CHECKPOINT_TYPE) };
}

export function writeCheckpoint(payload: Uint8Array, key: string, signature: Uint8Array): Uint8Array {
  return writeEnvelope({ payload, payloadType: CHECKPOINT_TYPE, signatures: [{ key, signature }] });
}

export interface SignedCheckpoint {
  checkpoint: Checkpoint;
  envelope: Envelope;
}

export function readCheckpoint(bytes: Uint8Array, file = "The checkpoint"): Checked<SignedCheckpoint> {
  const envelope = readEnvelope(bytes, CHECKPOINT_TYPE, file);
  if (!envelope.ok) return envelope;
  const read = schema.safeParse(parseCanonicalJson(envelope.value.payload));
  if (!read.success || envelope.value.signatures.length !== 1) return refuse("envelope-form", `${file} is not written as a checkpoint of the audit trail is.`);
  return accept({ checkpoint: read.data, envelope: envelope.value });
}

/** Who signed a checkpoint, of those whose keys are trusted. One of a revoked key is genuine and counts no more: whoever stole the key chooses the date. */
export function checkpointSigner({ envelope }: SignedCheckpoint, { keys }: Pick<Trust, "keys">, crypto: BundleCrypto): { key: string; person?: string; state: "good" | "wrong" | "revoked" | "unknown" } {
  const [signature] = envelope.signatures;
  const key = signature?.key ?? "";
  const known = keys.find(({ spki }) => keyIdOf(spki, crypto) === key);
  if (!signature || !known) return { key, state: "unknown" };
  const isGenuine = crypto.verify(known.spki, preAuthEncoding(envelope.payload, CHECKPOINT_TYPE), signature.signature);
  return { key, person: known.person, state: !isGenuine ? "wrong" : known.revokedAt === undefined ? "good" : "revoked" };
}
