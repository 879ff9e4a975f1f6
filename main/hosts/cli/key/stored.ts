import { resolve } from "node:path";
import { fingerprintGroups } from "../../../../shared/bundle/index.ts";
import type { Signing, SigningKeySummary } from "../../../../shared/ipc/signing.ts";
import { withApplication, type CliApplication } from "../application.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { stop } from "../failure.ts";
import { askNewPassphrase, askPassphrase } from "../passphrase.ts";
import { print, type StoredFlags } from "../print.ts";
import { columns, styleFor, visible } from "../terminal.ts";
import { readSignature } from "./detached.ts";
import type { UnlockFlags } from "./files.ts";

/** Keys of the store: those that the window shows. */

export interface AddFlags extends StoredFlags, UnlockFlags {
  name: string;
  newPassphraseFile?: string;
  newPassphraseFd?: number;
}

export interface NewFlags extends StoredFlags, UnlockFlags {}

export interface BackupFlags {
  store?: string;
  output: string;
  format: "table" | "json";
}

export interface EndFlags extends StoredFlags {
  reason: string;
}

/** The key of the store that a name, an id or the beginning of one means. */
export async function storedKey(app: CliApplication, wanted: string): Promise<SigningKeySummary> {
  const keys = await app.call("keys.list");
  const found = keys.filter(({ name, id }) => name === wanted || (wanted.length >= 8 && id.startsWith(wanted)));
  const [key] = found;
  if (key && found.length === 1) return key;
  return stop(found.length > 1 ? `"${wanted}" means several keys.` : `There is no key "${wanted}" in the store.`, { remedy: "See sallyport key list." });
}

/**
 * What signs with a key of the store: its passphrase is asked for, or read from where the options say.
 *
 * @param signature the file of one that was made elsewhere, instead
 */
export async function signingWith(app: CliApplication, wanted: string, { passphraseFile, passphraseFd }: UnlockFlags, signature?: string): Promise<Signing> {
  const key = await storedKey(app, wanted);
  if (signature !== undefined) return { keyId: key.id, signature: await readSignature(signature) };
  if (key.kind === "public") stop(`Of the key "${key.name}" only the public half is here.`, { remedy: "Sign elsewhere: --to-sign writes the bytes, --signature brings the signature back." });
  const passphrase = await askPassphrase({ file: passphraseFile, fd: passphraseFd }, `Passphrase of ${visible(key.name)}: `);
  try {
    return { keyId: key.id, passphrase: passphrase.toString("utf8") };
  } finally {
    passphrase.fill(0);
  }
}

export const runNew: Run<NewFlags> = async ([name = ""], flags) => {
  const passphrase = await askNewPassphrase({ file: flags.passphraseFile, fd: flags.passphraseFd });
  const key = await withApplication(flags.store, (app) => app.call("keys.generate", { name, passphrase: passphrase.toString("utf8") }));
  passphrase.fill(0);
  return tell(flags, key);
};

export const runAdd: Run<AddFlags> = async ([file = ""], flags) => {
  const path = resolve(file);
  const key = await withApplication(flags.store, async (app) => {
    const { kind, locked } = await app.call("keys.inspect", { path });
    if (kind !== "private") return app.call("keys.import", { path, name: flags.name });
    const given = locked ? await askPassphrase({ file: flags.passphraseFile, fd: flags.passphraseFd }, `Passphrase of ${visible(file)}: `) : undefined;
    const isRenewed = !locked || flags.newPassphraseFile !== undefined || flags.newPassphraseFd !== undefined;
    const renewed = isRenewed ? await askNewPassphrase({ file: flags.newPassphraseFile, fd: flags.newPassphraseFd }) : undefined;
    try {
      return await app.call("keys.import", {
        path, name: flags.name, ...(given ? { passphrase: given.toString("utf8") } : {}), ...(renewed ? { newPassphrase: renewed.toString("utf8") } : {}),
      });
    } finally {
      given?.fill(0);
      renewed?.fill(0);
    }
  });
  return tell(flags, key);
};

export const runList: Run<StoredFlags> = async (_args, flags) => {
  const keys = await withApplication(flags.store, (app) => app.call("keys.list"));
  await print(flags, "sallyport/keys/v1", { keys }, () => {
    if (keys.length === 0) return "There are no keys in the store yet. Make one with sallyport key new.\n";
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = keys.map(({ name, state, kind, id, trusted }) => [name, state, kind === "private" ? "signs here" : "signs elsewhere", `${id.slice(0, 16)}…`, trusted ? `${trusted.person}: ${trusted.roles.join(", ")}` : "not in the trust list"].map(visible));
    return columns([["NAME", "STATE", "", "KEY", "TRUSTED AS"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};

export const runBackup: Run<BackupFlags> = async ([name = ""], flags) => {
  const written = await withApplication(flags.store, async (app) => {
    const { id } = await storedKey(app, name);
    return app.call("keys.backup", { id, path: resolve(flags.output), overwrite: false });
  });
  await print({ format: flags.format }, "sallyport/key-backup/v1", written, () => `Wrote the encrypted private key to ${visible(written.path)}. Keep it and its passphrase in different places.\n`);
  return EXIT.fine;
};

export function endOf(channel: "keys.retire" | "keys.revoke"): Run<EndFlags> {
  return async ([name = ""], flags) => {
    const key = await withApplication(flags.store, async (app) => app.call(channel, { id: (await storedKey(app, name)).id, reason: flags.reason }));
    return tell(flags, key);
  };
}

async function tell(flags: StoredFlags, key: SigningKeySummary): Promise<typeof EXIT.fine> {
  await print(flags, "sallyport/stored-key/v1", { key }, () => `${visible(key.name)}: ${key.state}, ${key.kind === "private" ? "signs here" : "signs elsewhere"}\n  ${fingerprintGroups(key.id)}\n`);
  return EXIT.fine;
}
