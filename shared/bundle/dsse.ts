import { ascii, concatBytes, equalBytes } from "./bytes.ts";

/** What the signed bytes are: an in-toto statement. */
export const PAYLOAD_TYPE = "application/vnd.in-toto+json";
const SPACE = 0x20;

/**
 * DSSE's pre-authentication encoding (github.com/secure-systems-lab/dsse, protocol.md): the bytes that are really signed.
 * The type and both lengths are part of them, so that nothing signed for one purpose can be passed off as another.
 */
export function preAuthEncoding(payload: Uint8Array, payloadType = PAYLOAD_TYPE): Uint8Array {
  const type = ascii(payloadType);
  return concatBytes(ascii(`DSSEv1 ${type.length} `), type, ascii(` ${payload.length} `), payload);
}

/** The payload of bytes that were handed over to be signed; undefined for other bytes than `preAuthEncoding` makes. */
export function readPreAuthEncoding(bytes: Uint8Array, payloadType = PAYLOAD_TYPE): Uint8Array | undefined {
  const length = ascii(`DSSEv1 ${payloadType.length} ${payloadType} `).length;
  const payload = bytes.subarray(bytes.indexOf(SPACE, length) + 1);
  return equalBytes(preAuthEncoding(payload, payloadType), bytes) ? payload : undefined;
}
