import { z } from "zod";
import { isObject } from "../kernel/json.ts";
import { ascii, decodeBase64, encodeBase64 } from "./bytes.ts";
import { PAYLOAD_TYPE } from "./dsse.ts";
import { parseJson } from "./jcs.ts";
import { accept, refuse, type Checked } from "./refusal.ts";

/**
 * One signature as a Sigstore bundle v0.3 (github.com/sigstore/protobuf-specs, sigstore_bundle.proto) around a DSSE
 * envelope. Verifiers take exactly one signature a bundle, and cosign ignores one whose `keyid` it does not expect:
 * there is none.
 */

export const MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

const BASE64 = z.string().refine((text) => text !== "" && decodeBase64(text) !== undefined, "base64");

const bundleSchema = z.strictObject({
  mediaType: z.literal(MEDIA_TYPE),
  verificationMaterial: z.strictObject({ publicKey: z.strictObject({ hint: BASE64 }) }),
  dsseEnvelope: z.strictObject({
    payload: BASE64,
    payloadType: z.literal(PAYLOAD_TYPE),
    signatures: z.tuple([z.strictObject({ sig: BASE64 })]),
  }),
});

/** A signature over bytes themselves, as `cosign sign-blob --bundle` writes it. What else stands there is not relied on. */
const messageSchema = z.object({ mediaType: z.literal(MEDIA_TYPE), messageSignature: z.object({ signature: BASE64 }) });

export interface SignatureFile {
  /** SHA-256 of the signer's public key (SubjectPublicKeyInfo): tells which key to try, and proves nothing. */
  keyDigest: Uint8Array;
  /** The signed statement. */
  payload: Uint8Array;
  /** ASN.1 DER. */
  signature: Uint8Array;
}

/** Compact JSON, its keys in this order: equal signatures give equal files. */
export function writeSignatureFile({ keyDigest, payload, signature }: SignatureFile): Uint8Array {
  return ascii(
    JSON.stringify({
      mediaType: MEDIA_TYPE,
      verificationMaterial: { publicKey: { hint: encodeBase64(keyDigest) } },
      dsseEnvelope: { payload: encodeBase64(payload), payloadType: PAYLOAD_TYPE, signatures: [{ sig: encodeBase64(signature) }] },
    }),
  );
}

/**
 * Reads a Sigstore bundle, whoever wrote it: order of keys and white space are free, what it may hold is not.
 *
 * @param file how it is called in messages
 */
export function readSignatureFile(bytes: Uint8Array, file: string): Checked<SignatureFile> {
  const value = parseJson(bytes);
  if (!isObject(value)) return refuse("signature-form", `${file} is not JSON.`);
  if (value["mediaType"] !== MEDIA_TYPE) return refuse("signature-media-type", `${file} is no Sigstore bundle v0.3: its mediaType is ${JSON.stringify(value["mediaType"] ?? null)}.`);
  const signatures = signaturesOf(value);
  if (signatures.length !== 1) return refuse("signature-count", `${file} holds ${signatures.length} signatures; it must be one.`);
  if (isObject(signatures[0]) && "keyid" in signatures[0] && signatures[0]["keyid"] !== "") {
    return refuse("signature-keyid", `The signature in ${file} names a key by keyid.`);
  }
  const read = bundleSchema.safeParse(withoutEmptyKeyId(value));
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse("signature-form", `${issue?.path.join(".") || "The document"} in ${file} is not as expected: ${issue?.message ?? ""}.`);
  }
  const { verificationMaterial, dsseEnvelope } = read.data;
  return accept({
    keyDigest: bytesOf(verificationMaterial.publicKey.hint),
    payload: bytesOf(dsseEnvelope.payload),
    signature: bytesOf(dsseEnvelope.signatures[0].sig),
  });
}

/** The signature (ASN.1 DER) of a Sigstore bundle over bytes themselves; undefined for anything else. Over which bytes is for the caller to check. */
export function readMessageSignature(bytes: Uint8Array): Uint8Array | undefined {
  const read = messageSchema.safeParse(parseJson(bytes));
  return read.success ? bytesOf(read.data.messageSignature.signature) : undefined;
}

function signaturesOf(value: Record<string, unknown>): unknown[] {
  const envelope = value["dsseEnvelope"];
  return isObject(envelope) && Array.isArray(envelope["signatures"]) ? envelope["signatures"] : [];
}

/** An empty `keyid` is the same as none; some writers print it. */
function withoutEmptyKeyId(value: Record<string, unknown>): unknown {
  const envelope = value["dsseEnvelope"];
  if (!isObject(envelope)) return value;
  const signatures = signaturesOf(value).map((one) => (isObject(one) ? Object.fromEntries(Object.entries(one).filter(([key]) => key !== "keyid")) : one));
  return { ...value, dsseEnvelope: { ...envelope, signatures } };
}

function bytesOf(base64: string): Uint8Array {
  return decodeBase64(base64) ?? new Uint8Array();
}
