import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { hex, preAuthEncoding } from "../../../shared/bundle/index.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { claimedKeyId, openKeyFile, writeKeyFile } from "../../../main/signing/keyFile.ts";
import { checkNewPassphrase } from "../../../main/signing/passphrase.ts";
import { primitives } from "../../../main/signing/primitives.ts";
import { openPrivateKey, protectionOf } from "../../../main/signing/privateKey.ts";
import { publicKeyPem, readPublicKey } from "../../../main/signing/publicKey.ts";
import { judgeSelfTest, selfTest } from "../../../main/signing/selfTest.ts";
import { generateSigningKey } from "../../../main/signing/signingKey.ts";
import { testKey, testKeyObject } from "../../support/bundles.ts";

// scrypt is meant to be slow, and a busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const PASSPHRASE = bytes("correct horse battery staple");
const codeOf = (result: Result<unknown>): string => (result.ok ? "ok" : result.error.code);
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe("the self-test", () => {
  test("passes", async () => {
    const results = await selfTest();
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
    expect(results.length).toBe(9);
  });

  test.each([
    ["a digest of nothing", { sha256: () => new Uint8Array(32) }],
    ["signatures with a nonce of their own", { sign: () => Uint8Array.of(1) }],
    ["a check that accepts everything", { verify: () => true }],
    ["a check that refuses everything", { verify: () => false }],
    ["a check that throws", { verify: () => { throw new Error("no default digest"); } }],
    ["another derivation", { deriveKey: () => Promise.resolve(new Uint8Array(32)) }],
    ["a box that opens to everyone", { unseal: () => Uint8Array.of(1) }],
    ["a box that is not sealed", { seal: (_key: Uint8Array, _nonce: Uint8Array, data: Uint8Array) => data }],
  ])("finds %s", async (_what, broken) => {
    expect(codeOf(judgeSelfTest(await selfTest({ ...primitives, ...broken })))).toBe("internal");
  });
});

describe("signing", () => {
  const statement = bytes("statement");

  test("gives the same signature each time, and one that node:crypto takes", () => {
    const [first, second] = [testKey("ada").signStatement(statement), testKey("ada").signStatement(statement)];
    expect(hex(first.signature)).toBe(hex(second.signature));
    expect(verify("sha256", preAuthEncoding(statement), createPublicKey(testKeyObject("ada")), first.signature)).toBe(true);
    expect(hex(first.keyDigest)).toBe(testKey("ada").publicKey.id);
  });

  test("is over the encoding of DSSE, not over the statement", () => {
    expect(verify("sha256", statement, createPublicKey(testKeyObject("ada")), testKey("ada").signStatement(statement).signature)).toBe(false);
  });

  test("verifies with no other key, type of key or form", () => {
    const { signature } = testKey("ada").signStatement(statement);
    const message = preAuthEncoding(statement);
    const spki = testKey("ada").publicKey.spki;
    const p384 = generateKeyPairSync("ec", { namedCurve: "secp384r1" }).publicKey.export({ format: "der", type: "spki" });
    expect(primitives.verify(spki, message, signature)).toBe(true);
    for (const other of [testKey("grace").publicKey.spki, p384, new Uint8Array(), spki.slice(0, -1)]) expect(primitives.verify(other, message, signature)).toBe(false);
    for (const other of [new Uint8Array(), signature.slice(0, -1), Uint8Array.of(...signature, 0)]) expect(primitives.verify(spki, message, other)).toBe(false);
  });

  test("is over once the key was forgotten", () => {
    const key = generateSigningKey();
    key.forget();
    expect(() => key.signStatement(statement)).toThrow("forgotten");
    expect(() => key.sealWith(() => Promise.resolve())).toThrow("forgotten");
  });
});

describe("key files", () => {
  test("are opened with their passphrase only", async () => {
    const text = await writeKeyFile(testKey("ada"), PASSPHRASE);
    expect(valueOf(await openKeyFile(text, PASSPHRASE)).publicKey.id).toBe(testKey("ada").publicKey.id);
    expect(claimedKeyId(text)).toBe(testKey("ada").publicKey.id);
    expect(codeOf(await openKeyFile(text, bytes("wrong")))).toBe("wrong-passphrase");
    expect(codeOf(await openKeyFile(text, bytes("")))).toBe("wrong-passphrase");
  });

  test("are in cosign's form with cosign's cost", async () => {
    const text = await writeKeyFile(testKey("ada"), PASSPHRASE);
    const body = /-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n([\s\S]+)\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n$/.exec(text)?.[1] ?? "";
    const json = Buffer.from(body, "base64").toString();
    expect(json).toMatch(/^\{"kdf":\{"name":"scrypt","params":\{"N":65536,"r":8,"p":1\},"salt":"[^"]{44}"\},"cipher":\{"name":"nacl\/secretbox","nonce":"[^"]{32}"\},"ciphertext":"[^"]+"\}$/);
  });

  test("are never the same twice, and hold nothing in the clear", async () => {
    const [first, second] = [await writeKeyFile(testKey("ada"), PASSPHRASE), await writeKeyFile(testKey("ada"), PASSPHRASE)];
    expect(first).not.toBe(second);
    const scalar = testKeyObject("ada").export({ format: "jwk" }).d ?? "";
    for (const text of [first, Buffer.from(first.replaceAll(/-.*\n/g, ""), "base64").toString("latin1")]) {
      expect(text).not.toContain(Buffer.from(scalar, "base64url").toString("latin1"));
      expect(text).not.toContain(Buffer.from(PASSPHRASE).toString());
    }
  });

  test("that are damaged are told from a wrong passphrase, wherever the damage is", async () => {
    const text = await writeKeyFile(testKey("ada"), PASSPHRASE);
    const start = text.indexOf("KEY-----\n") + 9;
    const damaged = [
      ...[0, 0.2, 0.5, 0.8].map((part) => replaceAt(text, start + Math.floor(part * (text.indexOf("\n-----END") - start)))),
      text.slice(0, -40), text.slice(0, start + 20), text.replace(/\n[^\n]+\n-----END/, "\n-----END"),
      text.replace(/^Public-Key-SHA-256: ./, (line) => `${line.slice(0, -1)}${line.endsWith("0") ? "1" : "0"}`),
    ];
    for (const [index, one] of damaged.entries()) expect([index, codeOf(await openKeyFile(one, PASSPHRASE))]).toEqual([index, "unreadable"]);
  });

  test("of cosign have no checksum, which a failure says", async () => {
    const text = (await writeKeyFile(testKey("ada"), PASSPHRASE)).replace(/^[\s\S]*?-----BEGIN/, "-----BEGIN");
    expect(codeOf(await openKeyFile(text, PASSPHRASE))).toBe("ok");
    const wrong = await openKeyFile(text, bytes("wrong"));
    expect(wrong.ok ? "" : wrong.error.message).toContain("or the file is damaged");
  });

  test("may be old ones, with the name and the cost of their time", async () => {
    const text = sealed(testKeyObject("ada").export({ format: "der", type: "pkcs8" }), await derive(32_768), { N: 32_768, r: 8, p: 1 }, "COSIGN");
    expect(codeOf(await openKeyFile(text, PASSPHRASE))).toBe("ok");
  });

  test("must hold PKCS#8, as for cosign, and a key on P-256", async () => {
    const secret = await derive(32_768);
    const cost = { N: 32_768, r: 8, p: 1 };
    expect(codeOf(await openKeyFile(sealed(testKeyObject("ada").export({ format: "der", type: "sec1" }), secret, cost), PASSPHRASE))).toBe("not-supported");
    const p384 = generateKeyPairSync("ec", { namedCurve: "secp384r1" }).privateKey.export({ format: "der", type: "pkcs8" });
    expect(codeOf(await openKeyFile(sealed(p384, secret, cost), PASSPHRASE))).toBe("not-supported");
  });

  test.each([{ N: 2 ** 24, r: 8, p: 1 }, { N: 65_535, r: 8, p: 1 }, { N: 65_536, r: 8, p: 99 }, { N: 65_536, r: 8_000, p: 1 }, { N: 0, r: 8, p: 1 }, { N: 1, r: 8, p: 1 }, { N: 65_536, r: -8, p: 1 }])(
    "may not ask for any cost they like: %j",
    async (cost) => expect(codeOf(await openKeyFile(sealed(Buffer.from("x"), new Uint8Array(32), cost), PASSPHRASE))).toBe("not-supported"),
  );
});

const SALT = Buffer.alloc(32, 1);
const NONCE = Buffer.alloc(24, 2);
const derive = (N: number): Promise<Uint8Array> => primitives.deriveKey(PASSPHRASE, SALT, { N, r: 8, p: 1 });

/** A key file around any content. */
function sealed(content: Uint8Array, secret: Uint8Array, params: { N: number; r: number; p: number }, label = "SIGSTORE"): string {
  const ciphertext = Buffer.from(primitives.seal(secret, NONCE, content)).toString("base64");
  const body = JSON.stringify({ kdf: { name: "scrypt", params, salt: SALT.toString("base64") }, cipher: { name: "nacl/secretbox", nonce: NONCE.toString("base64") }, ciphertext });
  return `-----BEGIN ENCRYPTED ${label} PRIVATE KEY-----\n${Buffer.from(body).toString("base64")}\n-----END ENCRYPTED ${label} PRIVATE KEY-----\n`;
}

/** Another base64 character at a place. */
function replaceAt(text: string, place: number): string {
  const at = text[place] === "\n" ? place + 1 : place;
  return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}

describe("private keys of others", () => {
  const key = testKeyObject("ada");
  const pem = (options: object): string => key.export({ format: "pem", ...options } as never).toString();

  test("are PKCS#8, encrypted or not", async () => {
    const plain = pem({ type: "pkcs8" });
    const locked = pem({ type: "pkcs8", cipher: "aes-256-cbc", passphrase: Buffer.from(PASSPHRASE) });
    expect([protectionOf(plain), protectionOf(locked)]).toEqual(["none", "passphrase"]);
    for (const text of [plain, locked]) expect(valueOf(await openPrivateKey(text, PASSPHRASE)).publicKey.id).toBe(testKey("ada").publicKey.id);
    expect(codeOf(await openPrivateKey(locked, bytes("wrong")))).toBe("wrong-passphrase");
    expect(codeOf(await openPrivateKey(plain.replace("M", "!"), PASSPHRASE))).toBe("unreadable");
  });

  test("in other forms are refused with what to do", async () => {
    const sec1 = await openPrivateKey(pem({ type: "sec1" }), PASSPHRASE);
    expect(sec1.ok ? "" : sec1.error.details?.remedy).toContain("openssl pkcs8 -topk8");
    expect(codeOf(await openPrivateKey(publicKeyPem(testKey("ada").publicKey), PASSPHRASE))).toBe("not-supported");
    expect(codeOf(await openPrivateKey("hello", PASSPHRASE))).toBe("invalid-input");
    const ed25519 = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    expect(codeOf(await openPrivateKey(ed25519, PASSPHRASE))).toBe("not-supported");
  });

  test("that are short by a leading zero are read whole", async () => {
    // A scalar below 2^248: its first byte is zero, which some encoders leave out.
    const jwk = { kty: "EC", crv: "P-256", d: "AJ5xNTnSKkzMuRk1PfYKKYxIdNCqZtNoUkVoDmZxCp4", x: "", y: "" };
    const { p256 } = await import("@noble/curves/nist.js");
    const point = p256.getPublicKey(Buffer.from(jwk.d, "base64url"), false);
    const small = createPrivateKey({ key: { ...jwk, x: Buffer.from(point.subarray(1, 33)).toString("base64url"), y: Buffer.from(point.subarray(33)).toString("base64url") }, format: "jwk" });
    const opened = valueOf(await openPrivateKey(small.export({ format: "pem", type: "pkcs8" }).toString(), bytes("")));
    expect(opened.signStatement(bytes("x")).signature.length).toBeGreaterThan(60);
  });
});

describe("public keys", () => {
  test("are read from PEM, and written so", () => {
    const pem = publicKeyPem(testKey("ada").publicKey);
    expect(valueOf(readPublicKey(pem)).id).toBe(testKey("ada").publicKey.id);
    expect(codeOf(readPublicKey(pem.replace("M", "!")))).toBe("unreadable");
    expect(codeOf(readPublicKey("hello"))).toBe("invalid-input");
    expect(codeOf(readPublicKey(testKeyObject("ada").export({ format: "pem", type: "pkcs8" }).toString()))).toBe("invalid-input");
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "pem", type: "spki" }).toString();
    expect(codeOf(readPublicKey(rsa))).toBe("not-supported");
  });
});

test("a new passphrase has at least twelve characters", () => {
  expect([codeOf(checkNewPassphrase(bytes("eleven char"))), codeOf(checkNewPassphrase(bytes("twelve chars")))]).toEqual(["invalid-input", "ok"]);
});
