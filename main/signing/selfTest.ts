import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import { primitives, type Primitives } from "./primitives.ts";

/** Known values of published standards: a program whose cryptography was changed or built otherwise is found out at once. */

export interface SelfTestResult {
  name: string;
  passed: boolean;
}

/** RFC 6979, A.2.5: P-256, SHA-256, message "sample". */
const ECDSA = {
  scalar: "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
  spki:
    "3059301306072a8648ce3d020106082a8648ce3d030107034200" +
    "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
  signature:
    "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716" +
    "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
};

/** RFC 7914, section 12, the second: the first 32 of its bytes. */
const SCRYPT = { passphrase: "password", salt: "NaCl", cost: { N: 1024, r: 8, p: 16 }, key: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162" };

/** NaCl, tests/secretbox.c. */
const SECRETBOX = {
  key: "1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389",
  nonce: "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37",
  data:
    "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31" +
    "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864" +
    "5e0705",
  sealed:
    "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c972" +
    "71d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3" +
    "7973f622a43d14a6599b1f654cb45a74e355a5",
};

type Test = (use: Primitives) => boolean | Promise<boolean>;

const TESTS: [name: string, test: Test][] = [
  ["SHA-256", ({ sha256 }) => isHex(sha256(text("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")],
  ["ECDSA P-256: sign", ({ sign }) => isHex(sign(text("sample"), bytes(ECDSA.scalar)), ECDSA.signature)],
  ["ECDSA P-256: verify", ({ verify }) => verify(bytes(ECDSA.spki), text("sample"), bytes(ECDSA.signature))],
  ["ECDSA P-256: refuse another message", ({ verify }) => !verify(bytes(ECDSA.spki), text("Sample"), bytes(ECDSA.signature))],
  ["ECDSA P-256: refuse a changed signature", ({ verify }) => !verify(bytes(ECDSA.spki), text("sample"), flipped(bytes(ECDSA.signature)))],
  ["scrypt", async ({ deriveKey }) => isHex(await deriveKey(text(SCRYPT.passphrase), text(SCRYPT.salt), SCRYPT.cost), SCRYPT.key)],
  ["secretbox: seal", ({ seal }) => isHex(seal(bytes(SECRETBOX.key), bytes(SECRETBOX.nonce), bytes(SECRETBOX.data)), SECRETBOX.sealed)],
  ["secretbox: open", ({ unseal }) => isHex(unseal(bytes(SECRETBOX.key), bytes(SECRETBOX.nonce), bytes(SECRETBOX.sealed)), SECRETBOX.data)],
  ["secretbox: refuse a changed box", ({ unseal }) => unseal(bytes(SECRETBOX.key), bytes(SECRETBOX.nonce), flipped(bytes(SECRETBOX.sealed))) === undefined],
];

/** Runs every test, also after one has failed. */
export async function selfTest(use: Primitives = primitives): Promise<SelfTestResult[]> {
  const results: SelfTestResult[] = [];
  for (const [name, test] of TESTS) results.push({ name, passed: await passes(test, use) });
  return results;
}

async function passes(test: Test, use: Primitives): Promise<boolean> {
  try {
    return await test(use);
  } catch {
    return false; // what throws does not work
  }
}

/** Fails when a test did, naming it. */
export function judgeSelfTest(results: readonly SelfTestResult[]): Result<null> {
  const broken = results.filter(({ passed }) => !passed).map(({ name }) => name);
  if (broken.length === 0) return ok(null);
  return fail("internal", `The cryptography of this program does not give the known results (${broken.join(", ")}). Nothing is signed or verified.`, {
    remedy: "Install Sallyport anew from a source you trust.",
  });
}

function text(ascii: string): Uint8Array {
  return Buffer.from(ascii, "latin1");
}

function bytes(digits: string): Uint8Array {
  return Buffer.from(digits, "hex");
}

function isHex(found: Uint8Array | undefined, digits: string): boolean {
  return found !== undefined && Buffer.from(found).toString("hex") === digits;
}

function flipped(data: Uint8Array): Uint8Array {
  return data.map((byte, index) => (index === data.length - 1 ? byte ^ 1 : byte));
}
