import { z } from "zod";
import { byCodeUnit } from "../kernel/stable.ts";
import { decodeBase64, encodeBase64 } from "./bytes.ts";
import { canonicalJson, parseCanonicalJson } from "./jcs.ts";
import { accept, refuse, type Checked } from "./refusal.ts";

/**
 * A DSSE envelope with any number of signatures (github.com/secure-systems-lab/dsse, envelope.md), for what is no Sigstore
 * bundle: trust lists and checkpoints. It has one spelling: canonical JSON, its signatures in the order of their keys.
 * `keyid` tells which key to try and proves nothing.
 */

const BASE64 = z.string().refine((text) => text !== "" && decodeBase64(text) !== undefined, "base64");
const MOST_SIGNATURES = 64;

const envelopeSchema = z.strictObject({
  payload: BASE64,
  payloadType: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"), sig: BASE64 })).max(MOST_SIGNATURES),
});

export interface EnvelopeSignature {
  /** SHA-256 of the public key (SubjectPublicKeyInfo), hexadecimal. */
  key: string;
  /** ECDSA, ASN.1 DER. */
  signature: Uint8Array;
}

export interface Envelope {
  payload: Uint8Array;
  payloadType: string;
  signatures: EnvelopeSignature[];
}

/** Equal contents give equal bytes, in whatever order the signatures come. */
export function writeEnvelope({ payload, payloadType, signatures }: Envelope): Uint8Array {
  const sorted = signatures.toSorted((a, b) => byCodeUnit(a.key, b.key));
  const bytes = canonicalJson({
    payload: encodeBase64(payload),
    payloadType,
    signatures: sorted.map(({ key, signature }) => ({ keyid: key, sig: encodeBase64(signature) })),
  });
  if (!bytes) throw new RangeError("An envelope's type is no proper text.");
  return bytes;
}

/** @param file how it is called in messages */
export function readEnvelope(bytes: Uint8Array, payloadType: string, file: string): Checked<Envelope> {
  const read = envelopeSchema.safeParse(parseCanonicalJson(bytes));
  if (!read.success) return refuse("envelope-form", `${file} is not written as a signed document of Sallyport is (DSSE, canonical JSON).`);
  const { data } = read;
  if (data.payloadType !== payloadType) return refuse("envelope-form", `${file} holds something else than expected: ${data.payloadType}.`);
  const isInOrder = data.signatures.every(({ keyid }, index) => index === 0 || (data.signatures[index - 1]?.keyid ?? "") < keyid);
  if (!isInOrder) return refuse("envelope-form", `The signatures in ${file} are not in order, or one key signed twice.`);
  return accept({
    payload: bytesOf(data.payload),
    payloadType,
    signatures: data.signatures.map(({ keyid, sig }) => ({ key: keyid, signature: bytesOf(sig) })),
  });
}

function bytesOf(base64: string): Uint8Array {
  return decodeBase64(base64) ?? new Uint8Array();
}
