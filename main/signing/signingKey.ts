import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { preAuthEncoding, type EnvelopeSignature, type SignatureFile } from "../../shared/bundle/index.ts";
import { ok, type Result } from "../../shared/kernel/result.ts";
import { primitives } from "./primitives.ts";
import { publicKeyOf, type PublicKey } from "./publicKey.ts";

/** A private key in memory, from when it is unlocked until `forget`. It never leaves this module unsealed. */
export interface SigningKey {
  readonly publicKey: PublicKey;
  /** Signs an in-toto statement. Equal statements give equal signatures. */
  signStatement(statement: Uint8Array): SignatureFile;
  /** Signs what stands in an envelope of another type. */
  signEnvelope(payload: Uint8Array, payloadType: string): EnvelopeSignature;
  /** Hands the key (PKCS#8, DER) to what seals it. */
  sealWith<T>(seal: (pkcs8: Uint8Array) => Promise<T>): Promise<T>;
  /** Overwrites the key; it cannot be used any more. */
  forget(): void;
}

/** A new key. */
export function generateSigningKey(): SigningKey {
  const made = signingKeyOf(generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** From PKCS#8 in DER; that buffer may be overwritten afterwards. Throws for what is none. */
export function signingKeyFromPkcs8(der: Uint8Array): Result<SigningKey> {
  return signingKeyOf(createPrivateKey({ key: Buffer.from(der.buffer, der.byteOffset, der.length), format: "der", type: "pkcs8" }));
}

export function signingKeyOf(key: KeyObject): Result<SigningKey> {
  const known = publicKeyOf(key);
  if (!known.ok) return known;
  const publicKey = known.value;
  const pkcs8 = key.export({ format: "der", type: "pkcs8" });
  const scalar = scalarOf(key);
  let isForgotten = false;
  const demand = (): void => {
    if (isForgotten) throw new Error("The signing key was forgotten already.");
  };
  const sign = (message: Uint8Array): Uint8Array => {
    demand();
    const signature = primitives.sign(message, scalar);
    // Another implementation than the one that signed: a slip of the machine must not give the key away.
    if (!primitives.verify(publicKey.spki, message, signature)) throw new Error("A signature that was just made does not verify.");
    return signature;
  };
  return ok({
    publicKey,
    signStatement: (statement) => ({ keyDigest: primitives.sha256(publicKey.spki), payload: statement, signature: sign(preAuthEncoding(statement)) }),
    signEnvelope: (payload, payloadType) => ({ key: publicKey.id, signature: sign(preAuthEncoding(payload, payloadType)) }),
    sealWith(seal) {
      demand();
      return seal(pkcs8);
    },
    forget() {
      isForgotten = true;
      pkcs8.fill(0);
      scalar.fill(0);
    },
  });
}

/** ECPrivateKey (RFC 5915) of P-256: SEQUENCE, INTEGER 1, OCTET STRING of 32 bytes, what follows is public. */
const SEC1_HEAD = Buffer.from("30770201010420", "hex");
const SCALAR_BYTES = 32;

function scalarOf(key: KeyObject): Buffer {
  const sec1 = key.export({ format: "der", type: "sec1" });
  if (!sec1.subarray(0, SEC1_HEAD.length).equals(SEC1_HEAD)) throw new Error("The private key is not written as RFC 5915 says.");
  const scalar = Buffer.from(sec1.subarray(SEC1_HEAD.length, SEC1_HEAD.length + SCALAR_BYTES));
  sec1.fill(0);
  return scalar;
}
