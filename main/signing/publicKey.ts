import { createPublicKey, X509Certificate, type KeyObject } from "node:crypto";
import { hex } from "../../shared/bundle/index.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import { primitives } from "./primitives.ts";

/** A key that signs bundles: ECDSA on P-256, the one type that cosign, openssl and Sallyport agree on without options. */
export interface PublicKey {
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array;
  /** SHA-256 of it, hexadecimal: its fingerprint. */
  id: string;
}

/** Reads a public key, or that of a certificate, in PEM. */
export function readPublicKey(pem: string): Result<PublicKey> {
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem)?.[1];
  if (label?.includes("PRIVATE KEY")) return fail("invalid-input", "It is a private key; a public key is needed.", { remedy: "Give the public key that belongs to it (.pub)." });
  if (label !== "PUBLIC KEY" && label !== "CERTIFICATE") {
    return fail("invalid-input", "It is no public key in PEM form.", { remedy: "A public key begins with -----BEGIN PUBLIC KEY-----." });
  }
  try {
    return publicKeyOf(label === "CERTIFICATE" ? new X509Certificate(pem).publicKey : createPublicKey({ key: pem, format: "pem" }));
  } catch {
    return fail("unreadable", "The public key is damaged.", { remedy: "Ask for it again; it may have been cut off or changed on the way." });
  }
}

/** The public key of a P-256 key; other types cannot sign bundles. */
export function publicKeyOf(key: KeyObject): Result<PublicKey> {
  if (key.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    return fail("not-supported", `It is a key of type ${key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? "unknown"}; bundles are signed with ECDSA keys on P-256.`, {
      remedy: "Make one with sallyport key generate, or with cosign generate-key-pair.",
    });
  }
  const spki = (key.type === "public" ? key : createPublicKey(key)).export({ format: "der", type: "spki" });
  return ok({ spki, id: hex(primitives.sha256(spki)) });
}

/** PEM, as openssl and cosign write it. */
export function publicKeyPem({ spki }: Pick<PublicKey, "spki">): string {
  return createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" }).export({ format: "pem", type: "spki" }).toString();
}
