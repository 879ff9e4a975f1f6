import { Option, type Command } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, outputOption, type Definition, type Outcome } from "../define.ts";
import type { GenerateFlags, ImportFlags, RenewFlags, ShowFlags } from "../key/commands.ts";
import { passphraseOptions } from "../passphrase.ts";

/** `key …`: the files of keys that sign bundles. */
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
}

function nameOption(): Option {
  return new Option("--name <name>", "name of the two files, without .key and .pub").makeOptionMandatory();
}
