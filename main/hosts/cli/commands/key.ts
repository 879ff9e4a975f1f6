import { Option, type Command } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, outputOption, storeOption, type Definition, type Outcome } from "../define.ts";
import type { GenerateFlags, ImportFlags, RenewFlags, ShowFlags } from "../key/commands.ts";
import type { AddFlags, BackupFlags, EndFlags, NewFlags } from "../key/stored.ts";
import { passphraseOptions } from "../passphrase.ts";
import type { StoredFlags } from "../print.ts";

/** `key …`: keys that sign bundles, in files and in the store. */
export function addKeyCommands(program: Command, interrupt: Interrupt, outcome: Outcome): void {
  const key = program.command("key").description("Make, import and show the keys that sign bundles.");
  key.addHelpText("after", "\nExamples:\n  $ sallyport key generate --name ada\n  $ sallyport key show ada.pub\n");
  const add = <Options>(definition: Definition<Options>) => define(key, definition, interrupt, outcome);

  add<GenerateFlags>({
    name: "generate",
    summary: "Make a key: NAME.key, encrypted as cosign does, and NAME.pub.",
    options: [nameOption(), ...passphraseOptions(), formatOption("table", "json")],
    examples: ["sallyport key generate --name ada"],
    run: async (...args) => (await import("../key/commands.ts")).runGenerate(...args),
  });
  add<ImportFlags>({
    name: "import",
    args: [["<file>", "private key: of cosign, or PKCS#8 in PEM, encrypted or not"]],
    summary: "Take over a private key: write it as NAME.key, encrypted as cosign does, and NAME.pub.",
    options: [nameOption(), ...passphraseOptions(), ...passphraseOptions("new-"), formatOption("table", "json")],
    examples: ["sallyport key import cosign.key --name ada"],
    run: async (...args) => (await import("../key/commands.ts")).runImport(...args),
  });
  add<ShowFlags>({
    name: "show",
    args: [["<file>", "public key, certificate or private key"]],
    summary: "Show the fingerprint of a key, in digits and in words to read to each other.",
    options: [...passphraseOptions(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport key show ada.pub"],
    run: async (...args) => (await import("../key/commands.ts")).runShow(...args),
  });
  add<RenewFlags>({
    name: "change-passphrase",
    args: [["<file>", "private key"]],
    summary: "Encrypt a private key with another passphrase.",
    options: [...passphraseOptions(), ...passphraseOptions("new-"), formatOption("table", "json")],
    examples: ["sallyport key change-passphrase ada.key"],
    run: async (...args) => (await import("../key/commands.ts")).runChangePassphrase(...args),
  });
  add<StoredFlags>({
    name: "list",
    summary: "List the keys of the store.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport key list"],
    run: async (...args) => (await import("../key/stored.ts")).runList(...args),
  });
  add<NewFlags>({
    name: "new",
    args: [["<name>", "name of the key"]],
    summary: "Make a key in the store, encrypted with a passphrase.",
    options: [...passphraseOptions(), storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport key new ada"],
    run: async (...args) => (await import("../key/stored.ts")).runNew(...args),
  });
  add<AddFlags>({
    name: "add",
    args: [["<file>", "private key, public key or certificate (PEM)"]],
    summary: "Take a key into the store; of a public one the private half signs elsewhere.",
    options: [nameOption("name of the key"), ...passphraseOptions(), ...passphraseOptions("new-"), storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport key add ada.key --name ada", "sallyport key add token.pub --name token"],
    run: async (...args) => (await import("../key/stored.ts")).runAdd(...args),
  });
  add<BackupFlags>({
    name: "backup",
    args: [["<name>", "key of the store"]],
    summary: "Write a private key of the store, encrypted as it is, to a file.",
    options: [storeOption(), formatOption("table", "json"), new Option("--output <file>", "where to write it").makeOptionMandatory()],
    examples: ["sallyport key backup ada --output ada.key"],
    run: async (...args) => (await import("../key/stored.ts")).runBackup(...args),
  });
  add<EndFlags>({
    name: "retire",
    args: [["<name>", "key of the store"]],
    summary: "Sign no more with a key; what it signed stays good.",
    options: [reasonOption(), storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport key retire ada --reason replaced"],
    run: async (...args) => (await import("../key/stored.ts")).endOf("keys.retire")(...args),
  });
  add<EndFlags>({
    name: "revoke",
    args: [["<name>", "key of the store"]],
    summary: "Trust nothing any more that a key signed; the trust list tells others.",
    options: [reasonOption(), storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport key revoke ada --reason stolen"],
    run: async (...args) => (await import("../key/stored.ts")).endOf("keys.revoke")(...args),
  });
}

function reasonOption(): Option {
  return new Option("--reason <text>", "why, for the audit trail").default("");
}

function nameOption(what = "name of the two files, without .key and .pub"): Option {
  return new Option("--name <name>", what).makeOptionMandatory();
}
