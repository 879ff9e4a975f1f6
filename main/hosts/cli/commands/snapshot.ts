import { Command, Option } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, gatherValues, outputOption, storeOption, type Definition, type Outcome } from "../define.ts";
import type { StoredFlags } from "../print.ts";
import type { CheckFlags, ImportFlags, TakeFlags } from "../snapshot/commands.ts";
import { readingOptions } from "./clusterOptions.ts";

/** `snapshot …`: cluster data in the store. */
export function addSnapshotCommands(program: Command, interrupt: Interrupt, outcome: Outcome): void {
  const snapshot = program.command("snapshot").description("Take, import and list snapshots of clusters.");
  snapshot.addHelpText("after", "\nExamples:\n  $ sallyport snapshot take --context prod-eu\n  $ sallyport snapshot list\n");
  const add = <Options>(definition: Definition<Options>) => define(snapshot, definition, interrupt, outcome);
  const common = () => [new Option("--name <name>", "name of the snapshot"), storeOption(), formatOption("table", "json"), outputOption()];

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
    options: [...context(), ...readingOptions(), ...common()],
    examples: ["sallyport snapshot take --context prod-eu", "sallyport snapshot take --context prod-eu --kubeconfig prod.yaml --name before-upgrade"],
    run: async (...args) => (await import("../snapshot/commands.ts")).runTake(...args),
  });
  add<ImportFlags>({
    name: "import",
    args: [["<source...>", "files or folders: what kubectl get -o json prints, manifests, each also .gz"]],
    summary: "Read files into the store as a snapshot.",
    options: [new Option("--namespace <name>", "namespace of manifests that name none").default("default"), ...common()],
    examples: ["sallyport snapshot import pods.json.gz owners.json.gz --name prod-eu"],
    run: async (...args) => (await import("../snapshot/commands.ts")).runImport(...args),
  });
}
