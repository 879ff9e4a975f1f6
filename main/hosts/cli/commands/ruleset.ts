import { Command, Option } from "commander";
import type { Interrupt } from "../context.ts";
import { define, formatOption, gatherValues, outputOption, storeOption, type Definition, type Outcome } from "../define.ts";
import type { CreateRulesetFlags } from "../objects/createRuleset.ts";
import type { ImportFlags } from "../objects/importing.ts";
import type { CatalogueFlags, ExportFlags } from "../objects/rulesets.ts";
import type { PrintFlags, StoredFlags } from "../print.ts";

/** `ruleset …`: runtime rulesets in the store, the catalogue of predefined rules, and files of custom ones. */
export function addRulesetCommands(program: Command, interrupt: Interrupt, outcome: Outcome): void {
  const ruleset = program.command("ruleset").description("List, show, import, export and check runtime rulesets.");
  ruleset.addHelpText("after", "\nExamples:\n  $ sallyport ruleset list\n  $ sallyport ruleset import runtimeruleset.yaml\n");
  const add = <Options>(definition: Definition<Options>) => define(ruleset, definition, interrupt, outcome);
  const common = () => [storeOption(), formatOption("table", "json"), outputOption()];

  add<StoredFlags>({
    name: "list",
    summary: "List the stored rulesets and what uses them.",
    options: common(),
    examples: ["sallyport ruleset list"],
    run: async (...args) => (await import("../objects/rulesets.ts")).runList(...args),
  });
  add<StoredFlags>({
    name: "show",
    args: [["<name>", "name of the ruleset"]],
    summary: "Show a ruleset with its rules and custom rule files.",
    options: common(),
    examples: ["sallyport ruleset show watch"],
    run: async (...args) => (await import("../objects/rulesets.ts")).runShow(...args),
  });
  add<CreateRulesetFlags>({
    name: "create",
    args: [["<name>", "name of the new ruleset"]],
    summary: "Make a ruleset of predefined rules and files of custom ones.",
    options: [
      new Option("--rule <id>", "predefined rule, with =log, =isolate or =terminate (default: log); repeatable").argParser(gatherValues),
      new Option("--custom <file>", "file of Falco rules, YAML; repeatable").argParser(gatherValues),
      new Option("--label <key=value>", "label of the pods that it applies to; repeatable").argParser(gatherValues),
      new Option("--not-any", "the labels say which pods it does not apply to"),
      new Option("--description <text>", "what it is for").default(""),
      ...common(),
    ],
    examples: ["sallyport ruleset create watch --rule TM-00000006=isolate --label app=web", "sallyport ruleset create own --custom my-rules.yaml"],
    run: async (...args) => (await import("../objects/createRuleset.ts")).runCreate(...args),
  });
  add<ImportFlags>({
    name: "import",
    args: [["<file...>", "custom resources, API JSON, Terraform files or Sallyport's own documents"]],
    summary: "Read rulesets from files into the store; a known name is changed.",
    options: [new Option("--dry-run", "only say what would come of each"), ...common()],
    examples: ["sallyport ruleset import runtimeruleset.yaml", "sallyport ruleset import rulesets.tf --dry-run"],
    run: async (...args) => (await import("../objects/importing.ts")).importOf("ruleset")(...args),
  });
  add<ExportFlags>({
    name: "export",
    args: [["<name>", "name of the ruleset"]],
    summary: "Write a ruleset in another format; what that cannot carry is told.",
    options: [
      new Option("--to <kind>", "format to write").choices(["sallyport", "custom-resource", "api", "terraform"]).default("sallyport"),
      storeOption(), formatOption("text", "json"), outputOption(),
    ],
    examples: ["sallyport ruleset export watch --to custom-resource --output watch.yaml"],
    run: async (...args) => (await import("../objects/rulesets.ts")).runExport(...args),
  });
  add<StoredFlags>({
    name: "duplicate",
    args: [["<name>", "name of the ruleset"]],
    summary: "Copy a ruleset under its name with Copy appended.",
    options: common(),
    examples: ["sallyport ruleset duplicate watch"],
    run: async (...args) => (await import("../objects/rulesets.ts")).runDuplicate(...args),
  });
  add<StoredFlags>({
    name: "delete",
    args: [["<name...>", "names of rulesets"]],
    summary: "Delete rulesets; those that a policy uses cannot be.",
    options: common(),
    examples: ["sallyport ruleset delete watchCopy"],
    run: async (...args) => (await import("../objects/rulesets.ts")).runDelete(...args),
  });
  add<CatalogueFlags>({
    name: "rules",
    args: [["[word...]", "only rules whose id, name, technique or description has these words"]],
    summary: "Search the predefined runtime rules.",
    options: [new Option("--removed", "also those that the vendor removed"), ...common()],
    examples: ["sallyport ruleset rules shell", "sallyport ruleset rules T1059"],
    run: async (...args) => (await import("../objects/rulesets.ts")).runCatalogue(...args),
  });
  add<PrintFlags>({
    name: "validate",
    args: [["<file...>", "custom resources, API JSON, Terraform files or Sallyport's own documents"]],
    summary: "Check files of rulesets, their custom rules too, and say what is wrong with them.",
    options: [formatOption("table", "json"), outputOption()],
    examples: ["sallyport ruleset validate runtimeruleset.yaml"],
    run: async (...args) => (await import("../objects/validate.ts")).validateOf("ruleset")(...args),
  });
  add<PrintFlags>({
    name: "check",
    args: [["<file...>", "files of Falco rules, in the order in which they are loaded"]],
    summary: "Check files of custom rules as the product would load them.",
    options: [formatOption("table", "json"), outputOption()],
    examples: ["sallyport ruleset check my-rules.yaml"],
    run: async (...args) => (await import("../objects/rulesets.ts")).runCheck(...args),
  });
}
