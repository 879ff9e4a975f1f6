import { Command, Option } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, gatherValues, outputOption, storeOption, type Definition, type Outcome } from "../define.ts";
import type { StoredFlags } from "../print.ts";
import type { CheckFlags, ImportFlags, TakeFlags } from "../snapshot/commands.ts";
import type { ExportFlags } from "../snapshot/stored.ts";
import { otherKindsOption, readingOptions } from "./clusterOptions.ts";

/** `snapshot …`: cluster data in the store. */
export function addSnapshotCommands(program: Command, interrupt: Interrupt, outcome: Outcome): void {
  const snapshot = program.command("snapshot").description("Take, import, export and list snapshots of clusters.");
  snapshot.addHelpText("after", "\nExamples:\n  $ sallyport snapshot take --context prod-eu\n  $ sallyport snapshot list\n");
  const add = <Options>(definition: Definition<Options>) => define(snapshot, definition, interrupt, outcome);
  const common = () => [
    new Option("--name <name>", "name of the snapshot"),
    new Option("--keep-values", "keep annotations and values of environment variables too; they may hold secrets"),
    storeOption(), formatOption("table", "json"), outputOption(),
  ];
  const named: [string, string][] = [["<snapshot>", "a snapshot's name or id"]];

  add<StoredFlags>({
    name: "list",
    summary: "List the stored snapshots.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport snapshot list"],
    run: async (...args) => (await import("../snapshot/commands.ts")).runList(...args),
  });
  const context = () => [
    new Option("--context <name>", "kubeconfig context of the cluster").makeOptionMandatory(),
    new Option("--kubeconfig <file>", "kubeconfig to read besides the usual ones, remembered as in the window; may be repeated").argParser(gatherValues),
    new Option("--allow-exec", "agree, now and later, that the context's sign-in command is run"),
  ];
  add<CheckFlags>({
    name: "check",
    summary: "See whether a cluster answers and what may be listed there; nothing is read.",
    options: [...context(), storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport snapshot check --context prod-eu"],
    run: async (...args) => (await import("../snapshot/check.ts")).runCheck(...args),
  });
  add<TakeFlags>({
    name: "take",
    summary: "Read a live cluster into the store.",
    options: [...context(), ...readingOptions(), otherKindsOption(), ...common()],
    examples: ["sallyport snapshot take --context prod-eu", "sallyport snapshot take --context prod-eu --kubeconfig prod.yaml --name before-upgrade"],
    run: async (...args) => (await import("../snapshot/commands.ts")).runTake(...args),
  });
  add<ImportFlags>({
    name: "import",
    args: [["<source...>", "files, folders or archives (tar, tar.gz, zip): what kubectl get -o json or yaml or kubectl cluster-info dump prints, must-gather, support bundles, Velero backups, manifests; or one exported snapshot"]],
    summary: "Read files into the store as a snapshot.",
    options: [new Option("--namespace <name>", "namespace of manifests that name none").default("default"), otherKindsOption(), ...common()],
    examples: ["sallyport snapshot import pods.json.gz owners.json.gz --name prod-eu", "sallyport snapshot import must-gather.tar.gz --name prod-eu"],
    run: async (...args) => (await import("../snapshot/commands.ts")).runImport(...args),
  });
  add<ExportFlags>({
    name: "export",
    args: named,
    summary: "Write a stored snapshot as one file with a digest, to be carried to another machine.",
    options: [
      new Option("--to <file>", "the file to write (default: named after the snapshot, in this folder)"),
      new Option("--pseudonymise", "replace names of namespaces, objects, containers and images, and leave out all that is not judged"),
      new Option("--overwrite", "replace the file if it is there"),
      storeOption(), formatOption("table", "json"), outputOption(),
    ],
    examples: ["sallyport snapshot export prod-eu --to /media/usb/prod-eu.snapshot.ndjson.zst", "sallyport snapshot export prod-eu --pseudonymise"],
    run: async (...args) => (await import("../snapshot/stored.ts")).runExport(...args),
  });
  add<StoredFlags>({
    name: "show",
    args: named,
    summary: "Show what a stored snapshot holds and what it lacks.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport snapshot show prod-eu"],
    run: async (...args) => (await import("../snapshot/stored.ts")).runShow(...args),
  });
  add<StoredFlags>({
    name: "delete",
    args: named,
    summary: "Delete a stored snapshot. The cluster or the files it came from are not touched.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport snapshot delete prod-eu"],
    run: async (...args) => (await import("../snapshot/stored.ts")).runDelete(...args),
  });
}
