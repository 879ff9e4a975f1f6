import { ascii, concatBytes } from "./bytes.ts";

/** What the signed bytes are: an in-toto statement. */
export const PAYLOAD_TYPE = "application/vnd.in-toto+json";

/**
 * DSSE's pre-authentication encoding (github.com/secure-systems-lab/dsse, protocol.md): the bytes that are really signed.
 * The type and both lengths are part of them, so that nothing signed for one purpose can be passed off as another.
 */
export function preAuthEncoding(payload: Uint8Array, payloadType = PAYLOAD_TYPE): Uint8Array {
  const type = ascii(payloadType);
  return concatBytes(ascii(`DSSEv1 ${type.length} `), type, ascii(` ${payload.length} `), payload);
}
