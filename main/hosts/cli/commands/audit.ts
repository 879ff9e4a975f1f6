import { Option, type Command } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, gatherValues, outputOption, parseCount, storeOption, type Definition, type Outcome } from "../define.ts";
import { passphraseOptions } from "../passphrase.ts";
import type { CheckpointFlags, ExportFlags, ListFlags, VerifyFlags } from "../trail/commands.ts";

/** `audit …`: the trail of what was done here. */
export function addAuditCommands(program: Command, interrupt: Interrupt, outcome: Outcome): void {
  const audit = program.command("audit").description("List, verify, export and sign the audit trail.");
  audit.addHelpText("after", "\nExamples:\n  $ sallyport audit list\n  $ sallyport audit verify\n");
  const add = <Options>(definition: Definition<Options>) => define(audit, definition, interrupt, outcome);

  add<ListFlags>({
    name: "list",
    summary: "List what was done here, newest first.",
    options: [
      new Option("--limit <number>", "most records to list").argParser(parseCount).default(50),
      new Option("--action <word>", "only actions that begin so, such as bundle or key.revoke"),
      new Option("--text <text>", "only records with this in their subject or details, or by this person"),
      storeOption(),
      formatOption("table", "json"),
      outputOption(),
    ],
    examples: ["sallyport audit list --action bundle"],
    run: async (...args) => (await import("../trail/commands.ts")).runList(...args),
  });
  add<VerifyFlags>({
    name: "verify",
    args: [["[file]", "copy of an audit trail (default: the store's)"]],
    summary: "Follow the audit trail from its first record. Ends with 3 when it was changed or cut off.",
    options: [
      new Option("--key <file>", "public key of a signer of checkpoints, for a copy; may be repeated").argParser(gatherValues),
      new Option("--against <file>", "bundle, report signature or checkpoint that left this desk: the trail must still hold its end; may be repeated").argParser(gatherValues),
      storeOption(),
      formatOption("table", "json"),
      outputOption(),
    ],
    examples: ["sallyport audit verify --against prod-v7.polbundle", "sallyport audit verify trail.ndjson --key ada.pub"],
    run: async (...args) => (await import("../trail/commands.ts")).runVerify(...args),
  });
  add<ExportFlags>({
    name: "export",
    summary: "Write a copy of the audit trail: one record a line.",
    options: [storeOption(), formatOption("table", "json"), new Option("--output <file>", "where to write it").makeOptionMandatory()],
    examples: ["sallyport audit export --output trail.ndjson"],
    run: async (...args) => (await import("../trail/commands.ts")).runExport(...args),
  });
  add<CheckpointFlags>({
    name: "checkpoint",
    summary: "Sign the end of the audit trail, so that a copy can be checked with the public key.",
    options: [
      new Option("--key <name>", "key of the store").makeOptionMandatory(),
      new Option("--to-sign <file>", "write the bytes that a key elsewhere has to sign").conflicts("signature"),
      new Option("--signature <file>", "signature over those bytes"),
      new Option("--signed <file>", "with --signature: what --to-sign wrote"),
      ...passphraseOptions(),
      storeOption(),
      formatOption("table", "json"),
      new Option("--output <file>", "also write the checkpoint to a file"),
    ],
    examples: ["sallyport audit checkpoint --key ada", "sallyport audit checkpoint --key token --to-sign pae.bin", "sallyport audit checkpoint --key token --signature pae.bin.sig --signed pae.bin"],
    run: async (...args) => (await import("../trail/commands.ts")).runCheckpoint(...args),
  });
}
