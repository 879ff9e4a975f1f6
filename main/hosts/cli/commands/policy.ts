import { Command, Option } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, outputOption, parseCount, storeOption, type Definition, type Outcome } from "../define.ts";
import type { AssignFlags } from "../policy/assign.ts";
import type { CompareFlags } from "../policy/compare.ts";
import type { CreateFlags } from "../policy/create.ts";
import type { ImportFlags } from "../objects/importing.ts";
import type { ExportFlags } from "../policy/export.ts";
import type { ShowFlags } from "../policy/show.ts";
import type { RestoreFlags } from "../policy/versions.ts";
import type { PrintFlags, StoredFlags } from "../print.ts";

/** `policy …`: the commands on stored policies and policy files. */
export function addPolicyCommands(program: Command, interrupt: Interrupt, outcome: Outcome): void {
  const policy = program.command("policy").description("List, show, import, export and check policies.");
  policy.addHelpText("after", "\nExamples:\n  $ sallyport policy list\n  $ sallyport policy import clusterpolicy.yaml\n");
  const add = <Options>(definition: Definition<Options>) => define(policy, definition, interrupt, outcome);

  add<StoredFlags>({
    name: "list",
    summary: "List the stored policies.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport policy list", "sallyport policy list --format json"],
    run: async (...args) => (await import("../policy/list.ts")).runList(...args),
  });
  add<ShowFlags>({
    name: "show",
    args: [["<name>", "name of the policy"]],
    summary: "Show a policy in words.",
    options: [versionOption("version to show (default: the newest)"), storeOption(), formatOption("table", "json", "html"), outputOption()],
    examples: ["sallyport policy show production", "sallyport policy show production --version 3 --format json", "sallyport policy show production --format html --output production.html"],
    run: async (...args) => (await import("../policy/show.ts")).runShow(...args),
  });
  add<ImportFlags>({
    name: "import",
    args: [["<file...>", "files or folders: custom resources, API JSON, Terraform files or Sallyport's own documents"]],
    summary: "Read policies from files into the store; a known name gets a new version.",
    options: [new Option("--dry-run", "only say what would be created, changed, converted and lost"), storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport policy import clusterpolicy.yaml", "sallyport policy import policies/ --dry-run", "sallyport policy import policies/*.json --format json"],
    run: async (...args) => (await import("../objects/importing.ts")).importOf("policy")(...args),
  });
  add<ExportFlags>({
    name: "export",
    args: [["<name...>", "names of policies; several become one file"]],
    summary: "Write policies in another format; what that cannot carry is told.",
    options: [
      new Option("--to <kind>", "format to write").choices(["sallyport", "custom-resource", "api", "terraform"]).default("sallyport"),
      versionOption("version to write (default: the newest)"),
      storeOption(),
      formatOption("text", "json"),
      outputOption(),
    ],
    examples: ["sallyport policy export production --to custom-resource --output clusterpolicy.yaml", "sallyport policy export production staging --to terraform --output policies.tf"],
    run: async (...args) => (await import("../policy/export.ts")).runExport(...args),
  });
  add<PrintFlags>({
    name: "validate",
    args: [["<file...>", "policy files, or folders with them"]],
    summary: "Check policy files and say what is wrong with them, and where.",
    options: [formatOption("table", "json"), outputOption()],
    examples: ["sallyport policy validate clusterpolicy.yaml", "sallyport policy validate policies/"],
    run: async (...args) => (await import("../policy/validate.ts")).runValidate(...args),
  });
  add<CreateFlags>({
    name: "create",
    args: [["<name>", "name of the new policy"]],
    summary: "Make a policy: empty, from a starter, or as a duplicate of another.",
    options: [
      new Option("--starter <id>", "starter policy to begin with; see sallyport policy starters"),
      new Option("--from <name>", "policy to duplicate"),
      new Option("--platform <platform>", "of an empty policy (default: kubernetes)").choices(["kubernetes", "ecs"]),
      new Option("--description <text>", "description of the new policy"),
      storeOption(),
      formatOption("table", "json"),
      outputOption(),
    ],
    examples: ["sallyport policy create production --starter pod-security-baseline", "sallyport policy create test --from production", "sallyport policy create tasks --platform ecs"],
    run: async (...args) => (await import("../policy/create.ts")).runCreate(...args),
  });
  add<StoredFlags>({
    name: "duplicate",
    args: [["<name>", "name of the policy"]],
    summary: "Duplicate a policy; the new one has Policy after its name.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport policy duplicate production"],
    run: async (...args) => (await import("../policy/create.ts")).runDuplicate(...args),
  });
  add<StoredFlags>({
    name: "starters",
    args: [["[id]", "show this starter's page"]],
    summary: "List the starter policies, or show what one covers and what it cannot.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport policy starters", "sallyport policy starters cis-workloads"],
    run: async (...args) => (await import("../policy/create.ts")).runStarters(...args),
  });
  add<CompareFlags>({
    name: "compare",
    args: [["<name>", "name of the policy"]],
    summary: "Say what changed between two versions, by rule and as text.",
    options: [
      new Option("--from <number>", "version to compare with (default: the one before)").argParser(parseCount),
      new Option("--to <number>", "version to compare (default: the newest)").argParser(parseCount),
      storeOption(),
      formatOption("table", "json"),
      outputOption(),
    ],
    examples: ["sallyport policy compare production", "sallyport policy compare production --from 2 --to 5 --format json"],
    run: async (...args) => (await import("../policy/compare.ts")).runCompare(...args),
  });
  add<AssignFlags>({
    name: "assign",
    args: [["[name]", "name of the policy; without one the cluster loses its policy"]],
    summary: "Say which policy a cluster has, or list what is assigned.",
    options: [
      new Option("--context <name>", "kubeconfig context of the cluster"),
      new Option("--snapshot <id>", "id of a snapshot"),
      storeOption(),
      formatOption("table", "json"),
      outputOption(),
    ],
    examples: ["sallyport policy assign production --context prod-eu", "sallyport policy assign --context prod-eu", "sallyport policy assign"],
    run: async (...args) => (await import("../policy/assign.ts")).runAssign(...args),
  });
  add<AssignFlags>({
    name: "unassign",
    summary: "Take the policy of a cluster away.",
    options: [
      new Option("--context <name>", "kubeconfig context of the cluster"),
      new Option("--snapshot <id>", "id of a snapshot"),
      storeOption(),
      formatOption("table", "json"),
      outputOption(),
    ],
    examples: ["sallyport policy unassign --context prod-eu"],
    run: async (...args) => (await import("../policy/assign.ts")).runUnassign(...args),
  });
  add<StoredFlags>({
    name: "delete",
    args: [["<name...>", "names of policies"]],
    summary: "Delete policies with all their versions; those assigned to a cluster cannot be.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport policy delete draft_2"],
    run: async (...args) => (await import("../policy/versions.ts")).runDelete(...args),
  });
  add<StoredFlags>({
    name: "history",
    args: [["<name>", "name of the policy"]],
    summary: "List the versions of a policy.",
    options: [storeOption(), formatOption("table", "json"), outputOption()],
    examples: ["sallyport policy history production"],
    run: async (...args) => (await import("../policy/versions.ts")).runHistory(...args),
  });
  add<RestoreFlags>({
    name: "restore",
    args: [["<name>", "name of the policy"]],
    summary: "Save an earlier version as the newest.",
    options: [
      versionOption("version to restore"),
      new Option("--note <text>", "note for the new version"),
      storeOption(),
      formatOption("table", "json"),
      outputOption(),
    ],
    examples: ["sallyport policy restore production --version 3"],
    run: async (...args) => (await import("../policy/versions.ts")).runRestore(...args),
  });
}

function versionOption(description: string): Option {
  return new Option("--version <number>", description).argParser(parseCount);
}
