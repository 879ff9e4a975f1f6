import { randomBytes } from "node:crypto";
import { z } from "zod";
import { hex } from "../../shared/bundle/index.ts";
import { fail, ok, type Result } from "../../shared/kernel/result.ts";
import { primitives, type ScryptCost } from "./primitives.ts";
import { signingKeyFromPkcs8, type SigningKey } from "./signingKey.ts";

/**
 * A private key at rest, in cosign's encrypted form (github.com/secure-systems-lab/go-securesystemslib, encrypted):
 * PKCS#8 in NaCl's secretbox, its key derived by scrypt. Before the PEM block, where PEM readers look for nothing, we
 * write two lines of our own: whose key it is, and a checksum, by which damage is told from a wrong passphrase.
 */

/** What cosign writes. 64 MiB of memory. */
const COST: ScryptCost = { N: 65_536, r: 8, p: 1 };
/** A file may not make us use more than this, in bytes. */
const MOST_MEMORY = 256 << 20;
const MOST_PARALLEL = 4;
const SALT_BYTES = 32;
const NONCE_BYTES = 24;

const LABEL = "ENCRYPTED SIGSTORE PRIVATE KEY";
/** The second was written by cosign before 2.0. */
const BLOCK = /-----BEGIN (ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY)-----\s([A-Za-z0-9+/=\s]+)-----END \1-----/;
const KEY_LINE = /^Public-Key-SHA-256: ([0-9a-f]{64})\r?$/m;
const CHECKSUM_LINE = /^Body-SHA-256: ([0-9a-f]{64})\r?$/m;

const bytes = (length?: number) =>
  z.base64().transform((text, context) => {
    const value = Buffer.from(text, "base64");
    if (length !== undefined && value.length !== length) context.addIssue(`it must have ${length} bytes`);
    return value;
  });

const bodySchema = z.object({
  kdf: z.object({ name: z.literal("scrypt"), params: z.object({ N: z.int(), r: z.int(), p: z.int() }), salt: bytes(SALT_BYTES) }),
  cipher: z.object({ name: z.literal("nacl/secretbox"), nonce: bytes(NONCE_BYTES) }),
  ciphertext: bytes(),
});

/** True for text that is such a file, whole or not. */
export function isKeyFile(text: string): boolean {
  return /-----BEGIN ENCRYPTED (SIGSTORE|COSIGN) PRIVATE KEY-----/.test(text);
}

/** The text of a key's file. Each time another, also for the same key and passphrase. */
export function writeKeyFile(key: SigningKey, passphrase: Uint8Array): Promise<string> {
  return key.sealWith(async (pkcs8) => {
    const [salt, nonce] = [randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)];
    const secret = await primitives.deriveKey(passphrase, salt, COST);
    const ciphertext = Buffer.from(primitives.seal(secret, nonce, pkcs8));
    secret.fill(0);
    const body = Buffer.from(
      JSON.stringify({
        kdf: { name: "scrypt", params: COST, salt: salt.toString("base64") },
        cipher: { name: "nacl/secretbox", nonce: nonce.toString("base64") },
        ciphertext: ciphertext.toString("base64"),
      }),
    );
    const lines = body.toString("base64").match(/.{1,64}/g) ?? [];
    const head = [`Public-Key-SHA-256: ${key.publicKey.id}`, `Body-SHA-256: ${hex(primitives.sha256(body))}`];
    return [...head, `-----BEGIN ${LABEL}-----`, ...lines, `-----END ${LABEL}-----`, ""].join("\n");
  });
}

/** The fingerprint that a key's file gives for its key; nothing has vouched for it. Absent in files of cosign. */
export function claimedKeyId(text: string): string | undefined {
  return KEY_LINE.exec(text)?.[1];
}

/** Unlocks a key's file. A wrong passphrase has the code `wrong-passphrase`, a damaged file `unreadable`. */
export async function openKeyFile(text: string, passphrase: Uint8Array): Promise<Result<SigningKey>> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { kdf, cipher, ciphertext, isChecked } = parsed.value;
  const secret = await primitives.deriveKey(passphrase, kdf.salt, kdf.params);
  const pkcs8 = primitives.unseal(secret, cipher.nonce, ciphertext);
  secret.fill(0);
  if (!pkcs8) {
    return isChecked
      ? fail("wrong-passphrase", "The passphrase is wrong.", { remedy: "Try again. A forgotten passphrase cannot be restored." })
      : fail("wrong-passphrase", "The passphrase is wrong, or the file is damaged: it has no checksum by which to tell.", { remedy: "Try again, or take a copy of the file." });
  }
  try {
    return sameKey(signingKeyFromPkcs8(pkcs8), claimedKeyId(text));
  } catch {
    return fail("not-supported", "The file does not hold a private key in the form PKCS#8.", { remedy: "Make a new key with sallyport key generate." });
  } finally {
    pkcs8.fill(0);
  }
}

function sameKey(opened: Result<SigningKey>, claimed: string | undefined): Result<SigningKey> {
  if (!opened.ok || claimed === undefined || claimed === opened.value.publicKey.id) return opened;
  opened.value.forget();
  return damaged("its first line names another key than it holds");
}

type Parsed = z.infer<typeof bodySchema> & { isChecked: boolean };

function parse(text: string): Result<Parsed> {
  const encoded = BLOCK.exec(text)?.[2];
  if (encoded === undefined) return damaged("it has no whole block from BEGIN to END");
  const body = Buffer.from(encoded, "base64");
  const checksum = CHECKSUM_LINE.exec(text)?.[1];
  if (checksum !== undefined && checksum !== hex(primitives.sha256(body))) return damaged("its checksum does not fit");
  const read = bodySchema.safeParse(jsonOf(body));
  if (!read.success) return damaged("what it holds is not what cosign writes");
  const { N, r, p } = read.data.kdf.params;
  const isSane = N >= 2 && (N & (N - 1)) === 0 && r >= 1 && p >= 1 && p <= MOST_PARALLEL && 128 * N * r <= MOST_MEMORY;
  if (!isSane) return fail("not-supported", `The file asks for an scrypt cost of N=${N}, r=${r}, p=${p}, which is not accepted.`, { remedy: "Check where the file comes from." });
  return ok({ ...read.data, isChecked: checksum !== undefined });
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

function damaged(why: string): Result<never> {
  return fail("unreadable", `The key file is damaged: ${why}.`, { remedy: "Take a copy of the file." });
}
