import { Command, Option } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, outputOption, storeOption, type Definition, type Outcome } from "../define.ts";
import type { CreateFlags, ExportFlags } from "../objects/attestors.ts";
import type { ImportFlags } from "../objects/importing.ts";
import type { PrintFlags, StoredFlags } from "../print.ts";

/** `attestor …`: whose signatures images must carry. */
export function addAttestorCommands(program: Command, interrupt: Interrupt, outcome: Outcome): void {
  const attestor = program.command("attestor").description("List, show, make, import and export attestors.");
  attestor.addHelpText("after", "\nExamples:\n  $ sallyport attestor create team-key --key cosign.pub\n  $ sallyport attestor list\n");
  const add = <Options>(definition: Definition<Options>) => define(attestor, definition, interrupt, outcome);
  const common = () => [storeOption(), formatOption("table", "json"), outputOption()];

  add<StoredFlags>({
    name: "list",
    summary: "List the stored attestors and what uses them.",
    options: common(),
    examples: ["sallyport attestor list"],
    run: async (...args) => (await import("../objects/attestors.ts")).runList(...args),
  });
  add<StoredFlags>({
    name: "show",
    args: [["<name>", "name of the attestor"]],
    summary: "Show an attestor with its key's type and fingerprint.",
    options: common(),
    examples: ["sallyport attestor show team-key"],
    run: async (...args) => (await import("../objects/attestors.ts")).runShow(...args),
  });
  add<CreateFlags>({
    name: "create",
    args: [["<name>", "name of the new attestor"]],
    summary: "Make an attestor of a public key, a certificate, or a keyless identity.",
    options: [
      new Option("--key <file>", "public key of a cosign key pair, PEM"),
      new Option("--certificate <file>", "certificate, PEM"),
      new Option("--issuer <url>", "who vouches for a keyless identity"),
      new Option("--subject <text>", "the keyless identity"),
      new Option("--description <text>", "what it is for").default(""),
      new Option("--transparency-log", "signatures must be in a transparency log"),
      new Option("--log-server <url>", "the log (default: the public one)"),
      new Option("--log-key <file>", "the log's public key, PEM"),
      ...common(),
    ],
    examples: ["sallyport attestor create team-key --key cosign.pub", "sallyport attestor create ci --issuer https://token.example.com --subject build@example.com"],
    run: async (...args) => (await import("../objects/attestors.ts")).runCreate(...args),
  });
  add<ImportFlags>({
    name: "import",
    args: [["<file...>", "custom resources, API JSON or Sallyport's own documents"]],
    summary: "Read attestors from files into the store; a known name is changed.",
    options: [new Option("--dry-run", "only say what would come of each"), ...common()],
    examples: ["sallyport attestor import attestor.yaml"],
    run: async (...args) => (await import("../objects/importing.ts")).importOf("attestor")(...args),
  });
  add<ExportFlags>({
    name: "export",
    args: [["<name>", "name of the attestor"]],
    summary: "Write an attestor in another format.",
    options: [
      new Option("--to <kind>", "format to write").choices(["sallyport", "custom-resource", "api"]).default("sallyport"),
      storeOption(), formatOption("text", "json"), outputOption(),
    ],
    examples: ["sallyport attestor export team-key --to custom-resource"],
    run: async (...args) => (await import("../objects/attestors.ts")).runExport(...args),
  });
  add<PrintFlags>({
    name: "validate",
    args: [["<file...>", "custom resources, API JSON or Sallyport's own documents"]],
    summary: "Check files of attestors, their keys too, and say what is wrong with them.",
    options: [formatOption("table", "json"), outputOption()],
    examples: ["sallyport attestor validate attestor.yaml"],
    run: async (...args) => (await import("../objects/validate.ts")).validateOf("attestor")(...args),
  });
  add<StoredFlags>({
    name: "duplicate",
    args: [["<name>", "name of the attestor"]],
    summary: "Copy an attestor under its name with Copy appended.",
    options: common(),
    examples: ["sallyport attestor duplicate team-key"],
    run: async (...args) => (await import("../objects/attestors.ts")).runDuplicate(...args),
  });
  add<StoredFlags>({
    name: "delete",
    args: [["<name...>", "names of attestors"]],
    summary: "Delete attestors; those that a policy's signature rule names cannot be.",
    options: common(),
    examples: ["sallyport attestor delete old-key"],
    run: async (...args) => (await import("../objects/attestors.ts")).runDelete(...args),
  });
}
