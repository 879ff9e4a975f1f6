import { resolve } from "node:path";
import { writeFileAtomically } from "../../../files/atomic.ts";
import { protectionOf } from "../../../signing/privateKey.ts";
import { generateSigningKey, type SigningKey } from "../../../signing/signingKey.ts";
import { openBundleCrypto } from "../../../signing/bundleCrypto.ts";
import { readPemFile, readPublicKeyFile } from "../bundle/files.ts";
import type { Run } from "../define.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { need, stop } from "../failure.ts";
import { print, type PrintFlags } from "../print.ts";
import { visible } from "../terminal.ts";
import { keyDocument, keyText, lockKey, unlockKey, writeKeyPair, type UnlockFlags } from "./files.ts";

export interface GenerateFlags extends UnlockFlags {
  name: string;
  format: PrintFlags["format"];
}

export interface RenewFlags extends UnlockFlags {
  newPassphraseFile?: string;
  newPassphraseFd?: number;
  format: PrintFlags["format"];
}

export interface ImportFlags extends RenewFlags {
  name: string;
}

export interface ShowFlags extends UnlockFlags, PrintFlags {}

export const runGenerate: Run<GenerateFlags> = async (_args, flags) => {
  need(await openBundleCrypto());
  return keep(generateSigningKey(), flags.name, { file: flags.passphraseFile, fd: flags.passphraseFd }, flags.format);
};

export const runImport: Run<ImportFlags> = async ([file = ""], flags) => {
  need(await openBundleCrypto());
  return keep(await unlockKey(file, flags), flags.name, newSource(flags), flags.format);
};

/** Writes both files of a key and says where they are. */
async function keep(key: SigningKey, name: string, source: { file?: string; fd?: number }, format: PrintFlags["format"]): Promise<ExitCode> {
  try {
    const files = await writeKeyPair(key, name, source);
    await print({ format }, "sallyport/key/v1", { ...files, ...keyDocument(key.publicKey) }, () =>
      [
        `Wrote the private key to ${visible(files.privateFile)} and the public key to ${visible(files.publicFile)}.`,
        "Keep a copy of the private key and its passphrase in different places: neither can be restored.",
        "",
        keyText(key.publicKey),
      ].join("\n"),
    );
    return EXIT.fine;
  } finally {
    key.forget();
  }
}

/** Of a private key the passphrase is asked for: only what is inside is sure to be the key. */
export const runShow: Run<ShowFlags> = async ([file = ""], flags) => {
  const isPrivate = protectionOf(await readPemFile(file)) !== undefined;
  const unlocked = isPrivate ? await unlockKey(file, flags) : undefined;
  const key = unlocked?.publicKey ?? (await readPublicKeyFile(file));
  unlocked?.forget();
  await print(flags, "sallyport/key/v1", keyDocument(key), () => keyText(key));
  return EXIT.fine;
};

export const runChangePassphrase: Run<RenewFlags> = async ([file = ""], flags) => {
  need(await openBundleCrypto());
  const key = await unlockKey(file, flags);
  try {
    need(await writeFileAtomically(resolve(file), await lockKey(key, newSource(flags)), { overwrite: true, secret: true }));
    await print({ format: flags.format }, "sallyport/key/v1", { privateFile: resolve(file), ...keyDocument(key.publicKey) }, () =>
      [`The private key in ${visible(file)} has a new passphrase. Copies of the file keep the old one.`, ""].join("\n"),
    );
    return EXIT.fine;
  } finally {
    key.forget();
  }
};

function newSource({ passphraseFd, newPassphraseFile, newPassphraseFd }: RenewFlags): { file?: string; fd?: number } {
  if (passphraseFd !== undefined && passphraseFd === newPassphraseFd) {
    stop(`File descriptor ${passphraseFd} is named for both passphrases.`, { remedy: "Give each a file descriptor or a file of its own." });
  }
  return { file: newPassphraseFile, fd: newPassphraseFd };
}
