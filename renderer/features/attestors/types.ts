import type { AttestorType } from "../../../shared/model/attestor.ts";

/** The types of attestors, in words. */
export const TYPE_TITLES: Record<AttestorType, string> = {
  cosignPublicKey: "Cosign: Key-pair",
  certificate: "Certificate",
  keyless: "Keyless identity",
};

/** What the product knows; the others are Sallyport's and cosign's. */
export function isCarriedEverywhere(type: AttestorType): boolean {
  return type === "cosignPublicKey";
}
