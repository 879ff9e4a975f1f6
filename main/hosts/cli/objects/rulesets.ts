import { basename } from "node:path";
import { checkRuleFiles } from "../../../../shared/falco/index.ts";
import type { FalcoProblem } from "../../../../shared/falco/index.ts";
import type { DocumentFormat, SavedRuleset } from "../../../../shared/ipc/types.ts";
import { readTextFile } from "../../../files/textFile.ts";
import { withApplication } from "../application.ts";
import { warn } from "../context.ts";
import type { Run } from "../define.ts";
import { EXIT } from "../exit.ts";
import { need } from "../failure.ts";
import { print, type PrintFlags, type StoredFlags } from "../print.ts";
import { columns, count, styleFor, visible } from "../terminal.ts";
import { printExport } from "./exporting.ts";

export interface ExportFlags {
  store?: string;
  to: DocumentFormat;
  format: "text" | "json";
  output?: string;
}

export interface CatalogueFlags extends StoredFlags {
  removed?: boolean;
}

export const runList: Run<StoredFlags> = async (_args, flags) => {
  const rulesets = await withApplication(flags.store, (app) => app.call("rulesets.list"));
  await print(flags, "sallyport/rulesets/v1", { rulesets }, () => {
    if (rulesets.length === 0) return "There are no rulesets yet. Import one with sallyport ruleset import.\n";
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = rulesets.map(({ name, ruleCount, customFileCount, updated, usedBy, description }) =>
      [name, String(ruleCount), String(customFileCount), updated.slice(0, 19).replace("T", " "), usedBy.join(", "), description].map(visible),
    );
    return columns([["NAME", "RULES", "CUSTOM FILES", "UPDATED (UTC)", "USED BY", "DESCRIPTION"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};

export const runShow: Run<StoredFlags> = async ([name = ""], flags) => {
  await withApplication(flags.store, async (app) => {
    const saved = await app.call("rulesets.get", { name });
    const names = new Map((await app.call("catalogue.runtimeRules")).map((rule) => [rule.id, rule.name]));
    await print(flags, "sallyport/saved-ruleset/v1", saved, () => pageOf(saved, names));
  });
  return EXIT.fine;
};

const MITIGATION_WORDS = { log: "Log", isolate: "Isolate", terminate: "Terminate" } as const;

function pageOf({ ruleset, revision, updated, author, usedBy, warnings = [] }: SavedRuleset, names: ReadonlyMap<string, string>): string {
  const labels = ruleset.labels.map(({ key, value }) => `${key}=${value}`).join(", ");
  const facts = [
    ["Description", ruleset.description],
    ["Revision", `${revision}, saved ${updated} by ${author}`],
    ["Applies to", labels === "" ? "every pod" : ruleset.labelMatchingCondition === "any" ? `pods with any of ${labels}` : `pods with none of ${labels}`],
    ["Used by", usedBy.join(", ")],
  ].filter(([, value]) => value !== "");
  const rules = ruleset.rules.map(({ id, mitigation }) => [MITIGATION_WORDS[mitigation], id, names.get(id) ?? ""]);
  return [
    `${visible(ruleset.name)}\n${columns(facts.map((row) => row.map(visible)))}`,
    rules.length > 0 ? `\n${columns([["MITIGATION", "RULE", "NAME"], ...rules.map((row) => row.map(visible))])}` : "",
    ...ruleset.customRules.map(({ name, text }) => `\nCustom rules in ${visible(name)}\n${text.trimEnd().split("\n").map((line) => `  ${visible(line)}\n`).join("")}`),
    warnings.length > 0 ? `\n${warnings.map(({ message }) => `warning: ${visible(message)}\n`).join("")}` : "",
  ].join("");
}

export const runExport: Run<ExportFlags> = async ([name = ""], flags) => {
  const exported = await withApplication(flags.store, (app) => app.call("rulesets.export", { name, format: flags.to }));
  return printExport(exported, "sallyport/ruleset-export/v1", name, flags);
};

export const runDuplicate: Run<StoredFlags> = async ([name = ""], flags) => {
  const saved = await withApplication(flags.store, (app) => app.call("rulesets.duplicate", { name }));
  await print(flags, "sallyport/saved-ruleset/v1", saved, () => `Created ${visible(saved.ruleset.name)}.\n`);
  return EXIT.fine;
};

export const runDelete: Run<StoredFlags> = async (names, flags) => {
  await withApplication(flags.store, async (app) => {
    for (const name of names) await app.call("rulesets.delete", { name });
  });
  await print(flags, "sallyport/ruleset-delete/v1", { deleted: names }, () => names.map((name) => `Deleted ${visible(name)}.\n`).join(""));
  return EXIT.fine;
};

/** The predefined rules; with words only those whose id, name, technique or description has them all. */
export const runCatalogue: Run<CatalogueFlags> = async (words, flags) => {
  const all = await withApplication(flags.store, (app) => app.call("catalogue.runtimeRules"));
  const wanted = words.map((word) => word.toLowerCase());
  const rules = all.filter(({ id, name, technique = "", description, removed }) => {
    const text = `${id} ${name} ${technique} ${description}`.toLowerCase();
    return (removed === undefined || flags.removed) && wanted.every((word) => text.includes(word));
  });
  await print(flags, "sallyport/runtime-rules/v1", { rules }, () => {
    if (rules.length === 0) return "No predefined rule matches.\n";
    const style = styleFor(flags.output === undefined ? process.stdout : {}, process.env);
    const rows = rules.map(({ id, technique = "", name, removed }) => [id, technique, removed === undefined ? name : `${name} (removed ${removed})`]);
    return columns([["ID", "TECHNIQUE", "NAME"], ...rows], (text, row) => (row === 0 ? style.bold(text) : text));
  });
  return EXIT.fine;
};

/** Checks files of custom Falco rules as the product loads them; several files count as one after the other. */
export const runCheck: Run<PrintFlags> = async (files, flags) => {
  const texts = [];
  for (const file of files) texts.push({ name: basename(file), text: need(await readTextFile(file)) });
  const { rules, macros, lists, problems } = checkRuleFiles(texts);
  const errors = problems.filter(({ severity }) => severity === "error");
  await print(flags, "sallyport/custom-rules-check/v1", { valid: errors.length === 0, rules, macros, lists, problems }, () => {
    const found = `${count(rules.length, "rule")}, ${count(macros.length, "macro")}, ${count(lists.length, "list")}: ${errors.length === 0 ? "fine" : count(errors.length, "error")}\n`;
    return found + problems.map(problemText).join("");
  });
  if (errors.length > 0) warn("The product would not load these rules.");
  return errors.length > 0 ? EXIT.usage : EXIT.fine;
};

function problemText({ file, line, column, severity, message, remedy }: FalcoProblem): string {
  return `${visible(`${file}:${line}:${column}: ${severity}: ${message}${remedy === undefined ? "" : ` ${remedy}`}`)}\n`;
}
