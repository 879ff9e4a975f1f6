import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { prepareBundle, writeBundle, type BundleTerms, type PayloadFile, type Trust, type VerifyOptions } from "../../shared/bundle/index.ts";
import { primitives } from "../../main/signing/primitives.ts";
import { signingKeyOf, type SigningKey } from "../../main/signing/signingKey.ts";

/** Bundles for tests: keys that everyone can make again, a small payload, terms to vary. */

export const crypto = { sha256: primitives.sha256, verify: primitives.verify };

/** The key of a person of that name: not secret, and the same every time. */
export function testKey(name: string): SigningKey {
  const made = signingKeyOf(testKeyObject(name));
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

export function testKeyObject(name: string): KeyObject {
  const scalar = createHash("sha256").update(`Sallyport test key ${name}`).digest();
  const point = p256.getPublicKey(scalar, false);
  const part = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
  return createPrivateKey({ key: { kty: "EC", crv: "P-256", d: part(scalar), x: part(point.subarray(1, 33)), y: part(point.subarray(33)) }, format: "jwk" });
}

export function testPublicPem(name: string): string {
  return createPublicKey(testKeyObject(name)).export({ format: "pem", type: "spki" }).toString();
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const FILES: PayloadFile[] = [
  { name: "policies/shop.json", mediaType: "application/json", data: utf8('{"name":"shop"}') },
  { name: "policies/bank.json", mediaType: "application/json", data: utf8('{"name":"bank","note":"Überprüft: 検査済み"}') },
  { name: "readme.txt", mediaType: "text/plain", data: utf8("x".repeat(512)) },
  { name: "empty.txt", mediaType: "text/plain", data: utf8("") },
];

export const TERMS: BundleTerms = {
  audience: ["site-a"],
  bundleId: "0b9a6f0e-6a53-4e86-9d3c-5a1c8d7e2f10",
  issuedAt: "2026-11-24T00:00:00Z",
  expires: "2027-02-24T00:00:00Z",
  minVerifier: "0.1.0",
  previous: { sha256: "ab".repeat(32), version: 6 },
  schema: 1,
  trustVersion: 3,
  version: 7,
};

export interface BundleParts {
  files?: PayloadFile[];
  terms?: Partial<BundleTerms>;
  signers?: string[];
}

/** A bundle as it should be, signed by Ada and Grace. */
export function makeBundle({ files = FILES, terms = {}, signers = ["ada", "grace"] }: BundleParts = {}): Uint8Array {
  const prepared = prepareBundle(files, { ...TERMS, ...terms }, crypto);
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  return writeBundle(prepared.value, signers.map((name) => testKey(name).signStatement(prepared.value.statement)));
}

/** Two of three. */
export const TRUST: Trust = {
  version: 3,
  threshold: 2,
  keys: ["ada", "grace", "edsger"].map((person) => ({ person, spki: testKey(person).publicKey.spki })),
};

export function optionsWith(options: Partial<VerifyOptions> = {}): VerifyOptions {
  return { crypto, trust: TRUST, now: "2026-12-01T00:00:00Z", release: "0.1.0", place: "site-a", memory: { bundles: new Map() }, ...options };
}
