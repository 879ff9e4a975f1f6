import { createHash, createPublicKey, X509Certificate } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { KeyFacts } from "../../shared/ipc/types.ts";
import { fail, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { normalisePem } from "../../shared/model/attestorIssues.ts";

/** RSA keys below this are no longer thought safe (NIST SP 800-57 part 1). Bits. */
const WEAK_RSA = 2048;

/**
 * Says what a public key or a certificate (PEM) is, or why it is none. The digest is always named: Electron's crypto is
 * BoringSSL, whose defaults differ.
 *
 * @param now RFC 3339, for the validity of certificates
 */
export function inspectKey(pem: string, now: string): Result<KeyFacts> {
  const text = normalisePem(pem);
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text)?.[1];
  if (label === undefined) return refused("It is not in PEM form: a line -----BEGIN PUBLIC KEY----- or -----BEGIN CERTIFICATE----- is missing.");
  if (label.includes("PRIVATE KEY")) return refused("It is a private key. Never give it away: paste the public key that belongs to it.");
  if (label === "CERTIFICATE") return inspectCertificate(text, now);
  if (label !== "PUBLIC KEY") return refused(`It is a PEM of type ${label}; a public key begins with -----BEGIN PUBLIC KEY-----.`);
  try {
    const key = createPublicKey({ key: text, format: "pem", type: "spki" });
    return ok({ type: typeOf(key), fingerprint: fingerprintOf(key), warnings: warningsOf(key) });
  } catch {
    return refused("What stands between BEGIN and END is no public key. It may be cut off or have been changed on the way.");
  }
}

/** The first certificate is the signer's; those after it lead to a root. */
function inspectCertificate(text: string, now: string): Result<KeyFacts> {
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    const [first, ...others] = certificates.map((one) => new X509Certificate(one));
    if (!first) return refused("The certificate has no END line: it may be cut off.");
    const notBefore = new Date(first.validFrom).toISOString();
    const notAfter = new Date(first.validTo).toISOString();
    const validity = [
      ...(notAfter < now ? [`The certificate expired on ${notAfter.slice(0, 10)}.`] : []),
      ...(notBefore > now ? [`The certificate is valid only from ${notBefore.slice(0, 10)} on.`] : []),
    ];
    return ok({
      type: typeOf(first.publicKey),
      fingerprint: fingerprintOf(first.publicKey),
      certificate: {
        subject: first.subject.replaceAll("\n", ", "),
        issuer: first.issuer.replaceAll("\n", ", "),
        notBefore,
        notAfter,
        fingerprint: createHash("sha256").update(first.raw).digest("hex"),
        chain: 1 + others.length,
      },
      warnings: [...warningsOf(first.publicKey), ...validity],
    });
  } catch {
    return refused("What stands between BEGIN and END is no certificate. It may be cut off or have been changed on the way.");
  }
}

/** SHA-256 of the SubjectPublicKeyInfo in DER, hex: the same for a key and for a certificate of that key. */
function fingerprintOf(key: KeyObject): string {
  return createHash("sha256").update(key.export({ format: "der", type: "spki" })).digest("hex");
}

const CURVES: Record<string, string> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };
const NAMES: Record<string, string> = { ed25519: "Ed25519", ed448: "Ed448", x25519: "X25519", x448: "X448", dsa: "DSA", dh: "Diffie-Hellman" };

function typeOf(key: KeyObject): string {
  const { asymmetricKeyType: type = "unknown", asymmetricKeyDetails: details } = key;
  if (type === "ec") return `ECDSA ${CURVES[details?.namedCurve ?? ""] ?? details?.namedCurve ?? ""}`.trim();
  if (type === "rsa" || type === "rsa-pss") return `RSA ${details?.modulusLength ?? "?"} bits`;
  return NAMES[type] ?? type;
}

function warningsOf(key: KeyObject): string[] {
  const { asymmetricKeyType: type = "", asymmetricKeyDetails: details } = key;
  if (type === "rsa" && (details?.modulusLength ?? 0) < WEAK_RSA) return [`An RSA key of ${details?.modulusLength} bits is too short to be safe.`];
  if (type === "ec" && details?.namedCurve === "prime256v1") return [];
  if (type === "ec" || type === "rsa" || type === "ed25519") return ["cosign makes ECDSA P-256 keys; whether the product takes this type is not documented."];
  return ["Image signatures are not made with keys of this type."];
}

function refused(message: string): Result<never> {
  return fail("invalid-input", message, { remedy: "Paste the whole text, from the BEGIN line to the END line." });
}
