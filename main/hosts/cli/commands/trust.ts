import { Option, type Command } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, outputOption, storeOption, type Definition, type Outcome } from "../define.ts";
import { passphraseOptions } from "../passphrase.ts";
import type { StoredFlags } from "../print.ts";
import type { ExportFlags, PinFlags, SignFlags } from "../trust/commands.ts";

/** `trust …`: whom this place trusts. */
export function addTrustCommands(program: Command, interrupt: Interrupt, outcome: Outcome): void {
  const trust = program.command("trust").description("Show, pin, update and make the list of those whose signatures count here.");
  trust.addHelpText("after", "\nExamples:\n  $ sallyport trust show\n  $ sallyport trust update 4.dsse.json\n");
  const add = <Options>(definition: Definition<Options>) => define(trust, definition, interrupt, outcome);
  const shown = [storeOption(), formatOption("table", "json"), outputOption()];
  const files: [string, string][] = [["<file...>", "trust lists, or bundles that bring them"]];

  add<StoredFlags>({
    name: "show",
    summary: "Show who may sign what, how many must, and what ends when.",
    options: shown,
    examples: ["sallyport trust show"],
    run: async (...args) => (await import("../trust/commands.ts")).runShow(...args),
  });
  add<StoredFlags>({
    name: "inspect",
    args: files,
    summary: "Say what trust lists would do here; nothing is changed. Ends with 3 when they are refused.",
    options: shown,
    examples: ["sallyport trust inspect 4.dsse.json"],
    run: async (...args) => (await import("../trust/commands.ts")).runInspect(...args),
  });
  add<PinFlags>({
    name: "pin",
    args: [["<file>", "first trust list"]],
    summary: "Trust a first list, by the fingerprint that was told by another way.",
    options: [new Option("--fingerprint <text>", "its fingerprint: 64 hexadecimal digits, or 32 words in one argument").makeOptionMandatory(), ...shown],
    examples: ["sallyport trust pin 1.dsse.json --fingerprint 3f9a0c…"],
    run: async (...args) => (await import("../trust/commands.ts")).runPin(...args),
  });
  add<StoredFlags>({
    name: "update",
    args: files,
    summary: "Accept newer lists, each signed under the rules of the one before and its own.",
    options: shown,
    examples: ["sallyport trust update 3.dsse.json 4.dsse.json"],
    run: async (...args) => (await import("../trust/commands.ts")).runUpdate(...args),
  });
  add<StoredFlags>({
    name: "propose",
    args: [["<file>", "what the next list is to say, as JSON"]],
    summary: "Begin the next (or first) list, to be signed.",
    options: shown,
    examples: ["sallyport trust propose list.json"],
    run: async (...args) => (await import("../trust/commands.ts")).runPropose(...args),
  });
  add<SignFlags>({
    name: "sign",
    summary: "Sign the proposed list.",
    options: [
      new Option("--key <name>", "key of the store").makeOptionMandatory(),
      new Option("--to-sign <file>", "write the bytes that a key elsewhere has to sign"),
      new Option("--signature <file>", "signature over those bytes"),
      ...passphraseOptions(),
      ...shown,
    ],
    examples: ["sallyport trust sign --key ada", "sallyport trust sign --key token --to-sign pae.bin"],
    run: async (...args) => (await import("../trust/commands.ts")).runSign(...args),
  });
  add<StoredFlags>({
    name: "add",
    args: [["<file>", "copy of the proposal that others have signed"]],
    summary: "Take the signatures of a copy of the proposal, or the file as the proposal where there is none.",
    options: shown,
    examples: ["sallyport trust add proposal.dsse.json"],
    run: async (...args) => (await import("../trust/commands.ts")).runAdd(...args),
  });
  add<StoredFlags>({
    name: "adopt",
    summary: "Trust the proposed list, once enough have signed it.",
    options: shown,
    examples: ["sallyport trust adopt"],
    run: async (...args) => (await import("../trust/commands.ts")).runAdopt(...args),
  });
  add<StoredFlags>({
    name: "discard",
    summary: "Throw the proposed list away.",
    options: shown,
    examples: ["sallyport trust discard"],
    run: async (...args) => (await import("../trust/commands.ts")).runDiscard(...args),
  });
  add<ExportFlags>({
    name: "export",
    summary: "Write the trusted list, or the proposed one, to a file for others.",
    options: [new Option("--proposal", "the proposed one"), storeOption(), formatOption("table", "json"), new Option("--output <file>", "where to write it").makeOptionMandatory()],
    examples: ["sallyport trust export --output 1.dsse.json"],
    run: async (...args) => (await import("../trust/commands.ts")).runExport(...args),
  });
}
