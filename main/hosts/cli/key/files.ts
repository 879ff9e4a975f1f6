import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { fingerprintGroups, fingerprintWords } from "../../../../shared/bundle/index.ts";
import { writeFileAtomically } from "../../../files/atomic.ts";
import { writeKeyFile } from "../../../signing/keyFile.ts";
import { openPrivateKey, protectionOf } from "../../../signing/privateKey.ts";
import { publicKeyPem, type PublicKey } from "../../../signing/publicKey.ts";
import type { SigningKey } from "../../../signing/signingKey.ts";
import { readPemFile } from "../bundle/files.ts";
import { need } from "../failure.ts";
import { askNewPassphrase, askPassphrase } from "../passphrase.ts";
import { visible } from "../terminal.ts";

export interface UnlockFlags {
  passphraseFile?: string;
  passphraseFd?: number;
}

/** Opens the private key in a file, asking for its passphrase where it has one. `forget` it afterwards. */
export async function unlockKey(file: string, { passphraseFile, passphraseFd }: UnlockFlags): Promise<SigningKey> {
  const text = await readPemFile(file);
  const isLocked = protectionOf(text) === "passphrase";
  const passphrase = isLocked ? await askPassphrase({ file: passphraseFile, fd: passphraseFd }, `Passphrase of ${visible(file)}: `) : Buffer.alloc(0);
  const opened = await openPrivateKey(text, passphrase);
  passphrase.fill(0);
  return opened.ok ? opened.value : need({ ok: false, error: { ...opened.error, details: { ...opened.error.details, file } } });
}

/** Writes `NAME.key`, locked with a new passphrase, and `NAME.pub`; both or none, and over no file that is there. */
export async function writeKeyPair(key: SigningKey, name: string, source: { file?: string; fd?: number }): Promise<{ privateFile: string; publicFile: string }> {
  const [privateFile, publicFile] = [resolve(`${name}.key`), resolve(`${name}.pub`)];
  const text = await lockKey(key, source);
  need(await writeFileAtomically(privateFile, text, { overwrite: false, secret: true }));
  const written = await writeFileAtomically(publicFile, publicKeyPem(key.publicKey), { overwrite: false });
  if (!written.ok) await rm(privateFile);
  need(written);
  return { privateFile, publicFile };
}

/** The text of the key's file under a new passphrase. */
export async function lockKey(key: SigningKey, source: { file?: string; fd?: number }): Promise<string> {
  const passphrase = await askNewPassphrase(source);
  try {
    return await writeKeyFile(key, passphrase);
  } finally {
    passphrase.fill(0);
  }
}

/** A key as JSON tells it. */
export function keyDocument(key: PublicKey): object {
  return { type: "ECDSA P-256", fingerprint: key.id, words: fingerprintWords(key.id), publicKey: publicKeyPem(key) };
}

const WORDS_A_LINE = 8;

/** A key's fingerprint for people: to compare, and to read to each other. */
export function keyText(key: PublicKey): string {
  const words = fingerprintWords(key.id);
  const lines = Array.from({ length: words.length / WORDS_A_LINE }, (_, line) => `  ${words.slice(line * WORDS_A_LINE, (line + 1) * WORDS_A_LINE).join(" ")}`);
  return ["ECDSA P-256, SHA-256 of the public key:", `  ${fingerprintGroups(key.id)}`, "in words:", ...lines, ""].join("\n");
}
